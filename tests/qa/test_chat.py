"""A conversation in the terminal: follow-ups, commands, and that nothing typed ends it but leaving."""

from __future__ import annotations

import io

import pytest

from qa.chat import HELP, Chat, converse
from tests.host import GDP_EN, GDP_ID, GDP_ZH, answerer


@pytest.fixture
def chat() -> Chat:
    return Chat(answerer())


def said(capsys: pytest.CaptureFixture[str], chat: Chat, typed: str) -> list[str]:
    assert chat.say(typed)
    return capsys.readouterr().out.splitlines()


def test_a_follow_up_is_understood(capsys: pytest.CaptureFixture[str], chat: Chat) -> None:
    assert "5.3%" in said(capsys, chat, GDP_ZH)[0]
    assert "5%左右" in said(capsys, chat, "那2024年呢？")[0]
    assert [turn["role"] for turn in chat.history] == ["user", "assistant"] * 2


def test_a_citation_is_opened_by_its_number(capsys: pytest.CaptureFixture[str], chat: Chat) -> None:
    assert said(capsys, chat, "/cite 1") == ["the last answer has these marks: none"]
    said(capsys, chat, GDP_ZH)
    for typed in ("/cite 1", "/cite [1]"):
        lines = said(capsys, chat, typed)
        assert any(line.startswith("“全省生产总值增长5.3%") for line in lines)
        assert any(GDP_ID in line for line in lines)
    assert said(capsys, chat, "/cite 9") == ["the last answer has these marks: 1"]
    assert said(capsys, chat, "/cite") == ["the last answer has these marks: 1"]


def test_figures(capsys: pytest.CaptureFixture[str], chat: Chat) -> None:
    assert "粮食总产量" in "\n".join(said(capsys, chat, "/figures 粮食"))
    assert said(capsys, chat, "/figures 月球") == ["没有这样的数字。/ There is no such figure."]


def test_the_language_can_be_set(capsys: pytest.CaptureFixture[str], chat: Chat) -> None:
    assert said(capsys, chat, "/lang en") == ["answers in: en"]
    assert said(capsys, chat, GDP_ZH)[0].startswith("Provincial GDP grew by 5.3 percent")
    assert said(capsys, chat, "/lang fr") == HELP.splitlines()
    assert chat.language == "en"


def test_the_conversation_can_be_forgotten(capsys: pytest.CaptureFixture[str], chat: Chat) -> None:
    said(capsys, chat, GDP_EN)
    assert said(capsys, chat, "/clear") == ["forgotten"]
    assert (chat.history, chat.last) == ([], None)


def test_an_unknown_command_gets_the_list(capsys: pytest.CaptureFixture[str], chat: Chat) -> None:
    assert said(capsys, chat, "/what") == HELP.splitlines()
    assert said(capsys, chat, "   ") == []
    for leave in ("/quit", "/exit", "/q"):
        assert not chat.say(leave)


def test_lines_from_a_pipe_until_its_end(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed = f"{GDP_ZH}\n{'省' * 2001}\n/report\n\n那2024年呢？"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    converse(answerer())
    out, errors = capsys.readouterr()
    assert errors == ""
    lines = out.splitlines()
    assert "5.3%" in lines[0]
    assert "the question has 2001 characters; ask in at most 2000" in lines
    assert any("5%左右" in line and line.endswith("[1]") for line in lines)


def test_leaving_ends_it_before_the_end_of_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"/quit\n{GDP_ZH}\n"))
    converse(answerer())
    assert capsys.readouterr() == ("", "")
