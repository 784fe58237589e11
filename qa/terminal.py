"""How answers look in a terminal. Text of reports and questions is shown as text: no markup in it is obeyed."""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from documents.corpus import Corpus
from documents.document import Document, Scope
from documents.language import Language
from index.progress import Progress
from qa.answer import Answer, Citation

KIND = {"zh": {"result": "完成情况", "target": "目标任务"}, "en": {"result": "result", "target": "target"}}
NOTE_EN = "English: this project's reference translation; the Chinese text prevails."
NEAREST = {"zh": "最接近的内容：", "en": "Nearest statements:"}
PHRASED = {"zh": "措辞：{}", "en": "Phrased by: {}"}
WIDE = 10_000
"""Columns where nobody looks at a terminal: lines are not broken for a program that reads them."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Who reads the pipe has seen enough, which is no fault: `status.of` ends the command quietly."""
        raise


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal, or as `COLUMNS` says; else as wide as its lines."""
    seen = (sys.stderr if stderr else sys.stdout).isatty() or "COLUMNS" in os.environ
    return _Console(stderr=stderr, highlight=False, width=None if seen else WIDE)


def indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 4), expand=False)


@contextlib.contextmanager
def progress() -> Iterator[Progress]:
    """A progress callback that draws bars on standard error; nothing is drawn where nothing has to be made."""
    bars: Any = None
    tasks: dict[str, Any] = {}

    def report(stage: str, done: int, total: int, /) -> None:
        nonlocal bars
        if bars is None:
            bars = _bars()
            bars.start()
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total or None)
        bars.update(tasks[stage], completed=done, total=total or None)

    try:
        yield report
    finally:
        if bars is not None:
            bars.stop()


def _bars() -> Any:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console(stderr=True))


def scope_words(scope: Scope, language: Language) -> str:
    """`2023 年完成情况`, or `2023 result`."""
    years = str(scope.first) if scope.first == scope.last else f"{scope.first}–{scope.last}"
    return f"{years}年{KIND['zh'][scope.kind]}" if language == "zh" else f"{years} {KIND['en'][scope.kind]}"


def show_answer(answer: Answer, corpus: Corpus, explain: bool = False) -> None:
    """The answer, then its citations by number; or the refusal, then the nearest statements."""
    out = console()
    if explain:
        show_withheld(answer)
    if answer.refusal:
        out.print(Text(answer.text, style="yellow"))
        if answer.refusal.nearest:
            out.print()
            out.print(Text(NEAREST[answer.language], style="dim"))
            for id_ in answer.refusal.nearest:
                statement = corpus.statement(id_)
                out.print(Text(id_, style="cyan"))
                words = statement.en if answer.language == "en" and statement.en else statement.text
                out.print(indented(Text(words, style="dim")))
        return
    out.print(Text(answer.text, style="bold"))
    if answer.missing:
        out.print(Text(answer.missing, style="yellow"))
    out.print()
    for citation in answer.citations:
        out.print(citation_view(citation, answer.language))
    if answer.language == "en" and any(c.text_en for c in answer.citations):
        out.print(Text(NOTE_EN, style="dim italic"))
    if answer.generator != "extractive":
        out.print(Text(PHRASED[answer.language].format(answer.generator), style="dim italic"))


def show_withheld(answer: Answer) -> None:
    """The sentences of a language model that the gate kept back, and why."""
    out = console()
    for text, reasons in answer.withheld:
        out.print(Text.assemble(("withheld ", "red"), (text, "dim")))
        out.print(indented(Text(reasons, style="dim red")))


def citation_view(citation: Citation, language: Language) -> Group:
    """The mark, id, section path, scope and quote of a citation, and its English where that was asked for."""
    path = citation.section_en if language == "en" and citation.section_en else citation.section
    head = Text.assemble(
        (f"[{citation.marker}] ", "cyan"), (citation.id, "cyan"), ("  " + " › ".join(path), "dim"),
        ("  " + scope_words(citation.scope, language), "magenta"),
    )  # fmt: skip
    before, quote, after = _around(citation)
    parts: list[Any] = [head, indented(Text.assemble((before, "dim"), quote, (after, "dim")))]
    if language == "en" and citation.text_en:
        parts.append(indented(Text(citation.text_en, style="italic")))
    return Group(*parts)


def _around(citation: Citation) -> tuple[str, str, str]:
    """The statement before the quote, the quote, and after it."""
    at = citation.text_zh.index(citation.quote)
    return citation.text_zh[:at], citation.quote, citation.text_zh[at + len(citation.quote) :]


def show_hits(hits: Sequence[dict[str, Any]]) -> None:
    out = console()
    for number, hit in enumerate(hits, start=1):
        first, last = hit["scope"]["years"]
        scope = Scope(first, last, hit["scope"]["kind"])
        out.print(
            Text.assemble(
                (f"{number:>2}. ", "cyan"), (hit["id"], "cyan"), (f"  {hit['score']:.2f}", "dim"),
                ("  " + " › ".join(hit["section"]), "dim"), ("  " + scope_words(scope, "zh"), "magenta"),
            )
        )  # fmt: skip
        out.print(indented(Text(hit["text"]["zh"])))
        if hit["text"]["en"]:
            out.print(indented(Text(hit["text"]["en"], style="italic dim")))
    if not hits:
        out.print(Text("没有找到。/ Nothing was found.", style="yellow"))


def show_document(document: Document, folder: Path) -> None:
    """A report that was added: what was read from it, for the person who added it to look over."""
    out = console()
    out.print(Text(f"{document.id}  {document.title}, {document.region}, {document.date}"))
    prose = sum(not s.is_heading for s in document.statements)
    out.print(Text(f"{len(document.sections)} sections, {prose} statements, in {folder / document.id}", style="dim"))
    for section in document.sections:
        if section.path.endswith(".0") and section.path != "0.0":
            title = " › ".join(section.headings)
            out.print(Text(f"{scope_words(section.scope, 'en'):18} {title}", style="dim"))
