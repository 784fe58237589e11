"""The gate: the promises, enforced on every sentence of every answer, whoever wrote it.

A sentence passes if its marks exist, its citations' quotes stand where they say, and everything it states stands in
what it cites: each figure with its value, unit, hedge, year, kind and direction, and of the same thing; each name; enough
of its words. It knows nothing of questions, and trusts nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.document import Document
from documents.language import Language
from qa.answer import Citation, Sentence
from qa.checks import computed, coverage, figures, names, periods
from qa.checks.mentions import Reading
from qa.checks.source import Source, source

COVERED: Final[dict[Language, float]] = {"zh": 0.65, "en": 0.6}
"""Share of content words (by length) that must stand in the citations. Calibrated in `docs/log.md`."""

NAMED: Final = 0.45
"""The same for the words that belong to one figure."""

LONGEST: Final = 2000
"""Characters of a sentence; a longer one is not read, so that the time of the gate has a bound."""

_MARK: Final = re.compile(r"\[(\d{1,3})\]")
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]{2,}")
_ASIDE: Final = re.compile(r"《[^》]*》|“.*”|\([^)]*\)|（[^）]*）")


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with a sentence. `kind` is one of: marker, quote, length, language, quantity, year, kind, direction, binding,
    name, polarity, coverage, computed."""

    kind: str
    detail: str


def check(
    sentence: Sentence, citations: Sequence[Citation], language: Language, known: Sequence[str] = ()
) -> tuple[Violation, ...]:
    """What is wrong with `sentence`; () if it may leave the program.

    `citations` are those of the whole answer; the sentence stands on the ones it marks. `known` are names that need no
    citation: the report's region and title.
    """
    by_marker = {c.marker: c for c in citations}
    marks = list(dict.fromkeys((*sentence.citations, *(int(m) for m in _MARK.findall(sentence.text)))))
    missing = [m for m in marks if m not in by_marker]
    if missing or not marks:
        return (Violation("marker", f"no citation {missing[0]}" if missing else "no citation"),)
    cited = [by_marker[m] for m in marks]
    misquoted = [c for c in cited if not _stands(c)]
    if misquoted:
        return (Violation("quote", f"the quote of {misquoted[0].id} is not its statement's words"),)
    text = _MARK.sub("", sentence.text)
    if len(text) > LONGEST:
        return (Violation("length", f"{len(text)} characters are no sentence"),)
    if not _in_language(text, language):
        return (Violation("language", f"not in {language}"),)
    sources = [source(c) for c in cited]
    return tuple(_stated(text, sentence.computed, sources, language, known))


def check_offsets(citation: Citation, document: Document) -> tuple[Violation, ...]:
    """Whether the quote stands at its offsets in the document, inside its statement."""
    statement = document.statement(citation.id)
    inside = statement.start <= citation.start < citation.end <= statement.end
    if inside and document.text[citation.start : citation.end] == citation.quote and statement.text == citation.text_zh:
        return ()
    return (Violation("quote", f"the quote of {citation.id} does not stand at {citation.start}:{citation.end}"),)


def _stands(citation: Citation) -> bool:
    return (
        bool(citation.quote)
        and citation.quote in citation.text_zh
        and citation.end - citation.start == len(citation.quote)
    )


def _in_language(text: str, language: Language) -> bool:
    """Whether the words are in the answer's language, names, titles and asides left out."""
    plain = _ASIDE.sub("", text)
    han, words = len(_HAN.findall(plain)), len(_LATIN.findall(plain))
    return han >= words or not words if language == "zh" else words >= han or not han


def _stated(
    text: str, is_computed: bool, sources: Sequence[Source], language: Language, known: Sequence[str]
) -> list[Violation]:
    reading = Reading(text, language)
    found: list[Violation] = []
    worked_out: frozenset[int] = frozenset()
    if is_computed:
        worked_out = computed.results(reading, sources, len(sources))
        if not computed.says_so(text, language):
            found.append(Violation("computed", "worked out, and does not say so"))
    markers = periods.read(text, language, reading.quantities)
    for marker in markers:
        if not any(periods.bears(marker, s.scope, s.years, s.text(language)) for s in sources):
            found.append(
                Violation("kind" if marker.kind else "year", f"{marker.word!r} is not what its citations speak of")
            )
    found += [Violation(*f) for f in figures.check(reading, sources, markers, worked_out)]
    found += [Violation(*f) for f in figures.stray_digits(reading, [s.both for s in sources])]
    found += [Violation(*f) for f in directions(reading, sources)]
    found += [
        Violation("name", f"{name} stands in none of its citations") for name in names.check(reading, sources, known)
    ]
    found += [
        Violation("name", f"{name} is said of something else in its citation")
        for name in names.misplaced(reading, sources, known)
    ]
    denied = coverage.denies(reading, sources)
    if denied:
        found.append(Violation("polarity", f"{denied!r} denies what its citations do not"))
    found += _content(reading, sources, worked_out, known)
    return found


def _content(
    reading: Reading, sources: Sequence[Source], worked_out: frozenset[int], known: Sequence[str]
) -> list[Violation]:
    """Too few words that stand in the citations, in all or at one figure; the dictionary is asked before that is said."""
    faults: list[Violation] = []
    for ask in (False, True):
        content = coverage.content(reading, sources, known, ask)
        faults = []
        if content.share() < COVERED[reading.language]:
            faults.append(Violation("coverage", f"not in its citations: {', '.join(content.missing[:6])}"))
        for mention in reading.mentions:
            q = mention.quantity
            if q.start not in worked_out and content.share(*mention.span) < NAMED:
                shown = reading.text[q.start : q.end].strip()
                faults.append(Violation("binding", f"{shown} is said of what its citations do not name"))
        if not faults or reading.language == "zh":
            break
    return faults


def directions(reading: Reading, sources: Sequence[Source]) -> list[tuple[str, str]]:
    """Words of rising and falling without a figure that point the other way in the cited words they fit best.

    Of cited words that fit alike, one that is the same word counts.
    """
    bound = {m.move.start for m in reading.mentions if m.move}
    cited = [its for s in sources if (its := s.reading(reading.language))] or [s.zh for s in sources]
    faults: list[tuple[str, str]] = []
    for move in reading.moves:
        if move.start in bound:
            continue
        word, around = reading.text[move.start : move.end], _around(reading, move.start, move.end)
        rated = [
            (
                len(around & _around(its, m.start, m.end)),
                its.text[m.start : m.end].lower() == word.lower(),
                m.told,
            )
            for its in cited
            for m in its.moves
        ]
        best = max((r[:2] for r in rated), default=None)
        if best is None:
            faults.append(("direction", f"{word} stands in none of its citations"))
        elif not any(r[:2] == best and r[2] == move.told for r in rated):
            faults.append(("direction", f"{word} points the other way in its citation"))
    return faults


def _around(reading: Reading, start: int, end: int) -> frozenset[str]:
    first, last = reading.clause(start)
    return figures.words_between(reading, first, max(last, end))
