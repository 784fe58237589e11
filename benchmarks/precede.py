"""Makes `index/precedents.safetensors`: what was asked of other reports, and what answered it, as vectors.

    python -m benchmarks.precede --reports ../shared/data/reports_2025 [--output FILE]

Of every pair in `benchmarks/training/questions.jsonl`: the vectors of its Chinese and its English question along their
main directions (singular value decomposition), and that of the words that answer, of the whole statement where they are
not known. All by the bundled model. Prints the numbers and the size. Some five minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from benchmarks.adapt import QUESTIONS, read_reports, rows
from index import model, precedents
from index.encoder import Encoder, load_encoder
from qa.settings import Settings

AXES = 192
"""Directions in which questions are compared: as good as all 384 (docs/log.md)."""
CENTRES = 128
"""What questions are grouped around: about a hundred each."""


def pack(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Unit vectors as `index.precedents` keeps them."""
    return np.rint(vectors * precedents.SCALE).astype(np.int8)


def centres(vectors: NDArray[np.float32]) -> NDArray[np.float16]:
    """What the vectors lie around: k-means, from the same beginning every time."""
    import faiss

    means = faiss.Kmeans(vectors.shape[1], CENTRES, niter=20, seed=1, spherical=True)
    means.train(np.ascontiguousarray(vectors))
    return means.centroids.astype(np.float16)


def make(pairs: list[dict[str, str]], statements: dict[str, str], encoder: Encoder) -> dict[str, NDArray[np.generic]]:
    """The arrays of the file, see `index.precedents`."""
    asked = {lang: encoder.encode([pair[lang] for pair in pairs], "query") for lang in ("zh", "en")}
    answers = encoder.encode([pair.get("zh_at") or statements[pair["id"]] for pair in pairs], "passage")
    every = np.concatenate(list(asked.values()))
    axes = np.linalg.svd(every, full_matrices=False)[2][:AXES].T.astype(np.float32)
    reports = sorted({pair["id"].split("/")[0] for pair in pairs})
    of = np.array([reports.index(pair["id"].split("/")[0]) for pair in pairs], dtype=np.int16)
    return {
        "axes": np.ascontiguousarray(axes, dtype=np.float16),
        **{lang: pack(vectors @ axes) for lang, vectors in asked.items()},
        **{f"{lang}.centres": centres(vectors @ axes) for lang, vectors in asked.items()},
        "answers": pack(answers),
        "of": of,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=precedents.FILE)
    arguments = parser.parse_args()
    pairs = rows(QUESTIONS)
    documents = read_reports(arguments.reports, {pair["id"].split("/")[0] for pair in pairs})
    statements = {s.id: s.text.strip() for document in documents.values() for s in document.statements}
    encoder = load_encoder(model.prepare(Settings().home))
    arrays = make(pairs, statements, encoder)
    reports = sorted({pair["id"].split("/")[0] for pair in pairs})
    save_file(arrays, arguments.output, {"model": encoder.name, "reports": json.dumps(reports)})
    print(json.dumps({"precedents": len(pairs), "bytes": arguments.output.stat().st_size, "model": encoder.name}))


if __name__ == "__main__":
    main()
