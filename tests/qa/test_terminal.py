"""What a person sees: answers, refusals, hits and progress, as wide as the terminal and never obeying their text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from documents.document import Scope
from index.progress import Progress
from qa.answer import Answer, Refusal
from qa.terminal import NOTE_EN, WIDE, console, progress, scope_words, show_answer, show_hits
from tests.host import GDP_EN, GDP_ID, GDP_ZH, answerer


def shown(capsys: pytest.CaptureFixture[str], answer: Answer, explain: bool = False) -> list[str]:
    show_answer(answer, answerer().corpus, explain)
    return capsys.readouterr().out.splitlines()


def test_scopes_in_words() -> None:
    assert scope_words(Scope(2023, 2023, "result"), "zh") == "2023年完成情况"
    assert scope_words(Scope(2021, 2025, "target"), "en") == "2021–2025 target"


def test_lines_are_broken_for_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = answerer().ask("全省生产总值、城镇新增就业和居民消费价格2024年的目标是什么？")
    assert console().width == WIDE
    wide = shown(capsys, answer)
    assert not any(line.endswith(" ") for line in wide)
    monkeypatch.setenv("COLUMNS", "40")
    narrow = shown(capsys, answer)
    assert max(cell_len(line) for line in narrow) <= 40
    assert len(narrow) > len(wide)


def test_markup_in_an_answer_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    refusal = Refusal("unclear", "[red]no[/red] [/] \\[x]", ())
    assert shown(capsys, Answer("?", "en", refusal=refusal)) == ["[red]no[/red] [/] \\[x]"]


def test_a_refusal_lists_the_nearest_statements_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    statement = answerer().corpus.statement(GDP_ID)
    refusal = Refusal("not_in_report", "no", (GDP_ID,))
    assert shown(capsys, Answer("?", "en", refusal=refusal)) == [
        "no", "", "Nearest statements:", GDP_ID, f"    {statement.en}",
    ]  # fmt: skip
    assert shown(capsys, Answer("?", "zh", refusal=refusal))[2:] == ["最接近的内容：", GDP_ID, f"    {statement.text}"]


def test_who_phrased_it_is_said_where_it_was_not_the_composer(capsys: pytest.CaptureFixture[str]) -> None:
    zh = answerer().ask(GDP_ZH)
    assert "措辞：openai" not in shown(capsys, zh)
    assert shown(capsys, replace(zh, generator="openai"))[-1] == "措辞：openai"
    en = shown(capsys, replace(answerer().ask(GDP_EN), generator="extractive (openai withheld)"))
    assert en[-2:] == [NOTE_EN, "Phrased by: extractive (openai withheld)"]


def test_withheld_sentences_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    answer = replace(answerer().ask(GDP_ZH), withheld=(("增长53%。", "figure: 53%"),))
    assert shown(capsys, answer, explain=True)[:2] == ["withheld 增长53%。", "    figure: 53%"]
    assert not any("53%。" in line and "withheld" in line for line in shown(capsys, answer))


def test_hits_and_their_absence(capsys: pytest.CaptureFixture[str]) -> None:
    show_hits(answerer().search("全省生产总值增长5.3%", 2))
    first, words, english, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith(f" 1. {GDP_ID}  ")
    assert first.endswith("一、2023年工作回顾  2023年完成情况")
    assert words.strip().startswith("全省生产总值增长5.3%")
    assert english.strip().startswith("Provincial GDP")
    assert second.startswith(" 2. qinghai-2024/")
    show_hits([])
    assert capsys.readouterr().out == "没有找到。/ Nothing was found.\n"


def test_progress_goes_to_standard_error_and_only_where_there_is_some(capsys: pytest.CaptureFixture[str]) -> None:
    with progress():
        pass
    assert capsys.readouterr() == ("", "")
    with progress() as tell:
        steps(tell)
    out, errors = capsys.readouterr()
    assert out == ""
    assert "encode" in errors
    assert "3/3" in errors


def steps(tell: Progress) -> None:
    for done in range(4):
        tell("encode", done, 3)
