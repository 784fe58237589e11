"""From a question to its texts: each kind of robust question, scores by another way, and real rankings on the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import corpus
from documents.document import Scope
from index.clauses import clauses
from index.entry import Entry
from index.fusion import fuse, standardise
from index.home import open_index
from index.search import Index, Weights
from index.vectors import Floats, centred
from tests.fakes import FakeEncoder
from tests.index.conftest import REGION


def named(index: Index, question: str) -> str:
    """The id of the text that answers best by its words: vectors of the fake mean nothing across languages."""
    return index.entries[int(np.argmax(index.scores(index.read(question))["words"]))].id


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("钾肥产量", "salt"),
        ("鉀肥產量", "salt"),  # traditional
        ("失業率", "jobs"),
        ("５２６万亩", "grass"),  # full width
        ("ＧＤＰ增长", "output"),
        ("Golmud 钾肥", "salt"),  # both languages
        ("Golmud的potash", "salt"),
        ("钾 肥 产  量", "salt"),  # spaces
        ("hospitals  in   Haidong", "dam"),
        ("甲肥产量", "salt"),  # sounds alike
        ("居民销费价格", "tourism"),
        ("旅油收入", "tourism"),
        ("新增救业", "jobs"),
        ("yaks", "grass"),  # plural
        ("grasslands", "grass"),
        ("potash fertilisers", "salt"),  # British
        ("potash fertilizer", "salt"),
        ("POTASH FERTILIZERS", "salt"),  # upper case
        ("unemployment rate", "jobs"),
        ("grasland", "grass"),  # a slip
        ("lithum carbonate", "salt"),
        ("Maerdang hydropower", "dam"),  # a name by its sound
        ("草场", "grass"),  # an everyday word
        ("Qinghai Lake", "energy"),
    ],
)
def test_words_lead_to_chinese_texts(region: Index, question: str, expected: str) -> None:
    assert named(region, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("盐湖", "salt"),
        ("鹽湖的鉀肥", "salt"),
        ("牦牛", "grass"),
        ("旅游收入有多少", "tourism"),
        ("铁路", "rail"),
        ("海东的公路", "rail"),
        ("jobs", "tourism"),
        ("rail", "rail"),
    ],
)
def test_words_lead_to_english_texts(english: Index, question: str, expected: str) -> None:
    assert named(english, question) == expected


@pytest.mark.parametrize(
    "variants",
    [
        ("钾肥产量", "鉀肥產量", "钾 肥 产  量", "甲肥产量", " 钾肥产量\n"),
        ("potash fertilizer", "potash  fertilizer", "Potash Fertilizer"),
        ("2023年GDP", "２０２３年ＧＤＰ"),
    ],
)
def test_variants_are_the_same_question(region: Index, variants: tuple[str, ...]) -> None:
    first = [(hit.entry.id, hit.parts["words"]) for hit in region.search(variants[0])]
    for variant in variants[1:]:
        assert [group.members for group in region.terms(variant)] == [
            group.members for group in region.terms(variants[0])
        ]
        if not variant.isascii():
            assert [(hit.entry.id, hit.parts["words"]) for hit in region.search(variant)] == first


def test_question_without_words_finds_nothing(region: Index) -> None:
    for question in ("", "  \n", "\u200b", "\ud800"):
        assert region.search(question) == []
    assert len(region.search("🙂？", 3)) == 3


def test_k_hits_best_first(region: Index) -> None:
    hits = region.search("钾肥产量", 3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].entry == REGION[0]
    assert len(region.search("钾肥产量", 100)) == len(REGION)
    assert region.search("钾肥产量", 0) == []
    with pytest.raises(LookupError, match="salt is not a statement of a report"):
        _ = hits[0].statement


def test_the_dense_part_is_the_cosine_of_centred_vectors(region: Index) -> None:
    encoder, arrays = FakeEncoder(), region.data.arrays
    passages = centred(encoder.encode([entry.text for entry in REGION], "passage"), np.asarray(arrays["zh.own.mean"]))
    query = centred(encoder.encode(["钾肥产量"], "query"), np.asarray(arrays["zh.questions.mean"]))[0]
    found = region.scores(region.read("钾肥产量"))["dense"]
    np.testing.assert_allclose(found, passages @ query, atol=1e-5)


def test_the_words_part_is_bm25_of_texts_and_clauses(region: Index) -> None:
    side, groups = region.sides["zh"], region.terms("钾肥产量")
    whole = side.words.scores(groups)
    clause = side.levels["part"].best(side.clauses.scores(groups), len(REGION))
    half = region.weights.clause
    expected = standardise(fuse({"w": whole, "c": clause}, {"w": 1 - half, "c": half}))
    np.testing.assert_allclose(region.scores(region.read("钾肥产量"))["words"], expected, atol=1e-4)


def test_weights_decide(region: Index) -> None:
    words = Index(region.entries, region.data, region.encoder, Weights(dense=0.0, words=1.0, amount=0.0))
    scores = words.scores(words.read("钾肥产量"))
    np.testing.assert_allclose(scores["score"], scores["words"])


def test_a_scope_is_preferred_not_required() -> None:
    """Two texts that differ in a figure: the scope decides, and the other one is still found."""
    from index.build import of_entries

    entries = [
        Entry("reached", "城镇新增就业6.3万人。", "zh", 0, scope=Scope(2023, 2023, "result"), year=2024),
        Entry("planned", "城镇新增就业6万人。", "zh", 1, scope=Scope(2024, 2024, "target"), year=2024),
    ]
    index = of_entries(entries, FakeEncoder())
    for question, expected, fit in (
        ("去年新增就业多少", ["reached", "planned"], 1.0),
        ("今年新增就业多少", ["planned", "reached"], 1.0),
        ("新增就业了多少", ["reached", "planned"], 0.5),
        ("要新增多少就业", ["planned", "reached"], 0.0),
        ("计划新增多少就业", ["planned", "reached"], 1.0),
        ("urban jobs last year", ["reached", "planned"], 1.0),
        ("urban jobs this year", ["planned", "reached"], 1.0),
        ("urban jobs that were created", ["reached", "planned"], 0.5),
        ("urban jobs that will be created", ["planned", "reached"], 1.0),
    ):
        parts = {hit.entry.id: hit.parts["scope"] for hit in index.search(question)}
        if fit:
            assert sorted(parts, key=lambda id: -parts[id]) == expected, question
            assert parts[expected[0]] == fit, question
            assert parts[expected[1]] == -fit, question
    for question in ("这两年新增就业多少", "新增就业多少", "urban jobs in both years"):
        assert [hit.parts["scope"] for hit in index.search(question)] == [0.0, 0.0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=30))
def test_any_question_gets_finite_scores(region: Index, question: str) -> None:
    hits = region.search(question, 3)
    assert len(hits) in (0, 3)
    assert all(np.isfinite(hit.score) for hit in hits)


@pytest.fixture(scope="module")
def report(real_home: Path) -> Index:
    """The bundled report with the real model, as a user's home has it."""
    return open_index(real_home, corpus.bundled())


POTASH, GDP, GDP_AIM = "全年生产钾肥706万吨", "全省生产总值增长5.3%", "全省生产总值增长5%左右"
TOURISM, PRICES, PLANT = "旅游总收入分别增长", "居民消费价格涨幅3%左右", "玛尔挡水电站下闸蓄水"
FISH, GRASS = "青海湖裸鲤蕴藏量恢复到12万吨", "退化草原改良"


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2023年GDP增长多少", GDP),
        ("2024年GDP增长多少", GDP_AIM),
        ("去年GDP增长多少", GDP),
        ("今年GDP增长多少", GDP_AIM),
        ("GDP growth last year", GDP),
        ("GDP growth this year", GDP_AIM),
        ("鉀肥產量是多少", POTASH),
        ("２０２３年钾肥产量", POTASH),
        ("钾 肥 产  量", POTASH),
        ("how many tons of potash fertilizer", POTASH),
        ("HOW MANY TONS OF POTASH FERTILISER", POTASH),
        ("potash fertilisers produced", POTASH),
        ("碳酸锂 output", POTASH),
        ("lithum carbonate output", POTASH),
        ("居民销费价格涨幅", PRICES),
        ("旅油收入增长多少", TOURISM),
        ("TOURISM REVENUE GROWTH", TOURISM),
        ("tourism reveneu", TOURISM),
        ("青海湖裸鯉 how many tons", FISH),
        ("grasland improved in 2023", GRASS),
        ("degraded grasslands improved", GRASS),
        ("Maerdang hydropower station", PLANT),
    ],
)
def test_first_hit_on_the_report(report: Index, question: str, expected: str) -> None:
    assert expected in report.search(question, 1)[0].statement.text


@pytest.mark.real_model
def test_punctuation_changes_no_first_hits(report: Index) -> None:
    for question in ("2023年碳酸锂产量是多少", "How many tons of potash fertilizer were produced"):
        plain = [hit.statement.id for hit in report.search(question, 1)]
        assert plain == [hit.statement.id for hit in report.search(f"{question}?", 1)]
        assert plain == [hit.statement.id for hit in report.search(f"{question}？！", 1)]


@pytest.mark.real_model
def test_one_report_only(report: Index) -> None:
    assert [hit.statement.report for hit in report.search("钾肥", 3, "qinghai-2024")] == ["qinghai-2024"] * 3
    assert report.search("钾肥", 3, "another") == []


def test_a_part_of_a_question_is_searched_for_with_a_share_of_the_whole(region: Index) -> None:
    part, whole = "钾肥产量", "钾肥产量多少，旅游收入多少"
    alone, other = (region.scores(region.read(text))["score"] for text in (part, whole))
    share = region.weights.whole
    expected = np.sort((1 - share) * alone + share * other)[::-1]
    scores = [hit.score for hit in region.search(part, 3, whole=whole)]
    np.testing.assert_allclose(scores, expected[:3], atol=1e-5)
    assert region.search(part, 3, whole=part) == region.search(part, 3)


def test_hits_tell_how_near_each_clause_is(region: Index) -> None:
    question = "钾肥产量"
    query = region.encoder.encode([region.read(question).core], "query")[0]
    hits = region.search(question, 20)
    assert hits
    for hit in hits:
        for language, text in (("zh", hit.entry.text), ("en", hit.entry.translation)):
            if text and language in hit.clauses:
                expected = region.encoder.encode(clauses(text, language), "passage") @ query
                np.testing.assert_allclose(hit.clauses[language], expected, atol=1e-6)


def test_a_questions_vector_is_made_once(region: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question is looked at from several sides: searched for, and likened to ordinary ones."""
    asked: list[str] = []
    index = Index(region.entries, region.data, region.encoder)
    encode = index.encoder.encode

    def counted(texts: Sequence[str], role: Literal["query", "passage"]) -> Floats:
        asked.extend(texts)
        return encode(texts, role)

    monkeypatch.setattr(index.encoder, "encode", counted)
    index.search("钾肥产量")
    index.search("钾肥产量")
    index.elsewhere("钾肥产量")
    assert asked == ["钾肥产量"]
