"""What a question is like: the bundled ordinary questions nearest to it, of which some are for a government's report.

`ordinary/within.*.txt` are questions that people ask about what a government did and plans, `ordinary/elsewhere.*.txt`
questions that no such report answers: about the weather, recipes, programming, love. They belong to no report and to
no benchmark. A question whose ten nearest are all of the second kind is off the topic, whatever words it shares with a
report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from documents.language import Language

KINDS = ("within", "elsewhere")
NEAREST = 10

Floats = NDArray[np.float32]


def listed(name: str) -> list[str]:
    """The lines of one list: `zh`, `en` (on no subject in particular), `within.zh`, `elsewhere.en` and so on."""
    return (resources.files("index") / "ordinary" / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]


@dataclass(frozen=True, slots=True)
class Prototypes:
    """The vectors (n, d) of one language's ordinary questions, unit length, and which of them no report answers (n,)."""

    vectors: Floats
    elsewhere: NDArray[np.bool_]

    @classmethod
    def all(cls, arrays: Mapping[str, NDArray[np.generic]]) -> dict[Language, Prototypes]:
        """Those of every language that `arrays` has."""
        found: dict[Language, Prototypes] = {}
        for language in get_args(Language):
            kinds = [arrays.get(f"{language}.{kind}") for kind in KINDS]
            within, elsewhere = (None if kind is None else np.asarray(kind, dtype=np.float32) for kind in kinds)
            if within is not None and elsewhere is not None:
                vectors = np.concatenate([within, elsewhere])
                found[language] = cls(vectors, np.arange(len(vectors)) >= len(within))
        return found

    def share(self, question: Floats) -> float:
        """The share, 0 to 1, of the `NEAREST` ordinary questions to `question` (d,) that no report answers."""
        products = self.vectors @ question
        nearest = np.argpartition(-products, NEAREST)[:NEAREST]
        return float(self.elsewhere[nearest].mean())
