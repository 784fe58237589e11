"""Precedents: questions asked of other reports, and the words that answered them.

Reports of one genre tell the same things in the same words; people ask for them in any. A question far from its answer
is often near a question for the same thing in another report, whose answer is known. So its vector q is drawn towards
the answers a of the precedents p nearest to it (Rocchio's feedback, 1971, on the neighbours of Khandelwal et al. 2020,
arXiv 1911.00172):

    q' = (q + pull · Σ w·a) / its length,    w = softmax(q·p / TEMPERATURE) over the NEAREST precedents

Made by `benchmarks/precede.py` from `benchmarks/training/questions.jsonl`; none is of Qinghai's report. They are vectors
of the bundled model and serve no other. Measured in docs/log.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from documents.language import Language

FILE = Path(str(files("index") / "precedents.safetensors"))
NEAREST = 30
TEMPERATURE = 0.05
"""60 precedents, or 0.035, find within 0.004 as often (docs/log.md)."""
PROBED = 12
"""Around so many centres the nearest are looked for: 0.92 of them are found, in 0.4 ms instead of one (docs/log.md)."""
SCALE = 127
"""Vectors are kept as whole numbers, this one for 1."""

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Precedents:
    """`axes` (d, r) are the directions in which questions are compared; `questions`, by language, (n, r) along them, times
    `SCALE`, and `centres` (c, r), around which they lie; `answers` (n, d), times `SCALE`. `of` (n,) numbers the reports
    they are about, named in `reports`."""

    axes: Floats
    questions: Mapping[Language, Bytes]
    centres: Mapping[Language, Floats]
    answers: Bytes
    of: NDArray[np.int16]
    reports: tuple[str, ...]
    _made: dict[Language, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of_model(cls, name: str) -> Precedents | None:
        """Those made by the embedding model of this name; None where there are none."""
        from safetensors import safe_open

        with safe_open(FILE, "numpy") as file:
            about = file.metadata()
            if about["model"] != name:
                return None
            arrays = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        languages: tuple[Language, ...] = ("zh", "en")
        return cls(
            arrays["axes"].astype(np.float32),
            {language: arrays[language] for language in languages},
            {language: arrays[f"{language}.centres"].astype(np.float32) for language in languages},
            arrays["answers"],
            arrays["of"],
            tuple(json.loads(about["reports"])),
        )

    def nearest(self, question: Floats, language: Language) -> tuple[Floats, NDArray[np.int64]]:
        """(products with the question's vector (d,), numbers) of the `NEAREST` precedents, as far as they lie around the
        `PROBED` centres nearest to it."""
        products, numbers = self._lists(language).search((question @ self.axes)[None], NEAREST)
        found = numbers[0] >= 0
        return products[0][found], numbers[0][found]

    def draw(self, question: Floats, language: Language, pull: float) -> Floats:
        """The unit vector (d,) of a question, drawn towards the answers of its precedents; of unit length. ``pull``: how
        long their mean counts beside the question, 0 for not at all."""
        products, numbers = self.nearest(question, language)
        weights = np.exp((products - products.max()) / TEMPERATURE)
        answer = (weights / weights.sum()) @ _unpacked(self.answers[numbers])
        drawn = question + np.float32(pull) * answer
        return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float32)

    def without(self, reports: frozenset[str]) -> Precedents:
        """Those about other reports than these: for measuring on reports that precedents are about."""
        kept = np.array([self.reports[number] not in reports for number in self.of])
        questions = {language: rows[kept] for language, rows in self.questions.items()}
        return Precedents(self.axes, questions, self.centres, self.answers[kept], self.of[kept], self.reports)

    def _lists(self, language: Language) -> Any:
        """FAISS's inverted lists of one language's questions, made when the first is asked: to look at all of them would take
        a millisecond."""
        if language not in self._made:
            import faiss

            centres = self.centres[language]
            around = faiss.IndexFlatIP(centres.shape[1])
            around.add(centres)
            lists = faiss.IndexIVFFlat(around, centres.shape[1], len(centres), faiss.METRIC_INNER_PRODUCT)
            lists.train(centres)  # only notes that the centres are there
            lists.add(_unpacked(self.questions[language]))
            lists.nprobe = min(PROBED, len(centres))
            self._made[language] = lists
        return self._made[language]


def _unpacked(rows: Bytes) -> Floats:
    return rows.astype(np.float32) / np.float32(SCALE)
