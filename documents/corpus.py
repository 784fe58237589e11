"""The reports at hand: the bundled ones, or a folder of the user's own.

A report is a folder: `report.json` (id, title, region, date, source, licence, sha256 of the text), `zh.txt` (the
canonical text), and optionally `en.jsonl` (its edition in English).
"""

import dataclasses
import datetime
import functools
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from documents import editions, passages, sections, statements
from documents.document import Document, Section, Statement, checksum
from documents.errors import BadReport, UnknownCitation, UnknownReport

BUNDLED = Path(__file__).parent / "reports"
REQUIRED = ("id", "title", "region", "date", "source", "licence")
"""What report.json must say, each as a string."""

REPORT_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclasses.dataclass(frozen=True, slots=True)
class Corpus:
    """Some reports, in order; the first is the one that is meant where none is named."""

    documents: tuple[Document, ...]

    @classmethod
    def load(cls, folder: Path) -> "Corpus":
        """The reports whose folders stand in `folder`, by name. Raises `BadReport`."""
        found = sorted(p.parent for p in folder.glob("*/report.json") if not p.parent.name.startswith("."))
        if not found:
            raise BadReport(f"{folder} holds no report", "a report is a folder with report.json and zh.txt")
        documents: dict[str, Document] = {}
        for path in found:
            document = load(path)
            if document.id in documents:
                raise BadReport(f"two reports in {folder} have the id {document.id}", "give one another id")
            documents[document.id] = document
        return cls(tuple(documents.values()))

    def document(self, report: str) -> Document:
        """Raises `UnknownReport`."""
        for document in self.documents:
            if document.id == report:
                return document
        known = ", ".join(d.id for d in self.documents)
        raise UnknownReport(f"no report has the id {report[:80]!r}", f"known: {known}")

    def statement(self, citation_id: str) -> Statement:
        """Raises `UnknownCitation`."""
        report = citation_id.split("/", 1)[0]
        for document in self.documents:
            if document.id == report:
                return document.statement(citation_id)
        first = self.documents[0].statements[0].id
        raise UnknownCitation(f"no statement has the id {citation_id[:80]!r}", f"ids look like {first}")


@functools.cache
def bundled() -> Corpus:
    """The reports that come with the program."""
    return Corpus.load(BUNDLED)


def load(folder: Path) -> Document:
    """The report in `folder`, checked against its checksum. Raises `BadReport`."""
    try:
        meta = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        text = (folder / "zh.txt").read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        raise BadReport(
            f"the report in {folder} cannot be read ({error})", "it needs report.json and zh.txt"
        ) from error
    if not isinstance(meta, dict) or not REPORT_ID.fullmatch(str(meta.get("id", ""))):
        raise BadReport(f"{folder}/report.json has no usable id", "an id is lower-case letters, digits and hyphens")
    if meta.get("sha256") != checksum(text):
        raise BadReport(f"{folder}/zh.txt is not the text that report.json describes", "restore it, or add it anew")
    edition = folder / "en.jsonl"
    return assemble(meta, text, editions.read(edition, text) if edition.exists() else ())


def assemble(meta: Mapping[str, Any], text: str, edition: Sequence[editions.Line] = ()) -> Document:
    """A Document from its parts; the cuts of the edition win over the rule's. Raises `BadReport`."""
    date = _checked(meta, text)
    plain = sections.outline(text, date.year)
    english = {line.id: line.en for line in edition}
    tree = tuple(_with_english(s, meta["id"], plain, english) for s in plain)
    cuts = _edition_cuts(meta["id"], tree, edition) if edition else _rule_cuts(meta["id"], tree, text)
    made = tuple(
        Statement(id_, section, number, start, end, text[start:end].rstrip(), english.get(id_))
        for id_, section, number, start, end in cuts
    )
    return Document(
        id=meta["id"], title=meta["title"], region=meta["region"], date=date, source=meta["source"],
        licence=meta["licence"], text=text, sections=tree, statements=made, passages=passages.group(made),
        title_en=meta.get("title_en"), region_en=meta.get("region_en"), _by_id={s.id: s for s in made},
    )  # fmt: skip


def _checked(meta: Mapping[str, Any], text: str) -> datetime.date:
    """The report's date, once all that report.json must say is there. Raises `BadReport`."""
    lacking = [key for key in REQUIRED if not isinstance(meta.get(key), str)]
    if lacking:
        raise BadReport(
            f"report.json of {meta.get('id')} lacks {', '.join(lacking)}",
            "see the bundled report's for an example",
        )
    if not text.strip():
        raise BadReport(f"zh.txt of {meta['id']} is empty", "add the report anew")
    if "\n\n" in text or text[0].isspace() or text[-1] != "\n":
        raise BadReport(f"zh.txt of {meta['id']} is not one paragraph a line", "add the report anew")
    try:
        return datetime.date.fromisoformat(meta["date"])
    except ValueError:
        raise BadReport(
            f"report.json of {meta['id']} has the date {meta['date']!r}", "a date looks like 2024-01-24"
        ) from None


Cut = tuple[str, Section, int, int, int]


def _rule_cuts(report: str, tree: Sequence[Section], text: str) -> list[Cut]:
    cuts: list[Cut] = []
    for section in tree:
        title = _heading_text(section, text) if section.titled else ""
        tiles = statements.cut(text, section.start, section.end, title)
        for number, (start, end) in enumerate(tiles, start=0 if title else 1):
            cuts.append((f"{report}/{section.path}/{number}", section, number, start, end))
    return cuts


def _heading_text(section: Section, text: str) -> str:
    """The section's heading as it stands at its start, dashes and stop included."""
    words = "".join(re.escape(c) + r"\n?" if c != " " else r"\s" for c in section.headings[-1])
    found = re.compile(words).search(text, section.start, section.end)
    at = found.end() if found else section.start
    return text[section.start : at + 1 if text[at : at + 1] in tuple("。：:") else at]


def _edition_cuts(report: str, tree: Sequence[Section], edition: Sequence[editions.Line]) -> list[Cut]:
    cuts: list[Cut] = []
    at = 0
    sections_by_path = {s.path: s for s in tree}
    for line in edition:
        prefix, path, number = line.id.split("/")
        section = sections_by_path.get(path)
        end = at + len(line.zh)
        if prefix != report or section is None or not section.start <= at < end <= section.end:
            raise BadReport(f"line {line.id} of en.jsonl does not stand in its section", "mend or remove en.jsonl")
        cuts.append((line.id, section, int(number), at, end))
        at = end
    return cuts


def _with_english(section: Section, report: str, tree: Sequence[Section], english: Mapping[str, str]) -> Section:
    """`section` with its heading path in English, taken from the number-0 lines of the edition."""
    if not english:
        return section
    titles = {s.headings: english.get(f"{report}/{s.path}/0") for s in tree if s.titled}
    path = [titles.get(section.headings[: i + 1]) for i in range(len(section.headings))]
    return dataclasses.replace(section, headings_en=tuple(sections.heading_en(t) for t in path if t))
