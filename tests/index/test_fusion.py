"""Fusion on a worked example."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.fusion import best, fuse, standardise


def floats(*values: float) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


def test_standardised_by_hand() -> None:
    assert standardise(floats(1, 2, 3)).tolist() == pytest.approx([-(1.5**0.5), 0, 1.5**0.5])
    assert standardise(floats(0, 0, 0, 4)).tolist() == pytest.approx([-(3**-0.5)] * 3 + [3**0.5])


@pytest.mark.parametrize("scores", [(), (5.0,), (2.0, 2.0, 2.0)])
def test_scores_that_do_not_differ_say_nothing(scores: tuple[float, ...]) -> None:
    assert standardise(floats(*scores)).tolist() == [0.0] * len(scores)


def test_a_worked_example() -> None:
    """Cosines are close together, BM25 far apart; standardised, both speak with their weights alone."""
    dense, words = floats(0.81, 0.82, 0.83), floats(0.0, 9.0, 0.0)
    fused = fuse({"dense": dense, "words": words}, {"dense": 0.75, "words": 0.25})
    up, low, high = 1.5**0.5, -(0.5**0.5), 2**0.5
    assert fused.tolist() == pytest.approx([-0.75 * up + 0.25 * low, 0.25 * high, 0.75 * up + 0.25 * low], abs=1e-4)
    assert best(fused, 2).tolist() == [2, 1]
    assert best(fuse({"dense": dense, "words": words}, {"dense": 0.5, "words": 0.5}), 2).tolist() == [1, 2]


def test_a_channel_that_says_nothing_counts_nothing() -> None:
    dense = floats(0.1, 0.5, 0.3)
    fused = fuse({"dense": dense, "words": floats(0, 0, 0)}, {"dense": 1.0, "words": 9.0})
    assert fused.tolist() == standardise(dense).tolist()


def test_equal_scores_keep_their_order() -> None:
    assert best(floats(1, 3, 3, 2, 3), 10).tolist() == [1, 2, 4, 3, 0]
    assert best(floats(), 3).tolist() == []
    assert best(floats(1, 2), 0).tolist() == []


SCORES = st.lists(st.integers(-1000, 1000), min_size=2, max_size=20).map(lambda row: floats(*row))


@given(SCORES)
def test_mean_0_and_deviation_1(scores: NDArray[np.float32]) -> None:
    found = standardise(scores)
    assert float(found.mean()) == pytest.approx(0, abs=1e-4)
    assert float(found.std()) == pytest.approx(float(scores.std() > 0), abs=1e-4)


@given(SCORES, st.sampled_from([0.5, 2.0, 8.0]), st.integers(-64, 64))
def test_the_scale_of_a_channel_does_not_matter(scores: NDArray[np.float32], factor: float, shift: int) -> None:
    one = fuse({"a": scores}, {"a": 1.0})
    other = fuse({"a": scores * np.float32(factor) + np.float32(shift)}, {"a": 1.0})
    np.testing.assert_allclose(one, other, atol=1e-3)
