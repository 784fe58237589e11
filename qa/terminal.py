"""How answers look in a terminal. Text of reports and questions is shown as text: no markup in it is obeyed."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from documents.document import Scope
from documents.language import Language
from index.progress import Progress
from qa.answer import Answer, Citation

KIND = {"zh": {"result": "完成情况", "target": "目标任务"}, "en": {"result": "result", "target": "target"}}
NOTE_EN = "English: this project's reference translation; the Chinese text prevails."
NEAREST = {"zh": "最接近的内容：", "en": "Nearest statements:"}


def console(stderr: bool = False) -> Console:
    piped = not (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, highlight=False, width=10_000 if piped else None)


@contextlib.contextmanager
def progress() -> Iterator[Progress]:
    """A progress callback that draws bars on standard error; nothing is drawn where nothing has to be made."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console(stderr=True),
    )
    tasks: dict[str, Any] = {}

    def report(stage: str, done: int, total: int, /) -> None:
        if not tasks:
            bars.start()
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total or None)
        bars.update(tasks[stage], completed=done, total=total or None)

    try:
        yield report
    finally:
        if tasks:
            bars.stop()


def scope_words(scope: Scope, language: Language) -> str:
    """`2023 年完成情况`, or `2023 result`."""
    years = str(scope.first) if scope.first == scope.last else f"{scope.first}–{scope.last}"
    return f"{years}年{KIND['zh'][scope.kind]}" if language == "zh" else f"{years} {KIND['en'][scope.kind]}"


def show_answer(answer: Answer, explain: bool = False) -> None:
    out = console()
    if explain:
        show_withheld(answer)
    if answer.refusal:
        out.print(Text(answer.text, style="yellow"))
        if answer.refusal.nearest:
            out.print()
            out.print(Text(NEAREST[answer.language], style="dim"))
            for id_ in answer.refusal.nearest:
                out.print(Text(f"  {id_}", style="cyan"))
        return
    out.print(Text(answer.text, style="bold"))
    out.print()
    for citation in answer.citations:
        out.print(citation_view(citation, answer.language))
    if answer.language == "en" and any(c.text_en for c in answer.citations):
        out.print(Text(NOTE_EN, style="dim italic"))


def show_withheld(answer: Answer) -> None:
    """The sentences of a language model that the gate kept back, and why."""
    out = console()
    for text, reasons in answer.withheld:
        out.print(Text.assemble(("withheld ", "red"), (text, "dim")))
        out.print(Padding(Text(reasons, style="dim red"), (0, 0, 0, 4), expand=False))


def citation_view(citation: Citation, language: Language) -> Group:
    """The mark, id, section path, scope and quote of a citation, and its English where that was asked for."""
    path = citation.section_en if language == "en" and citation.section_en else citation.section
    head = Text.assemble(
        (f"[{citation.marker}] ", "cyan"), (citation.id, "cyan"), ("  " + " › ".join(path), "dim"),
        ("  " + scope_words(citation.scope, language), "magenta"),
    )  # fmt: skip
    before, quote, after = _around(citation)
    parts: list[Any] = [head, Padding(Text.assemble((before, "dim"), quote, (after, "dim")), (0, 0, 0, 4), expand=False)]
    if language == "en" and citation.text_en:
        parts.append(Padding(Text(citation.text_en, style="italic"), (0, 0, 0, 4), expand=False))
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
        out.print(Padding(Text(hit["text"]["zh"]), (0, 0, 0, 4), expand=False))
        if hit["text"]["en"]:
            out.print(Padding(Text(hit["text"]["en"], style="italic dim"), (0, 0, 0, 4), expand=False))
    if not hits:
        out.print(Text("没有找到。/ Nothing was found.", style="yellow"))
