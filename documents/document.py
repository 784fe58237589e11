"""Document: one report, with its sections, statements and passages. Every offset points into `text`."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from documents.errors import UnknownCitation

Kind = Literal["result", "target"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a statement speaks of: first and last year, and whether it looks back (`result`) or ahead (`target`)."""

    first: int
    last: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Section:
    """A leaf of the heading tree. `path` is `1.0` for the lead of part 1, `2.3.1` for part 2, point 3, topic 1.

    `headings` is the path in words, without dashes and final stops; `headings_en` likewise, empty without an edition.
    """

    path: str
    headings: tuple[str, ...]
    scope: Scope
    start: int
    end: int
    titled: bool
    headings_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The unit that is cited. `text[start:end]` of the document is its tile, trailing newlines included; `text` is
    without them, so that `document.text[s.start : s.start + len(s.text)] == s.text`. Number 0 is a section's heading."""

    id: str
    section: Section
    number: int
    start: int
    end: int
    text: str
    en: str | None = None

    @property
    def is_heading(self) -> bool:
        return self.number == 0

    @property
    def report(self) -> str:
        return self.id.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive statements of one section: the unit that is retrieved for context."""

    id: str
    section: Section
    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        return "".join(s.text for s in self.statements)

    @property
    def en(self) -> str | None:
        parts = [s.en for s in self.statements if s.en]
        return " ".join(parts) if parts else None


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `sections` tile `text`, `statements` tile each section, both in order."""

    id: str
    title: str
    region: str
    date: datetime.date
    source: str
    licence: str
    text: str
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    title_en: str | None = None
    region_en: str | None = None
    _by_id: Mapping[str, Statement] = field(default_factory=dict, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """Checksum of the canonical text, as in `report.json`."""
        return checksum(self.text)

    @property
    def has_edition(self) -> bool:
        return any(s.en for s in self.statements)

    def statement(self, citation_id: str) -> Statement:
        """The statement with that id. Raises `UnknownCitation`."""
        try:
            return self._by_id[citation_id]
        except KeyError:
            first = self.statements[0].id
            raise UnknownCitation(f"no statement has the id {citation_id[:80]!r}", f"ids look like {first}") from None

    def at(self, offset: int) -> Statement:
        """The statement whose tile holds the character at `offset`."""
        for statement in self.statements:
            if statement.start <= offset < statement.end:
                return statement
        raise IndexError(offset)


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
