"""What can be found: a statement of a report, or any plain text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.document import Document, Scope, Statement
from documents.language import Language


@dataclass(frozen=True, slots=True)
class Entry:
    """One text that a search can return.

    `headings` are what it stands under, in its own language; `translation` is the same text in the other language;
    entries that are neighbours in one `passage` (any number) give each other context. `year` is that of the report's
    date, `regions` the names of the place it speaks of.
    """

    id: str
    text: str
    language: Language
    passage: int
    headings: tuple[str, ...] = ()
    translation: str | None = None
    translated_headings: tuple[str, ...] = ()
    scope: Scope | None = None
    year: int = 0
    regions: tuple[str, ...] = ()
    statement: Statement | None = None


def of_reports(documents: Iterable[Document], edition: bool = True) -> list[Entry]:
    """The statements of the reports in order, with their English edition unless `edition` is false."""
    return list(_of_reports(documents, edition))


def _of_reports(documents: Iterable[Document], edition: bool) -> Iterator[Entry]:
    number = -1
    for document in documents:
        regions = region_names(document)
        for passage in document.passages:
            number += 1
            for statement in passage.statements:
                section = statement.section
                yield Entry(
                    id=statement.id,
                    text=statement.text,
                    language="zh",
                    passage=number,
                    headings=section.headings,
                    translation=statement.en if edition else None,
                    translated_headings=section.headings_en if edition else (),
                    scope=section.scope,
                    year=document.date.year,
                    regions=regions,
                    statement=statement,
                )


def region_names(document: Document) -> tuple[str, ...]:
    """What the report's place is called: 青海省, 青海, Qinghai."""
    short = re.sub(r"(?:省|市|(?:维吾尔|壮族|回族)?自治区)$", "", document.region)
    return tuple(dict.fromkeys(name for name in (document.region, short, document.region_en) if name))


def of_texts(texts: Iterable[tuple[str, str, Language]]) -> list[Entry]:
    """Plain texts, each (id, text, language) its own passage."""
    return [Entry(id, text, language, number) for number, (id, text, language) in enumerate(texts)]
