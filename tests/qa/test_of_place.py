"""Questions about one place: every statement that names it, and none that is only called like it."""

from pathlib import Path

import pytest

from documents.corpus import bundled
from qa import gate
from qa.answerer import Answerer, known
from qa.settings import Settings

DOCUMENT = bundled().documents[0]


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("湟源县今年有啥好事", ["2.1.4/3"]),
        ("祁连县的人能指望点什么？", ["2.1.4/3"]),  # not 祁连山
        ("同德县有什么荣誉和项目？", ["1.1/12", "1.3/6"]),
        ("我是达日县的，报告里说了我们什么", ["1.5/10"]),
        ("格尔木今年有哪些项目", ["2.2.2/1", "2.2.2/4", "2.3.1/4", "2.4.3/2", "2.6.1/2", "2.8.1/2"]),
        ("Any good news for Tongde?", ["1.1/12", "1.3/6"]),
        ("I'm from Huangyuan county. Anything in the report for us?", ["2.1.4/3"]),
        ("Any plans for Qilian County?", ["2.1.4/3"]),
    ],
)
def test_all_that_names_the_place(text: str, ids: list[str], real: Answerer) -> None:
    answer = real.ask(text)
    assert [c.id.removeprefix("qinghai-2024/") for c in answer.citations] == ids
    for sentence in answer.statements:
        assert gate.check(sentence, answer.citations, answer.language, known(DOCUMENT)) == ()


@pytest.mark.real_model
def test_a_new_place_in_a_conversation_is_a_new_question(real: Answerer) -> None:
    before = [{"role": "user", "content": "城镇和农村收入哪个增长快？"}, {"role": "assistant", "content": "农村。"}]
    answer = real.ask("湟源县今年有啥好事", before)
    assert [c.id for c in answer.citations] == ["qinghai-2024/2.1.4/3"]


@pytest.mark.real_model
def test_another_place_after_one_is_that_place(real: Answerer) -> None:
    before = [{"role": "user", "content": "格尔木今年有哪些项目"}, {"role": "assistant", "content": "…"}]
    assert [c.id for c in real.ask("那湟源县呢？", before).citations] == ["qinghai-2024/2.1.4/3"]


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text", ["互助县今年有什么项目", "What does the report promise people in Hualong county?", "化隆县有什么好消息"]
)
def test_a_place_that_the_report_does_not_name(text: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.refusal is not None
    assert answer.refusal.reason == "other_place"


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("格尔木至那曲公路什么时候建成？", "格尔木至那曲公路"),
        ("西宁机场三期今年能建成吗？", "西宁机场三期"),
        ("Will the Golmud salt lake green industrial park be planned?", "Golmud Salt Lake Green Industrial Park"),
    ],
)
def test_something_special_of_a_place_is_found_like_anything(text: str, words: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert len(answer.citations) <= 1
    assert answer.refusal is not None or words in answer.text
