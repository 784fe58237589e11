"""`qinghai-qa chat`: a conversation in the terminal. Follow-ups are understood; the history ends with the session."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.text import Text

from documents.errors import QinghaiQAError
from qa.answer import Answer
from qa.status import plain
from qa.terminal import console, show_answer

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from qa.answerer import Answerer

HELP = """\
/cite N     the statement behind mark N of the last answer, with its neighbours
/figures W  the figures of the report whose words fit W
/lang L     answer in zh, en, or auto (the question's language)
/clear      forget the conversation so far
/help       this list
/quit       leave (so do Ctrl-D and an empty end of input)"""
CONTEXT = 1
"""Neighbours shown on either side by /cite."""


class Chat:
    """One conversation. `say` takes what was typed and prints what there is to say; False means goodbye.

    Raises `QinghaiQAError` as `Answerer.ask` and the commands do; the conversation can go on after it.
    """

    def __init__(self, answerer: Answerer, language: str = "auto", report: str | None = None) -> None:
        self.answerer = answerer
        self.language = language
        self.report = report
        self.history: list[dict[str, str]] = []
        self.last: Answer | None = None

    def say(self, typed: str) -> bool:
        typed = typed.strip()
        if not typed:
            return True
        if typed.startswith("/"):
            command, _, rest = typed[1:].partition(" ")
            return self._command(command, rest.strip())
        self._ask(typed)
        return True

    def _ask(self, question: str) -> None:
        answer = self.answerer.ask(question, self.history, self.language, self.report)
        self.history += [{"role": "user", "content": question}, {"role": "assistant", "content": answer.text}]
        self.last = answer
        show_answer(answer, self.answerer.corpus)

    def _command(self, command: str, rest: str) -> bool:
        out = console()
        if command in ("quit", "exit", "q"):
            return False
        if command == "cite":
            self._cite(rest)
        elif command == "figures":
            from qa.ledger import figures_of, print_figures

            print_figures(figures_of(self.answerer.corpus, rest or None, None, None, self.report), "table")
        elif command == "lang" and rest in ("zh", "en", "auto"):
            self.language = rest
            out.print(Text(f"answers in: {rest}", style="dim"))
        elif command == "clear":
            self.history, self.last = [], None
            out.print(Text("forgotten", style="dim"))
        else:
            out.print(Text(HELP, style="dim"))
        return True

    def _cite(self, number: str) -> None:
        from qa.cite import render

        citations = self.last.citations if self.last else ()
        chosen = next((c for c in citations if str(c.marker) == number.strip("[]")), None)
        if chosen is None:
            marks = ", ".join(str(c.marker) for c in citations) or "none"
            console().print(Text(f"the last answer has these marks: {marks}", style="yellow"))
            return
        print(render(self.answerer.corpus, chosen.id, CONTEXT, "text"))


def converse(answerer: Answerer, language: str = "auto", report: str | None = None) -> None:
    """Reads lines until the end of input; with line editing where the input is a terminal."""
    chat = Chat(answerer, language, report)
    interactive = sys.stdin.isatty()
    session = _session() if interactive else None
    if interactive:
        console().print(Text("中文 or English. /help lists the commands, Ctrl-D ends.", style="dim"))
    while True:
        typed = _read(session)
        if typed is None:
            return
        try:
            if not chat.say(typed):
                return
        except QinghaiQAError as error:
            console().print(Text(plain(str(error)), style="red"))
        except KeyboardInterrupt:
            if not interactive:
                raise
            console().print(Text("stopped; the question is forgotten", style="dim"))


def _read(session: PromptSession[str] | None) -> str | None:
    """The next line, or None at the end. Ctrl-C drops the line that was begun."""
    try:
        if session is None:
            line = sys.stdin.readline()
            return line if line else None
        return session.prompt("› ")
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None


def _session() -> PromptSession[str]:
    from prompt_toolkit import PromptSession

    return PromptSession()
