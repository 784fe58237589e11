"""The adapter: what the bundled embedding model learnt about how people ask of government work reports.

Low-rank updates of the products in its layers (LoRA, Hu et al. 2021, arXiv 2106.09685): W + B·A. Trained by
`benchmarks/adapt.py` on questions about other provinces' reports, never on Qinghai's (docs/log.md); only ever applied to
the bundled weights.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(str(files("index") / "adapter.safetensors"))
"""Per weight of transformers' ``BertModel``: ``<name>.a``, shape (rank, inputs), and ``<name>.b``, (outputs, rank); fp16."""


def checksum() -> str:
    """What tells one adapter from another."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


def adapted(tensors: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """``tensors`` with the updates added to the weights that have one.

    Raises KeyError and ValueError where the adapter is not of this model.
    """
    from safetensors.numpy import load_file

    parts = {name: part.astype(np.float32) for name, part in load_file(FILE).items()}
    updated = dict(tensors)
    for name in {name[:-2] for name in parts}:
        updated[name] = tensors[name] + parts[f"{name}.b"] @ parts[f"{name}.a"]
    return updated
