"""What a sentence stands on: the cited statements, each read once in both languages and kept."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.document import Scope
from documents.language import Language
from qa.answer import Citation
from qa.checks import lists
from qa.checks.mentions import Mention, Reading

KEPT = 4096
"""Statements whose readings are kept: several reports' worth."""


@dataclass(frozen=True)
class Source:
    """One cited statement. `context` are its headings in both languages: they say what it is about, not what is true."""

    zh: Reading
    en: Reading | None
    scope: Scope
    context: str

    def reading(self, language: Language) -> Reading | None:
        return self.zh if language == "zh" else self.en

    @property
    def readings(self) -> tuple[Reading, ...]:
        return (self.zh, self.en) if self.en else (self.zh,)

    def text(self, language: Language) -> str:
        """The statement in `language`, lower-cased; "" where there is no edition."""
        reading = self.reading(language)
        return reading.text.lower() if reading else ""

    @functools.cached_property
    def both(self) -> str:
        """Statement and headings in both languages, lower-cased, with pairs like 城乡 written out."""
        pairs = " ".join(f"{a} {b}" for both, a, b in lists.PAIRS if both in self.zh.text)
        return "\n".join((self.text("zh"), self.text("en"), self.context, pairs)).lower()

    @functools.cached_property
    def years(self) -> frozenset[int]:
        """The years that stand in the statement's words."""
        found: set[int] = set()
        for reading in self.readings:
            for q in reading.quantities:
                if q.kind == "year":
                    found.update(range(int(q.value), int(q.high or q.value) + 1))
                elif q.kind == "date" and q.unit in ("date", "year-month"):
                    found.add(int(str(int(q.value))[:4]))
        return frozenset(found)


@functools.lru_cache(maxsize=KEPT)
def _source(zh: str, en: str | None, scope: Scope, context: str) -> Source:
    return Source(Reading(zh, "zh"), Reading(en, "en") if en else None, scope, context)


def source(citation: Citation) -> Source:
    """The reading of what `citation` cites."""
    context = "\n".join((*citation.section, *citation.section_en))
    return _source(citation.text_zh, citation.text_en, citation.scope, context)


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure in a cited statement: `native` if it was read in the sentence's own language."""

    mention: Mention
    source: Source
    reading: Reading
    native: bool


def figures(sources: Sequence[Source], language: Language) -> Iterator[Cited]:
    """Every figure of the sources: first in the sentence's language, then in the other."""
    for native in (True, False):
        for one in sources:
            reading = one.reading(language if native else ("en" if language == "zh" else "zh"))
            for mention in reading.mentions if reading else ():
                yield Cited(mention, one, reading, native)  # type: ignore[arg-type]
