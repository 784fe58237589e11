"""The command line: `qinghai-qa ask`, `search`, `cite`, `figures`, `chat`, `index`, `add`, `serve`.

Answers go to standard output, progress and errors to standard error. Exit status: 0 an answer or an honest refusal,
2 wrong use, 1 a fault, 130 stopped by Ctrl-C. Everything heavy is imported where it is used, so that `--help` is instant.
"""

import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.main import get_command

from documents.errors import WrongUse
from qa import status

if TYPE_CHECKING:
    from documents.corpus import Corpus
    from qa.answerer import Answerer
    from qa.settings import Settings

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Answers about government work reports, in the report's own words, every sentence cited.",
)

Lang = Annotated[
    Literal["auto", "zh", "en"], typer.Option("--lang", help="The answer's language; auto follows the question.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Report = Annotated[str | None, typer.Option("--report", metavar="ID", help="Only this report.")]
Lines = Annotated[
    Path | None, typer.Option("--jsonl", metavar="FILE", help="One question a line; - reads standard input.")
]
By = Annotated[
    Literal["extractive", "openai", "transformers"] | None,
    typer.Option("--generator", help="Who phrases the answer; the setting if left out."),
]
EXAMPLE = 'qinghai-qa ask "2023年青海省生产总值增长了多少？"'


def run() -> None:
    """The console script: `main`, and out."""
    try:
        main()
    except SystemExit as ended:
        status.leave(ended.code if isinstance(ended.code, int) else 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command, turns every error into one line, and raises SystemExit with the exit status."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
    sys.exit(status.of(get_command(app), sys.argv[1:] if arguments is None else arguments))


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Chinese or English.")] = None,
    json_: AsJson = False,
    lang: Lang = "auto",
    report: Report = None,
    jsonl: Lines = None,
    generator: By = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also show the sentences that were withheld, and why.")
    ] = False,
) -> None:
    """Answer a question, or one a line of a file."""
    from qa import question as questions
    from qa.lines import answer_lines, read_lines

    if (question is None) == (jsonl is None):
        raise WrongUse("ask needs either a question or --jsonl FILE", f"try: {EXAMPLE}")
    if jsonl is not None:
        lines = read_lines(jsonl)
        _all_done(*answer_lines(lines, opened(settings_of(generator=generator), report), lang, report, print_json))
        return
    questions.check(question or "")
    by = opened(settings_of(generator=generator), report)
    answer = by.ask(question or "", language=lang, report=report)
    if json_:
        print_json(answer.to_json())
    else:
        from qa.terminal import show_answer

        show_answer(answer, by.corpus, explain)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=1000, help="How many hits.")] = 10,
    json_: AsJson = False,
    report: Report = None,
    jsonl: Lines = None,
) -> None:
    """Find the statements that fit, best first."""
    from qa import question as questions
    from qa.lines import read_lines, search_lines

    if (query is None) == (jsonl is None):
        raise WrongUse("search needs either a query or --jsonl FILE", "try: qinghai-qa search 清洁能源装机")
    if jsonl is not None:
        lines = read_lines(jsonl)
        _all_done(*search_lines(lines, opened(settings_of(), report), k, report, print_json))
        return
    questions.check(query or "")
    hits = opened(settings_of(), report).search(query or "", k, report)
    if json_:
        print_json({"id": None, "hits": hits})
    else:
        from qa.terminal import show_hits

        show_hits(hits)


@app.command()
def cite(
    citation_id: Annotated[str, typer.Argument(help="As in qinghai-2024/1.0/3.")],
    context: Annotated[int, typer.Option(min=0, max=50, help="How many neighbours on either side.")] = 0,
    format_: Annotated[
        Literal["text", "json", "gb7714", "bibtex", "csl"], typer.Option("--format", help="How to print it.")
    ] = "text",
) -> None:
    """Show the words behind a citation id."""
    from qa.cite import render
    from qa.terminal import NOTE_EN

    reports = corpus(settings_of())
    print(render(reports, citation_id, context, format_))
    if format_ == "text" and reports.statement(citation_id).en:
        print(NOTE_EN)


@app.command()
def figures(
    query: Annotated[str | None, typer.Argument(help="Words of the indicator, in Chinese or English.")] = None,
    year: Annotated[int | None, typer.Option(help="Only of this year.")] = None,
    kind: Annotated[
        Literal["result", "target", "plan"] | None, typer.Option(help="Only results, targets of a year, longer plans.")
    ] = None,
    format_: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="How to print them.")] = "table",
    report: Report = None,
) -> None:
    """List the report's figures, results beside the targets of the same indicator."""
    from qa.ledger import figures_of, print_figures

    print_figures(figures_of(corpus(settings_of()), query, year, kind, report), format_)


@app.command()
def chat(lang: Lang = "auto", report: Report = None, generator: By = None) -> None:
    """Ask questions one after another; follow-ups are understood."""
    from qa.chat import converse

    converse(opened(settings_of(generator=generator), report), lang, report)


@app.command()
def index(
    status_: Annotated[bool, typer.Option("--status", help="Only say what is there.")] = False,
    json_: AsJson = False,
) -> None:
    """Prepare the model and build the index, where missing, damaged or out of date."""
    from index.home import open_index
    from index.home import status as index_status

    settings = settings_of()
    reports = corpus(settings)
    if not status_:
        from qa.terminal import progress

        with progress() as report_progress:
            open_index(settings.home, reports, settings.model, report_progress, repair=True)
    found = index_status(settings.home, reports, settings.model)
    print_json(found.to_json()) if json_ else print(found)


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="The report, as .txt, .md, .docx or .pdf.")],
    id_: Annotated[str | None, typer.Option("--id", help="Such as sichuan-2025; made of region and year.")] = None,
    title: Annotated[str | None, typer.Option(help="Read from the text if left out.")] = None,
    region: Annotated[str | None, typer.Option(help="Read from the text if left out.")] = None,
    date: Annotated[
        datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Read from the text if left out.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of the one with that id.")] = False,
) -> None:
    """Add a report of your own to the folder that QINGHAI_QA_REPORTS names."""
    from documents.adding import add as add_report
    from qa.terminal import show_document

    folder = settings_of().reports
    if folder is None:
        raise WrongUse(
            "there is no folder for reports of your own",
            "name one, which may be new: export QINGHAI_QA_REPORTS=~/reports",
        )
    day = date.date() if date else None
    show_document(add_report(file, folder, id=id_, title=title, region=region, date=day, replace=replace), folder)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind; 127.0.0.1 unless set.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to bind; 8000 unless set.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes that share the index; 1 unless set.")
    ] = None,
) -> None:
    """Serve the chat page and the HTTP API."""
    from qa.web import serve as run_server

    settings = settings_of(host=host, port=port, workers=workers)
    by: Answerer | None = opened(settings)  # builds what is missing, with progress, before a port is open
    if settings.workers > 1:
        by = None  # each worker opens the index for itself
    run_server(settings, answerer=by)


def settings_of(**flags: Any) -> "Settings":
    """The settings, with the flags that were given on top."""
    from qa.settings import load

    return load(**{name: value for name, value in flags.items() if value is not None})


def corpus(settings: "Settings") -> "Corpus":
    from qa.answerer import open_corpus

    return open_corpus(settings)


def opened(settings: "Settings", report: str | None = None) -> "Answerer":
    """The Answerer of the settings; shows progress where the model or the index must first be made.

    Raises `UnknownReport` before that, where `report` is none of the settings' reports.
    """
    from qa.answerer import Answerer
    from qa.terminal import progress

    if report is not None:
        corpus(settings).document(report)
    with progress() as report_progress:
        return Answerer.open(settings, report_progress)


def _all_done(lines: int, failed: int) -> None:
    if failed:
        raise WrongUse(f"{failed} of {lines} lines could not be used, see above", "the others were")


if __name__ == "__main__":
    run()
