"""FAISS beside numpy: the same products, centred cosines, each owner's best."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from index.vectors import Vectors, centred

Floats = NDArray[np.float32]


def units(count: int, dimension: int = 16, seed: int = 7) -> Floats:
    """Random unit vectors around a common direction, as an encoder's are."""
    found = np.random.default_rng(seed).normal(size=(count, dimension)) + 2.0
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def simple(vectors: Floats, mean: Floats | None = None) -> Vectors:
    numbers = np.arange(len(vectors), dtype=np.int32)
    return Vectors.build(vectors, numbers, numbers, vectors.mean(axis=0) if mean is None else mean)


def test_inner_products_equal_numpys() -> None:
    vectors, queries = units(50), units(3, seed=8)
    products = simple(vectors).cosines(queries)
    assert products.shape == (3, 50)
    np.testing.assert_allclose(products, queries @ vectors.T, atol=1e-6)


def test_equal_vectors_get_equal_products() -> None:
    vectors = np.repeat(units(2), 4, axis=0)
    products = simple(vectors).cosines(vectors[:1])[0]
    assert products.tolist() == pytest.approx([1.0] * 4 + [float(vectors[0] @ vectors[4])] * 4, abs=1e-6)


def test_centred_cosines_equal_those_of_centred_vectors() -> None:
    vectors, mean = units(50), units(50).mean(axis=0)
    query = centred(units(1, seed=8), mean)[0]
    expected = centred(vectors, mean) @ query
    np.testing.assert_allclose(simple(vectors).centred_cosines(query, vectors @ query), expected, atol=1e-5)


def test_centred_by_hand() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.5, 0.5]], dtype=np.float32)
    mean = np.array([0.5, 0.5], dtype=np.float32)
    root = 0.5**0.5
    np.testing.assert_allclose(centred(vectors, mean), [[root, -root], [-root, root], [0, 0]], atol=1e-6)


def test_centring_takes_away_what_all_share() -> None:
    vectors = units(50)
    moved = centred(vectors, vectors.mean(axis=0))
    assert float(np.median(vectors @ vectors[0])) > 0.7
    assert abs(float(np.median(moved @ moved[0]))) < 0.25


def test_the_best_of_an_owners_vectors_counts() -> None:
    vectors = units(3)
    # the first vector is shared by owners 0 and 2; owner 2 has another two; owner 1 has none
    found = Vectors.build(
        vectors, np.array([0, 0, 1, 2], np.int32), np.array([0, 2, 2, 2], np.int32), vectors.mean(axis=0)
    )
    scores = np.array([0.1, 0.7, -0.5], dtype=np.float32)
    assert found.best(scores, 4).tolist() == pytest.approx([0.1, 0.0, 0.7, 0.0])
    assert found.best(scores, 4, missing=-1.0).tolist() == pytest.approx([0.1, -1.0, 0.7, -1.0])


def test_no_owner_at_all() -> None:
    none = np.empty(0, np.int32)
    found = Vectors.build(units(1), none, none, units(1)[0])
    assert found.best(np.array([0.5], dtype=np.float32), 2, missing=-1.0).tolist() == [-1.0, -1.0]
