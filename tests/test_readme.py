"""What the README shows and lists is what there is: its first commands, every command, flag, setting and route."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from qa.cli import app
from qa.settings import Settings
from qa.web import create_app
from tests.host import answerer

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")
DOCS = README + "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
SCREEN = re.search(r"```console\n(.*?)```", README, re.S)


def commands() -> Iterator[tuple[str, str]]:
    """Every command with every flag of its own."""
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        yield name, ""
        for parameter in command.params:
            for flag in parameter.opts:
                if flag.startswith("--") and flag != "--help":
                    yield name, flag


@pytest.mark.parametrize(("command", "flag"), list(commands()))
def test_every_command_and_flag_is_in_the_table_of_commands(command: str, flag: str) -> None:
    rows = [line for line in README.splitlines() if line.startswith(f"| `qinghai-qa {command}")]
    assert rows
    assert any(re.search(rf"{flag}(?![\w-])", row) for row in rows)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_named(name: str) -> None:
    assert re.search(rf"QINGHAI_QA_{name.upper()}(?![A-Z_])", README)


def test_no_setting_is_named_that_there_is_not() -> None:
    there_are = {f"QINGHAI_QA_{name.upper()}" for name in Settings.model_fields}
    for text in (README, CHINESE):
        assert set(re.findall(r"QINGHAI_QA_[A-Z_]*[A-Z]", text)) <= there_are


def test_every_route_is_named() -> None:
    paths = create_app(answerer(), Settings()).openapi()["paths"]
    assert "/api/ask" in paths
    for path in [*paths, "/", "/openapi.json"]:
        plain = re.sub(r"\{\w+(:path)?\}", "{id}", path)
        assert re.search(rf"{re.escape(plain)}`", DOCS), path


def test_every_script_is_named() -> None:
    for script in (ROOT / "scripts").iterdir():
        if script.name != "venv":  # sourced by the others
            assert script.name in README


def test_every_module_of_the_benchmarks_that_can_be_run_is_named() -> None:
    for path in (ROOT / "benchmarks").glob("*.py"):
        if '__name__ == "__main__"' in path.read_text(encoding="utf-8"):
            assert f"benchmarks.{path.stem}" in DOCS, path.name


def test_what_is_linked_is_there() -> None:
    for text in (README, CHINESE):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (ROOT / target).exists(), target
        for path in re.findall(r"`((?:tests|docs|benchmarks|scripts)/[\w./-]+)`", text):
            assert (ROOT / path).exists(), path


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    for requirement in named:
        name = re.split(r"[<>=\[]", requirement)[0]
        assert f"| `{name}` |" in reasons, name
        assert f"\n{name}==" in pinned, name
    assert "://" not in pinned


def shown() -> list[tuple[str, str]]:
    """The questions on the README's first screen, each with the answer that is printed under it."""
    assert SCREEN
    found = re.findall(r'^\$ scripts/run ask "([^"]+)"\n(.+?)\n(?=\n|\Z)', SCREEN[1], re.M | re.S)
    return [(question, " ".join(answer.split())) for question, answer in found]


def test_the_first_screen_shows_both_languages() -> None:
    assert len(shown()) >= 2
    assert any(question.isascii() for question, _ in shown())
    assert any(not question.isascii() for question, _ in shown())


@pytest.mark.real_model
def test_the_first_screen_is_what_is_printed(real_home: Path) -> None:
    from qa.answerer import Answerer

    by = Answerer.open(Settings(home=real_home, generator="extractive"))
    assert [(question, by.ask(question).text) for question, _ in shown()] == shown()
