"""BM25 beside the formula written out, one synonym group as one term."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.keywords import K1, B, Group, Keywords

TEXTS: list[dict[str, float]] = [{"yak": 2, "sheep": 1}, {"yak": 1}, {"cattle": 1, "sheep": 3}, {"lake": 1}, {}]
LENGTHS = [3.0, 1.0, 4.0, 1.0, 0.0]


def formula(texts: Sequence[Mapping[str, float]], lengths: Sequence[float], groups: Sequence[Group]) -> list[float]:
    """BM25 as the module's docstring has it, one text and one group after another."""
    average = sum(lengths) / len(lengths)
    scores = [0.0] * len(texts)
    for group in groups:
        counts = [sum(weight * text.get(term, 0.0) for term, weight in group.members) for text in texts]
        holding = sum(count > 0 for count in counts)
        idf = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for number, (tf, length) in enumerate(zip(counts, lengths, strict=True)):
            norm = K1 * (1 - B + B * length / max(average, 1e-9))
            scores[number] += group.weight * idf * tf * (K1 + 1) / (tf + norm) if tf else 0.0
    return scores


def test_one_term_by_hand() -> None:
    words = Keywords.build(TEXTS, LENGTHS)
    idf = math.log(1 + (5 - 2 + 0.5) / (2 + 0.5))
    first = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 1.8))
    second = idf * 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 1 / 1.8))
    assert words.idf(2) == pytest.approx(idf)
    assert words.scores([Group("yak", (("yak", 1.0),))]) == pytest.approx([first, second, 0, 0, 0], rel=1e-6)


def test_a_synonym_group_is_one_term() -> None:
    words = Keywords.build(TEXTS, LENGTHS)
    group = Group("livestock", (("yak", 1.0), ("cattle", 0.5), ("unheard", 1.0)))
    assert words.counted([group]).tolist() == [[2.0, 1.0, 0.5, 0.0, 0.0]]
    scores = words.scores([group])
    assert scores == pytest.approx(formula(TEXTS, LENGTHS, [group]), rel=1e-6)
    apart = words.scores([Group("yak", (("yak", 1.0),)), Group("cattle", (("cattle", 0.5),))])
    assert scores[0] < apart[0]  # three texts hold it, so it is less rare than each of its terms


def test_nothing_asked_or_nothing_held_scores_zero() -> None:
    words = Keywords.build(TEXTS, LENGTHS)
    assert words.scores([]).tolist() == [0.0] * 5
    assert words.scores([Group("x", (("unheard", 1.0),)), Group("y", ())]).tolist() == [0.0] * 5
    empty = Keywords.build([], [])
    assert empty.scores([Group("yak", (("yak", 1.0),))]).tolist() == []
    assert Keywords.build([{}], [0.0]).scores([Group("yak", (("yak", 1.0),))]).tolist() == [0.0]


WORDS = st.sampled_from("abcde")
COUNTS = st.dictionaries(WORDS, st.sampled_from([0.3, 1.0, 2.0, 5.0]), max_size=4)
GROUPS = st.lists(
    st.builds(
        lambda members, weight: Group("+".join(members), tuple(members.items()), weight),
        st.dictionaries(st.sampled_from("abcdez"), st.sampled_from([0.4, 0.7, 1.0]), max_size=3),
        st.sampled_from([0.5, 1.0]),
    ),
    max_size=4,
)


@given(st.lists(COUNTS, min_size=1, max_size=6), GROUPS)
def test_equals_the_formula(texts: list[dict[str, float]], groups: list[Group]) -> None:
    lengths = [math.fsum(text.values()) for text in texts]
    scores = Keywords.build(texts, lengths).scores(groups)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, formula(texts, lengths, groups), rtol=1e-4, atol=1e-6)
