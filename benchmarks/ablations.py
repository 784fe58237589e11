"""What each part of the retrieval is worth: the report's own questions with one part at a time left out.

    python -m benchmarks.retrieval --report report --ablations

What is decided when searching (weights, tables, mending) is switched off in a finished index; what is decided when
building (headings, glossary, everyday words) is built anew. Knows nothing of how the parts work.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.retrieval import dense, of_report, ours, ranks, summary
from documents import everyday, glossary
from documents.document import Document
from documents.language import Language
from index import dictionary
from index.build import of_entries
from index.encoder import Encoder
from index.entry import Entry, of_reports
from index.saved import Data
from index.search import Index

RESULTS = Path(__file__).parent / "results"
AT = (1, 3, 10)
VIEWS: tuple[tuple[str, Language, bool], ...] = (
    ("Chinese", "zh", True),
    ("English", "en", True),
    ("English, no edition", "en", False),
)
"""Columns: what they are called, the questions' language, whether the report's edition is searched too."""

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One setting, and the figures of `summary` for each of `VIEWS`."""

    name: str
    figures: tuple[Figures, ...]


def weighed(**weights: Any) -> Callable[[Index], Index]:
    """The same index with other `index.search.Weights`."""

    def change(index: Index) -> Index:
        return Index(index.entries, index.data, index.encoder, dataclasses.replace(index.weights, **weights))

    return change


def without(*names: str) -> Callable[[Index], Index]:
    """The same index without the tables whose names begin so."""

    def change(index: Index) -> Index:
        kept = {name: rows for name, rows in index.data.strings.items() if not name.startswith(names)}
        return Index(index.entries, Data(index.data.arrays, kept), index.encoder, index.weights)

    return change


SEARCHED: tuple[tuple[str, Callable[[Index], Index]], ...] = (
    ("all of it", weighed()),
    ("without dense vectors", weighed(dense=0.0)),
    ("without BM25", weighed(words=0.0)),
    ("without centring", weighed(centring=0.0)),
    ("without wordings", weighed(worded=0.0)),
    ("without the clauses", weighed(part=0.0, clause=0.0)),
    ("without the passages", weighed(passage=0.0)),
    ("without the scope", weighed(scope=0.0)),
    ("without the amounts", weighed(amount=0.0)),
    ("without the loss of bare headings", weighed(heading=0.0)),
    ("without the bridge (no table)", without("bridge.")),
    ("without mending", without("sounds", "spoken", "useful")),
)
BUILT = ("without the headings", "without the glossary", "without everyday words")


def table(document: Document, encoder: Encoder, unadapted: Encoder, half: str) -> list[Row]:
    """Rows of `SEARCHED` and `BUILT`, plain dense retrieval with the same model first; and both with the model as it came,
    without this project's adapter."""
    entries = {edition: of_reports([document], edition) for edition in (True, False)}
    asked = {language: of_report(half, language, document) for _, language, _ in VIEWS}
    whole = {edition: of_entries(found, encoder) for edition, found in entries.items()}

    def row(name: str, indexes: Mapping[bool, Index], score: Callable[..., Any] = ours) -> Row:
        figures = []
        for _, language, edition in VIEWS:
            questions, gold = asked[language]
            figures.append(summary(ranks(score(indexes[edition], questions), gold), AT))
        return Row(name, tuple(figures))

    def plain(index: Index, questions: Sequence[str]) -> Any:
        return dense(index, questions, index.entries)

    rows = [row("dense alone", whole, plain)]
    rows.extend(row(name, {e: change(i) for e, i in whole.items()}) for name, change in SEARCHED)
    for name in BUILT:
        with _left_out(name):
            changed = {
                e: of_entries(_bare(found) if "headings" in name else found, encoder) for e, found in entries.items()
            }
        rows.append(row(name, changed))
    before = {edition: of_entries(found, unadapted) for edition, found in entries.items()}
    return [*rows, row("without the adapter", before), row("dense alone, without the adapter", before, plain)]


def write(rows: Sequence[Row], half: str) -> str:
    """The table as Markdown, also kept in `benchmarks/results/retrieval-DATE.md`."""
    day = datetime.datetime.now(datetime.UTC).date()
    lines = [
        f"# Retrieval, {day}",
        "",
        f"`python -m benchmarks.retrieval --report {half} --ablations`: share of questions whose answer is the first of the",
        "statements found, or among the first three; mean reciprocal rank. One part is left out at a time.",
        "",
        "| | " + " | ".join(f"{name} @1 | @3 | MRR" for name, _, _ in VIEWS) + " |",
        "|---" * (1 + 3 * len(VIEWS)) + "|",
    ]
    for row in rows:
        cells = [f"{figures[key]:.3f}" for figures in row.figures for key in ("R@1", "R@3", "MRR")]
        lines.append("| " + " | ".join((row.name, *cells)) + " |")
    text = "\n".join(lines) + "\n"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"retrieval-{day}.md").write_text(text, encoding="utf-8")
    return text


def _bare(entries: Sequence[Entry]) -> list[Entry]:
    return [dataclasses.replace(entry, headings=(), translated_headings=()) for entry in entries]


@contextmanager
def _left_out(name: str) -> Iterator[None]:
    """The source of words that `name` names is empty meanwhile."""
    source = {"without the glossary": glossary, "without everyday words": everyday}.get(name)
    if source is None:
        yield
        return
    load = source.load
    try:
        source.load = lambda *language: ()  # type: ignore[attr-defined]
        _forget()
        yield
    finally:
        source.load = load  # type: ignore[attr-defined]
        _forget()


def _forget() -> None:
    for made in vars(dictionary).values():
        if isinstance(made, functools._lru_cache_wrapper):
            made.cache_clear()
