"""How an answer is scored against a question's key (design §7).

Example: `has("5%", normalised("grew 5.5%"))` is False, because digits end where
the needle ends; `has("4.55 million", normalised("4.55 Million mu"))` is True.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})
DASHES = re.compile(r"[\u2010-\u2015\u2212]")
PERCENT_WORD = re.compile(r"(?<=\d)\s*(?:per\s*cent|percent)\b")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """Which parts of a key an answer meets."""

    must: bool
    must_any: bool
    clean: bool

    @property
    def ok(self) -> bool:
        return self.must and self.must_any and self.clean


def normalised(text: str) -> str:
    """One width, one case, one kind of quote and dash, no space: `4,550,000 Mu` -> `4550000mu`."""
    text = unicodedata.normalize("NFKC", text).lower().translate(QUOTES)
    text = DASHES.sub("-", text)
    text = PERCENT_WORD.sub("%", text)
    text = THOUSANDS.sub("", text)
    return SPACE.sub("", text)


def has(needle: str, answer: str) -> bool:
    """Whether the already normalised answer holds the needle, numbers on digit boundaries."""
    wanted = normalised(needle)
    if not wanted:
        return False
    before = r"(?<!\d)(?<!\d\.)" if wanted[0].isdigit() else ""
    after = r"(?!\d)(?!\.\d)" if wanted[-1].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, answer) is not None


def score(question: Mapping[str, Any], answer: str) -> Score:
    """All of `must`, at least `min_any` (else all) of the `must_any` groups, none of `must_not`."""
    text = normalised(answer)
    groups = question.get("must_any", [])
    met = sum(any(has(way, text) for way in group) for group in groups)
    return Score(
        must=all(has(needle, text) for needle in question.get("must", [])),
        must_any=met >= question.get("min_any", len(groups)),
        clean=not any(has(needle, text) for needle in question.get("must_not", [])),
    )
