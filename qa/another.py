"""Of another thing: what shows that a figure in the evidence is not of what was asked about. Read by `qa.refuse`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from documents.document import Document
from documents.figures import Figure
from documents.language import Language
from documents.statements import clauses
from qa import expected, ledger, refusing
from qa.content import Word
from qa.evidence import Found
from qa.facets import Facet
from qa.generic import MEASURES_EN, MEASURES_ZH
from qa.kinds import english_stems
from qa.lexicon import stems
from qa.question import Question

ABSENT: Final = 0.3
"""A word that is met less than this is not in the text."""
HALF: Final = 0.5
"""A word that is met so far is in the text, itself or as what it may stand for."""
_MOVED: Final = re.compile(r"新增|增加|净增|提高|提升|减少|下降|降低|压减|增长|翻")
"""An amount by which something grew or fell."""


def of_a_part(question: Question, facet: Facet, found: Found, place_words: Collection[str]) -> bool:
    """Whether all there are are asked for and the evidence counts those that were added; or the whole province, and it counts
    those of one place in it, which the question does not name; or a part of something, and its figure is of the whole."""
    own = [meaning for word in facet.content.words for meaning in word.zh if meaning]
    told, asked = _clause(found), question.asked.lower()
    stock = refusing.STOCK[question.spoken].search(asked) and refusing.ADDED.search(told)
    whole = refusing.OWN[question.spoken].search(asked) and any(
        place in told and not any(place in meaning for meaning in own) for place in place_words
    )
    part = refusing.PART_OF[question.spoken].search(asked)
    return bool(stock or whole or (part and found.figure and not _of_this(part[1], facet, found.figure)))


def _of_this(part: str, facet: Facet, figure: Figure) -> bool:
    """Whether a figure's indicator names what is said to be part of something, in the same words."""
    said = set(stems(part))
    words = [w for w in facet.content.as_said.words if w.surface in part or said.issuperset(w.surface.split())]
    return not words or _names(words, figure)


def of_asked(words: Sequence[Word], met: Sequence[float], question: Question) -> tuple[list[Word], list[float]]:
    """The content words of the sentence that asks, and those of its setting that are met, with how well each is."""
    asked = question.asked if question.spoken == "zh" else " ".join(stems(question.asked))
    kept = [
        (word, m)
        for word, m in zip(words, met, strict=True)
        if not question.setting or m >= HALF or word.surface in asked
    ]
    return [word for word, _ in kept], [m for _, m in kept]


def subject_absent(words: Sequence[Word], met: Sequence[float]) -> bool:
    """Whether the evidence holds only what is measured of a thing, and none of the words for the thing: wheat output, where
    it tells the output of something else."""
    measures = [m for word, m in zip(words, met, strict=True) if _measures_only(word.surface)]
    things = [m for word, m in zip(words, met, strict=True) if not _measures_only(word.surface)]
    return bool(measures) and bool(things) and max(things) < ABSENT and max(measures) >= HALF


def only_others_grow(facet: Facet, found: Found, document: Document) -> bool:
    """Whether a growth is asked for of something whose level the evidence tells, and it tells the growth of other things
    alone: potash, of which there were so many tonnes, beside lithium, of which there was more than the year before."""
    if facet.want.measure != "growth" or facet.focus.words:
        return False
    things = [word for word in facet.content.words if not _measures_only(word.surface)]
    of_it = [f for f in ledger.of_statement(document, found.statement.id) if _names(things, f)]
    return bool(of_it) and not any(
        f.measure in ("growth", "multiple") or "率" in f.indicator or _MOVED.search(f.indicator) for f in of_it
    )


def _names(things: Sequence[Word], figure: Figure) -> bool:
    """Whether a figure's indicator names one of the things."""
    english = english_stems(figure.indicator_en or "")
    return any(word.met_by(figure.indicator, english) >= HALF for word in things)


def _measures_only(surface: str) -> bool:
    """Whether a content word only says what is measured: 产量, output."""
    return surface in MEASURES_ZH or all(stem in MEASURES_EN for stem in surface.split())


def names_absent(facet: Facet, language: Language, found: Found, document: Document) -> bool:
    """Whether the question names something that neither the evidence does nor what stands before it in its section."""
    named = expected.names(facet, language)
    if not named:
        return False
    own = found.statement
    before = [s for s in document.statements if s.section == own.section and s.number <= own.number]
    text = "".join((*own.section.headings, *(s.text for s in before)))
    english = found.english.union(*(english_stems(s.en or "") for s in before))
    return any(word.met_by(text, english) < HALF for word in named)


def _clause(found: Found) -> str:
    """The words between two commas that hold the evidence's figure; "" where it has none."""
    text = found.statement.text
    at = found.figure.start - found.statement.start if found.figure else -1
    return next((text[a:b] for a, b in clauses(text, 0, len(text)) if a <= at < b), "")
