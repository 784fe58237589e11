"""A citation looked up: the statement, its neighbours, and the ways to quote it in a text of one's own.

Works for any report: what a format needs comes from the report's own data, and what is not known is left out.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from documents.corpus import Corpus
from documents.document import Document, Statement
from qa.answer import statement_json

Format = Literal["text", "json", "gb7714", "bibtex", "csl"]
FORMATS: tuple[Format, ...] = get_args(Format)
MAX_CONTEXT = 50
"""Neighbours on each side, at most: about two sections."""

_ISSUER = re.compile(r"^(?:\d{4}年)?(?P<issuer>[^（(]{2,24}?(?:人民政府|政府))工作报告")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement of one report, and the statements before and after it in the order of the text."""

    document: Document
    statement: Statement
    before: tuple[Statement, ...] = ()
    after: tuple[Statement, ...] = ()

    @property
    def issuer(self) -> str:
        """Who gave the report: the government its title names, or else its region."""
        found = _ISSUER.match(self.document.title)
        return found["issuer"] if found else self.document.region

    @property
    def place(self) -> str:
        """The section path in words, as in `二、2024年目标任务和重点工作 > （三）…`."""
        return " > ".join(self.statement.section.headings)

    @property
    def key(self) -> str:
        """The citation id as one word, for reference managers."""
        return self.statement.id.replace("/", "-")


def lookup(corpus: Corpus, citation_id: str, context: int = 0) -> Entry:
    """The statement with that id and `context` (0 to 50) neighbours on each side. Raises `UnknownCitation`."""
    statement = corpus.statement(citation_id)
    document = corpus.document(statement.report)
    context = max(0, min(context, MAX_CONTEXT))
    at = document.statements.index(statement)
    before = document.statements[max(0, at - context) : at]
    return Entry(document, statement, before, document.statements[at + 1 : at + 1 + context])


def render(corpus: Corpus, citation_id: str, context: int = 0, form: Format = "text") -> str:
    """The citation in one of the `FORMATS`, without a newline at the end. Raises `UnknownCitation`."""
    return _RENDER[form](lookup(corpus, citation_id, context))


def to_json(entry: Entry) -> dict[str, Any]:
    """The statement, its report, its neighbours, the ids on either side, and every way to cite it."""
    document, statement = entry.document, entry.statement
    at = document.statements.index(statement)
    return {
        **statement_json(statement),
        "report": {
            "id": document.id, "title": document.title, "title_en": document.title_en,
            "date": document.date.isoformat(), "source": document.source,
        },
        "before": [statement_json(s) for s in entry.before],
        "after": [statement_json(s) for s in entry.after],
        "previous": document.statements[at - 1].id if at else None,
        "next": document.statements[at + 1].id if at + 1 < len(document.statements) else None,
        "cite": {"text": text(entry), "gb7714": gb7714(entry), "bibtex": bibtex(entry), "csl": csl(entry)},
    }  # fmt: skip


def text(entry: Entry) -> str:
    """The words with their source: what one pastes into a message. Neighbours stand around them where asked for.

    >>> print(text(entry))
    “全省生产总值增长5.3%。”
    ——《青海省人民政府工作报告（2024年）》，2024-01-24，一、2023年工作回顾（qinghai-2024/1.0/3）
    """
    document, statement = entry.document, entry.statement
    lines = [f"“{statement.text}”"]
    if entry.before or entry.after:
        lines = [*(s.text for s in entry.before), *lines, *(s.text for s in entry.after)]
    if statement.en:
        lines.append(f"“{statement.en}” (reference translation)")
    lines.append(f"——《{document.title}》，{document.date.isoformat()}，{entry.place}（{statement.id}）")
    return "\n".join(lines)


def gb7714(entry: Entry) -> str:
    """GB/T 7714—2015, a report ([R]); the section path stands where a page would.

    >>> gb7714(entry)
    '青海省人民政府. 青海省人民政府工作报告（2024年）[R]. 2024-01-24: 一、2023年工作回顾, qinghai-2024/1.0/3.'
    """
    document = entry.document
    return f"{entry.issuer}. {document.title}[R]. {document.date.isoformat()}: {entry.place}, {entry.statement.id}."


def bibtex(entry: Entry) -> str:
    """A `@techreport` with the section path and the quoted words in its note."""
    document, statement = entry.document, entry.statement
    issuer = entry.issuer.translate(_TEX)
    fields = {
        "author": f"{{{{{issuer}}}}}",
        "title": f"{{{{{document.title.translate(_TEX)}}}}}",
        "institution": f"{{{issuer}}}",
        "type": "{政府工作报告}",
        "number": f"{{{statement.id.translate(_TEX)}}}",
        "year": f"{{{document.date.year}}}",
        "month": _MONTHS[document.date.month - 1],
        "day": f"{{{document.date.day}}}",
        "note": f"{{{entry.place.translate(_TEX)}: “{statement.text.translate(_TEX)}”}}",
        "language": "{chinese}",
    }
    body = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@techreport{{{entry.key},\n{body}\n}}"


def csl(entry: Entry) -> list[dict[str, Any]]:
    """CSL-JSON, which Zotero and pandoc read."""
    document, statement = entry.document, entry.statement
    date = document.date
    return [
        {
            "id": entry.key,
            "type": "report",
            "title": document.title,
            "author": [{"literal": entry.issuer}],
            "publisher": entry.issuer,
            "genre": "政府工作报告",
            "number": statement.id,
            "section": entry.place,
            "issued": {"date-parts": [[date.year, date.month, date.day]]},
            "note": statement.text,
            "language": "zh-CN",
        }
    ]


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


_RENDER: dict[Format, Callable[[Entry], str]] = {
    "text": text,
    "json": lambda entry: _dump(to_json(entry)),
    "gb7714": gb7714,
    "bibtex": bibtex,
    "csl": lambda entry: _dump(csl(entry)),
}
