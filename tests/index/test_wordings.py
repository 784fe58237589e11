"""Wordings: the formula on a worked example, what is learnt from few pairs, and what is in the file."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import wordings as learning
from documents.corpus import bundled
from index import wordings
from index.build import build
from index.search import Index, Weights
from index.wordings import Wording, Wordings
from index.words import latin_words, pieces, stem
from tests.fakes import FakeEncoder

TRAINING = Path(__file__).parents[2] / "benchmarks" / "training" / "questions.jsonl"
LINES = ["zh\t看病\t0.1\t医疗:0.5\t医保:0.25", "zh\t贵\t0.02\t\t降低:0.4", "en\tdoctor\t0.05\t医疗:0.3\t"]
TEXTS = wordings.texts_of([("降低医疗成本", ()), ("加强医保管理", ("医疗",)), ("修建公路", ()), ("", ())])


def test_the_score_is_the_formula() -> None:
    """By hand: every text's words once, one of the headings as `HEADINGS`, each sum over their number and one more."""
    sizes = [len(wordings.told_words(text)) for text in ("降低医疗成本", "加强医保管理", "修建公路")]
    likely = {
        "看病": [0.5 / (1 + sizes[0]), (0.25 + 0.5 * wordings.HEADINGS) / (1 + wordings.HEADINGS + sizes[1]), 0.0, 0.0],
        "贵": [0.4 / (1 + sizes[0]), 0.0, 0.0, 0.0],
    }
    often = {"看病": 0.1, "贵": 0.02}
    sums = [sum(math.log(1 + wordings.GAIN * likely[word][n] / often[word]) for word in often) for n in range(4)]
    expected = [(one - sum(sums) / 4) / wordings.SCALE for one in sums]
    found = Wordings.of_lines(LINES).scores("看病的钱贵？", "zh", TEXTS)
    np.testing.assert_allclose(found, expected, rtol=1e-5)
    assert found[0] > found[1] > found[2] == found[3]


def test_a_question_in_english_is_looked_for_in_chinese_texts() -> None:
    found = Wordings.of_lines(LINES).scores("Will doctors cost less?", "en", TEXTS)
    assert found.argmax() == 0


def test_words_that_are_not_known_say_nothing() -> None:
    known = Wordings.of_lines(LINES)
    assert known.scores("今天下雨吗？", "zh", TEXTS).tolist() == [0.0] * 4
    assert known.scores("看病", "en", TEXTS).tolist() == [0.0] * 4
    assert known.scores("看病", "zh", wordings.texts_of([])).tolist() == []


def test_only_what_is_sure_and_likelier_is_meant() -> None:
    known = Wordings.of_lines(LINES)
    assert known.meant("看病", "zh", 2.0) == ("医疗",)
    assert known.meant("看病", "zh", 5.1) == ()
    assert known.meant("贵", "zh", 1.0) == known.meant("谁", "zh", 1.0) == ()


def test_what_goes_together_is_learnt_to_mean_the_same() -> None:
    """看病 stands beside 医疗 alone and beside 医疗 with 公路; 路 beside 公路 alone and with 医疗: each is given its own."""
    pairs = [(["看病"], ["医疗"]), (["看病", "路"], ["医疗", "公路"]), (["路"], ["公路"]), (["路"], ["公路"])]
    learnt = learning.learn(pairs)
    assert dict(learnt["看病"].told)["医疗"] > 5 * dict(learnt["看病"].told).get("公路", 0.0)
    assert dict(learnt["路"].told)["公路"] > 5 * dict(learnt["路"].told).get("医疗", 0.0)
    assert learnt["路"].often == pytest.approx(3 / 5)


words = st.text("abcdefgh", min_size=1, max_size=3)


@given(
    st.lists(st.tuples(st.lists(words, min_size=1, unique=True), st.lists(words, min_size=1, unique=True)), min_size=1)
)
def test_probabilities_are_probabilities(pairs: list[tuple[list[str], list[str]]]) -> None:
    learnt = learning.learn(pairs)
    told: dict[str, float] = {}
    for asked in learnt.values():
        assert 0 < asked.often <= 1
        for word, likely in asked.told:
            told[word] = told.get(word, 0.0) + likely
    assert all(total <= 1 + 1e-9 for total in told.values())


@given(
    st.floats(1e-6, 1),
    st.dictionaries(words, st.floats(1e-4, 1)),
    st.dictionaries(words.map("x".__add__), st.floats(1e-4, 1)),
)
def test_a_row_is_read_as_it_was_written(often: float, sure: dict[str, float], rest: dict[str, float]) -> None:
    asked = Wording(often, (*sure.items(), *rest.items()), len(sure))
    again = Wordings({"zh": {"w": asked.row()}, "en": {}})
    assert set(again.meant("w", "zh", 0.0)) == {word for word in sure if len(word) > 1}
    assert Wordings.of_lines(again.lines()).lines() == again.lines()


def test_the_file_is_of_the_training_questions_and_in_order() -> None:
    known = Wordings.bundled()
    text = wordings.FILE.read_text(encoding="utf-8")
    assert "".join(f"{line}\n" for line in known.lines()) == text
    pairs = [json.loads(line) for line in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert not [pair["id"] for pair in pairs if pair["id"].startswith("qinghai")]
    chinese, english = ("\n".join(pair[language] for pair in pairs).lower() for language in ("zh", "en"))
    assert all(word in chinese for word in known.rows["zh"])
    assert set(known.rows["en"]) <= {stem(word) for _, piece in pieces(english) for word in latin_words(piece)}
    assert "医疗" in known.meant("看病", "zh", 40.0)


def test_reports_are_searched_with_them_and_plain_texts_are_not(region: Index) -> None:
    """The weight moves the scores, and nothing else does."""
    assert region.wordings is None
    index = build(bundled().documents, FakeEncoder())
    asked = index.read("看病能报销多少？")
    parts = index.scores(asked)
    off = Index(index.entries, index.data, index.encoder, Weights(worded=0.0)).scores(asked)
    assert np.ptp(parts["worded"]) > 1
    np.testing.assert_allclose(parts["score"] - off["score"], Weights().worded * parts["worded"], atol=1e-5)
    assert not off["worded"].any()
