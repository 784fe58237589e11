"""The answer as one value: its text with marks, its JSON, and marks counted anew."""

import pytest

from documents.corpus import bundled
from documents.document import Scope, Statement
from qa.answer import Answer, Citation, Refusal, Sentence, renumber, scope_json, statement_json

DOCUMENT = bundled().documents[0]


def holder(words: str) -> Statement:
    return next(s for s in DOCUMENT.statements if words in s.text)


GROWTH = holder("全省生产总值增长5.3%")
GRAIN = holder("粮食总产量保持在107万吨以上")


def test_a_citation_of_a_whole_statement_and_of_a_part() -> None:
    whole = Citation.of(GROWTH, 3)
    assert (whole.marker, whole.id, whole.report) == (3, GROWTH.id, "qinghai-2024")
    assert whole.quote == whole.text_zh == GROWTH.text
    assert DOCUMENT.text[whole.start : whole.end] == whole.quote
    part = Citation.of(GROWTH, 1, (GROWTH.start, GROWTH.start + 12))
    assert (part.quote, part.text_zh, part.text_en) == ("全省生产总值增长5.3%", GROWTH.text, GROWTH.en)
    assert DOCUMENT.text[part.start : part.end] == part.quote


def test_a_sentence_with_its_marks() -> None:
    assert Sentence("全省生产总值增长5.3%。", (1,)).marked == "全省生产总值增长5.3%。[1]"
    assert Sentence("Computed.", (1, 2), computed=True).marked == "Computed.[1][2]"


@pytest.mark.parametrize(("language", "text"), [("zh", "一。[1]二。[2]"), ("en", "一。[1] 二。[2]")])
def test_the_text_of_an_answer(language: str, text: str) -> None:
    sentences = (Sentence("一。", (1,)), Sentence("二。", (2,)))
    answer = Answer("?", "zh" if language == "zh" else "en", sentences)
    assert (answer.text, answer.status) == (text, "answered")


def test_the_text_of_a_refusal_is_its_message() -> None:
    answer = Answer("?", "en", refusal=Refusal("unclear", "It is not clear what is asked."))
    assert (answer.text, answer.status) == ("It is not clear what is asked.", "refused")


def test_the_json_of_an_answer() -> None:
    citation = Citation.of(GRAIN, 1, (GRAIN.start, GRAIN.start + 15))
    answer = Answer(
        "粮食？", "zh", (Sentence("粮食总产量保持在107万吨以上。", (1,)),), (citation,), timings_ms={"total": 1.23456}
    ).with_id("q7")
    assert answer.to_json() == {
        "id": "q7",
        "question": "粮食？",
        "language": "zh",
        "status": "answered",
        "answer": "粮食总产量保持在107万吨以上。[1]",
        "statements": [{"text": "粮食总产量保持在107万吨以上。", "citations": [1], "computed": False}],
        "citations": [
            {
                "marker": 1,
                "id": GRAIN.id,
                "report": "qinghai-2024",
                "section": ["二、2024年目标任务和重点工作"],
                "scope": {"years": [2024, 2024], "kind": "target"},
                "quote": "粮食总产量保持在107万吨以上",
                "start": GRAIN.start,
                "end": GRAIN.start + 15,
                "text": {"zh": GRAIN.text, "en": GRAIN.en},
            }
        ],
        "refusal": None,
        "generator": "extractive",
        "timings_ms": {"total": 1.23},
    }


def test_the_json_of_a_refusal() -> None:
    made = Answer("?", "zh", refusal=Refusal("other_year", "没有。", (GRAIN.id,))).to_json()
    assert (made["id"], made["status"], made["answer"]) == (None, "refused", "没有。")
    assert (made["statements"], made["citations"]) == ([], [])
    assert made["refusal"] == {"reason": "other_year", "message": "没有。", "nearest": [GRAIN.id]}


def test_what_a_language_model_was_not_let_say_stays_inside() -> None:
    answer = Answer("?", "zh", withheld=(("增长8%。", "quantity: 8%"),))
    assert "withheld" not in answer.to_json()
    assert "8%" not in str(answer.to_json())


def test_a_scope_and_a_statement_as_json() -> None:
    assert scope_json(Scope(2018, 2022, "result")) == {"years": [2018, 2022], "kind": "result"}
    made = statement_json(GROWTH)
    assert made == {
        "id": GROWTH.id,
        "section": ["一、2023年工作回顾"],
        "section_en": list(GROWTH.section.headings_en),
        "scope": {"years": [2023, 2023], "kind": "result"},
        "start": GROWTH.start,
        "end": GROWTH.start + len(GROWTH.text),
        "text": {"zh": GROWTH.text, "en": GROWTH.en},
    }
    assert DOCUMENT.text[made["start"] : made["end"]] == made["text"]["zh"]


def test_marks_are_counted_anew_in_the_order_of_use() -> None:
    citations = [Citation.of(GROWTH, 1), Citation.of(GRAIN, 2), Citation.of(holder("碳酸锂11万吨"), 3)]
    sentences, kept = renumber([Sentence("三。", (3,)), Sentence("一三。", (1, 3), True)], citations)
    assert list(sentences) == [Sentence("三。", (1,)), Sentence("一三。", (2, 1), True)]
    assert [(c.marker, c.id) for c in kept] == [(1, citations[2].id), (2, GROWTH.id)]


def test_nothing_to_count() -> None:
    sentences, kept = renumber([], [Citation.of(GROWTH, 1)])
    assert (list(sentences), list(kept)) == ([], [])
