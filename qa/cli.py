"""The command line: `qinghai-qa ask`, `search`, `cite`, `figures`, `chat`, `index`, `serve`.

Answers go to standard output, progress and errors to standard error. Exit status: 0 an answer or an honest refusal,
2 wrong use, 1 a fault. Everything heavy is imported where it is used, so that `--help` is instant.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from documents.errors import QinghaiQAError, WrongUse

if TYPE_CHECKING:
    from qa.answerer import Answerer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Answers about government work reports, in the report's own words, every sentence cited.",
)

Lang = Literal["auto", "zh", "en"]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Report = Annotated[str | None, typer.Option("--report", metavar="ID", help="Only this report.")]
Lines = Annotated[
    Path | None, typer.Option("--jsonl", metavar="FILE", help="One question a line; - reads standard input.")
]


def main() -> None:
    """The console script: runs the command, and turns every error into one line and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app(prog_name="qinghai-qa")
    except QinghaiQAError as error:
        fail(str(error), error.exit_status)
    except KeyboardInterrupt:
        fail("stopped; nothing that was there before is lost", 130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def fail(line: str, status: int) -> None:
    print(f"qinghai-qa: {line}", file=sys.stderr)
    sys.exit(status)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Chinese or English.")] = None,
    json_: AsJson = False,
    lang: Annotated[Lang, typer.Option(help="The answer's language; auto follows the question.")] = "auto",
    report: Report = None,
    jsonl: Lines = None,
    generator: Annotated[str | None, typer.Option(help="extractive, openai or transformers.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also show the sentences that were withheld, and why.")
    ] = False,
) -> None:
    """Answer a question, or one a line of a file."""
    from qa.lines import answer_lines, read_lines

    if (question is None) == (jsonl is None):
        raise WrongUse(
            "ask needs either a question or --jsonl FILE",
            'try: qinghai-qa ask "2023年青海省生产总值增长了多少？"',
        )
    if jsonl is not None:
        failed = answer_lines(read_lines(jsonl), answerer(generator=generator), lang, report, print_json)
        if failed:
            fail(f"{failed} line(s) could not be answered, see above; the others were", 2)
        return
    from qa.question import check

    check(question or "")
    answer = answerer(generator=generator).ask(question or "", language=lang, report=report)
    if json_:
        print_json(answer.to_json())
    else:
        from qa.terminal import show_answer

        show_answer(answer, explain)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=1000, help="How many hits.")] = 10,
    json_: AsJson = False,
    report: Report = None,
    jsonl: Lines = None,
) -> None:
    """Find the statements that fit, best first."""
    from qa.lines import read_lines, search_lines

    if (query is None) == (jsonl is None):
        raise WrongUse("search needs either a query or --jsonl FILE", "try: qinghai-qa search 清洁能源装机")
    if jsonl is not None:
        failed = search_lines(read_lines(jsonl), answerer(), k, report, print_json)
        if failed:
            fail(f"{failed} line(s) could not be searched, see above; the others were", 2)
        return
    hits = answerer().search(query or "", k, report)
    if json_:
        print_json({"id": None, "hits": [hit for hit in hits]})
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

    print(render(corpus(), citation_id, context, format_))


@app.command()
def figures(
    query: Annotated[
        str | None, typer.Argument(help="Words of the indicator, in Chinese or English.")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Only of this year.")] = None,
    kind: Annotated[
        Literal["result", "target"] | None, typer.Option(help="Only results, or only targets.")
    ] = None,
    format_: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help="How to print them.")
    ] = "table",
    report: Report = None,
) -> None:
    """List the report's figures."""
    from qa.ledger import figures_of, print_figures

    print_figures(figures_of(corpus(), query, year, kind, report), format_)


@app.command()
def chat(
    lang: Annotated[Lang, typer.Option(help="The answers' language; auto follows the question.")] = "auto",
    report: Report = None,
    generator: Annotated[str | None, typer.Option(help="extractive, openai or transformers.")] = None,
) -> None:
    """Ask questions one after another; follow-ups are understood."""
    from qa.chat import converse

    converse(answerer(generator=generator), lang, report)


@app.command()
def index(
    status: Annotated[bool, typer.Option("--status", help="Only say what is there.")] = False,
    json_: AsJson = False,
) -> None:
    """Prepare the model and build the index, where missing or out of date."""
    from index.home import status as index_status

    from qa.settings import load

    settings = load()
    if status:
        found = index_status(settings.home, corpus(), settings.model)
        print_json(found.to_json()) if json_ else print(found)
        return
    from qa.answerer import Answerer
    from qa.terminal import progress

    with progress() as report_progress:
        Answerer.open(settings, report_progress)
    print(index_status(settings.home, corpus(), settings.model))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind; 127.0.0.1 unless set.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to bind; 8000 unless set.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes share the index.")] = 1,
) -> None:
    """Serve the chat page and the HTTP API."""
    from qa.settings import load
    from qa.web import serve as run

    changed = {key: value for key, value in {"host": host, "port": port}.items() if value is not None}
    answerer()  # builds what is missing, with progress, before a port is open
    run(load(**changed), workers=workers)


def corpus() -> Any:
    from qa.answerer import open_corpus
    from qa.settings import load

    return open_corpus(load())


def answerer(**changed: Any) -> "Answerer":
    """The Answerer of the settings; shows progress where the model or the index must first be made."""
    from qa.answerer import Answerer
    from qa.settings import load
    from qa.terminal import progress

    settings = load(**{key: value for key, value in changed.items() if value is not None})
    with progress() as report_progress:
        return Answerer.open(settings, report_progress)


if __name__ == "__main__":
    main()
