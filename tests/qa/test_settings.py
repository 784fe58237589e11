"""Settings: defaults, environment, flags, in that order; and what is said of those that make no sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from documents.errors import WrongUse
from qa.settings import DEFAULT_RATE, Settings, load


def test_flags_win_over_the_environment_and_that_over_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().port == 8000
    monkeypatch.setenv("QINGHAI_QA_PORT", "9000")
    assert load().port == 9000
    assert load(port=9001).port == 9001


def test_the_home_is_the_platforms_cache_folder_unless_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QINGHAI_QA_HOME", raising=False)
    assert load().home.name == "qinghai-qa"
    monkeypatch.setenv("QINGHAI_QA_HOME", str(tmp_path))
    assert load().home == tmp_path


def test_settings_do_not_change(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        Settings(home=tmp_path).port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"), ("PORT", "65536"), ("GENERATOR", "oracle"), ("GENERATOR_TIMEOUT", "0"), ("WORKERS", "0"),
        ("MAX_BODY", "1"), ("LOG_LEVEL", "loud"), ("RATE_LIMIT", "-1"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_on_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"QINGHAI_QA_{name}", value)
    with pytest.raises(WrongUse) as caught:
        load()
    assert str(caught.value).startswith(f"QINGHAI_QA_{name} is not right: ")
    assert "\n" not in str(caught.value)


def test_lists_are_comma_separated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGHAI_QA_CORS_ORIGINS", " https://a.example , ,https://b.example")
    assert load().cors_origins == ("https://a.example", "https://b.example")
    assert load(cors_origins="").cors_origins == ()


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGHAI_QA_OPENAI_API_KEY", "sk-secret")
    settings = load()
    assert "sk-secret" not in repr(settings) + str(settings)
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-secret"


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("name.example", False)],
)
def test_questions_are_counted_where_others_can_reach_the_server(host: str, local: bool) -> None:
    settings = load(host=host)
    assert settings.is_local is local
    assert settings.rate == (0 if local else DEFAULT_RATE)
    assert load(host=host, rate_limit=5).rate == 5


def test_a_process_that_is_started_gets_the_same_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = load(
        home=tmp_path,
        port=9000,
        openai_api_key="sk-secret",
        cors_origins="https://a.example,https://b.example",
        workers=2,
    )
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    assert load() == settings
