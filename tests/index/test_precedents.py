"""Precedents: the formula on a worked example, what is in the file, and that they are of the model that is bundled."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index import model, precedents
from index.asked import Asked, read
from index.encoder import OnnxEncoder
from index.mend import Mender
from index.precedents import SCALE, Precedents
from index.queries import Queries
from index.search import Index
from index.vectors import Floats
from tests.fakes import FakeEncoder

PULL = 0.5
TRAINING = Path(__file__).parents[2] / "benchmarks" / "training" / "questions.jsonl"
AXES = np.eye(4, 2, dtype=np.float32)
ASKED = np.array([[127, 0], [76, 102], [0, 127]], dtype=np.int8)
CENTRES: Floats = np.array([[1, 0], [0, 1]], dtype=np.float32)
ANSWERS = np.array([[0, 0, SCALE, 0], [0, 0, 0, SCALE], [0, SCALE, 0, 0]], dtype=np.int8)
THREE = Precedents(
    AXES,
    {"zh": ASKED, "en": ASKED[::-1].copy()},
    {"zh": CENTRES, "en": CENTRES},
    ANSWERS,
    np.array([0, 1, 1], dtype=np.int16),
    ("a", "b"),
)


def asked(text: str) -> Asked:
    return read(text, Mender({}, {}, frozenset(), (), frozenset()), False, frozenset())


def drawn(near: list[float], question: list[float]) -> list[float]:
    """The formula, in plain Python over all three."""
    raised = [np.e ** (x / precedents.TEMPERATURE) for x in near]
    weights = [x / sum(raised) for x in raised]
    answer = np.array([0, weights[2], weights[0], weights[1]])
    moved = np.array(question) + PULL * answer
    return list(moved / np.sqrt((moved**2).sum()))


def test_a_question_is_drawn_towards_the_answers_of_the_nearest() -> None:
    question = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    found = THREE.draw(question, "zh", PULL)
    between = (76 * 0.8 + 102 * 0.6) / SCALE
    np.testing.assert_allclose(found, drawn([0.8, between, 0.6], [0.8, 0.6, 0, 0]), atol=1e-6)
    np.testing.assert_allclose(
        THREE.draw(question, "en", PULL), drawn([0.6, between, 0.8], [0.8, 0.6, 0, 0]), atol=1e-6
    )
    assert found[3] > found[2]
    np.testing.assert_allclose(THREE.draw(question, "zh", 0.0), question, atol=1e-6)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-6)


def test_only_the_nearest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedents, "NEAREST", 1)
    found = THREE.draw(np.array([0.8, 0.6, 0, 0], dtype=np.float32), "zh", PULL)
    expected = np.array([0.8, 0.6, 0, PULL])
    np.testing.assert_allclose(found, expected / np.linalg.norm(expected), atol=1e-6)


def test_those_of_a_report_can_be_left_out() -> None:
    left = THREE.without(frozenset({"b"}))
    assert left.answers.tolist() == ANSWERS[:1].tolist()
    assert left.questions["en"].tolist() == [[0, 127]]
    only = left.draw(np.array([0, 1, 0, 0], dtype=np.float32), "zh", PULL)  # far from it, and there is no other
    np.testing.assert_allclose(only, np.array([0, 1, PULL, 0]) / np.hypot(1, PULL), atol=1e-6)
    assert THREE.without(frozenset({"c"})).of.tolist() == [0, 1, 1]


def test_a_model_of_another_name_has_none(tmp_path: Path) -> None:
    assert Precedents.of_model("some-other-model") is None
    queries = Queries(FakeEncoder(), None)
    question = asked("钾肥产量")
    np.testing.assert_array_equal(queries.drawn(question), queries.plain(question))


def test_a_questions_vector_is_made_once() -> None:
    queries = Queries(FakeEncoder(), None)
    assert queries.plain(asked("钾肥产量")) is queries.plain(asked("钾肥产量"))


def test_the_file_is_of_the_bundled_model_and_holds_every_pair() -> None:
    found = Precedents.of_model(model.resolve(None).key)
    assert found is not None, "make it anew: python -m benchmarks.precede"
    pairs = [json.loads(row) for row in TRAINING.read_text(encoding="utf-8").splitlines()]
    assert [found.reports[number] for number in found.of] == [pair["id"].split("/")[0] for pair in pairs]
    assert not [report for report in found.reports if report.startswith("qinghai")]
    assert found.answers.shape == (len(pairs), 384)
    lengths = np.linalg.norm(found.answers.astype(np.float32), axis=1) / SCALE
    assert np.abs(lengths - 1).max() < 0.02
    assert all(len(rows) >= precedents.PROBED for rows in found.centres.values())
    assert {language: rows.shape for language, rows in found.questions.items()} == dict.fromkeys(
        ("zh", "en"), (len(pairs), found.axes.shape[1])
    )


@pytest.mark.real_model
def test_the_files_vectors_are_the_models(real_encoder: OnnxEncoder) -> None:
    found = Precedents.of_model(real_encoder.name)
    assert found is not None
    pairs = [json.loads(row) for row in TRAINING.read_text(encoding="utf-8").splitlines()][::1500]
    for language, key in (("zh", "zh"), ("en", "en")):
        vectors = real_encoder.encode([pair[key] for pair in pairs], "query") @ found.axes
        kept = found.questions["zh" if language == "zh" else "en"][::1500]
        np.testing.assert_allclose(vectors, kept.astype(np.float32) / SCALE, atol=0.03)


@pytest.mark.real_model
def test_hardly_any_of_the_nearest_is_missed(real_encoder: OnnxEncoder) -> None:
    found = Precedents.of_model(real_encoder.name)
    assert found is not None
    rows = found.questions["zh"].astype(np.float32) / SCALE
    shares = []
    for vector in real_encoder.encode(
        ["村里看病方便了吗？", "今年养老有啥安排", "外贸涨了多少", "路修了多长"], "query"
    ):
        every = rows @ (vector @ found.axes)
        products, numbers = found.nearest(vector, "zh")
        np.testing.assert_allclose(products, every[numbers], atol=1e-5)
        best = np.argsort(-every)[: precedents.NEAREST]
        assert numbers[0] == best[0]
        shares.append(np.isin(best, numbers).mean())
    assert np.mean(shares) > 0.8


@pytest.mark.real_model
def test_without_its_own_a_question_still_comes_nearer_to_its_answer(real_encoder: OnnxEncoder) -> None:
    """On pairs of one report, with all precedents about that report left out."""
    pairs = [json.loads(row) for row in TRAINING.read_text(encoding="utf-8").splitlines()]
    own = [pair for pair in pairs if pair["id"].startswith("hunan-2025") and pair.get("zh_at")][:60]
    every = Precedents.of_model(real_encoder.name)
    assert every is not None
    others = every.without(frozenset({"hunan-2025"}))
    answers = real_encoder.encode([pair["zh_at"] for pair in own], "passage")
    plain = real_encoder.encode([pair["zh"] for pair in own], "query")
    moved = np.stack([others.draw(vector, "zh", PULL) for vector in plain])
    before = ((plain @ answers.T).argmax(1) == np.arange(len(own))).mean()
    after = ((moved @ answers.T).argmax(1) == np.arange(len(own))).mean()
    assert after >= before
    assert ((moved * answers).sum(1) > (plain * answers).sum(1)).mean() > 0.9


def test_plain_texts_are_searched_without(region: Index) -> None:
    assert region.queries.precedents is None
