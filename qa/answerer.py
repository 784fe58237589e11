"""Answerer: `ask(question) -> Answer`, the whole product in one method.

question ─ read ─ search ─ weigh ─┬─ refuse
                                  └─ compose ─ gate ─ Answer
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from documents import corpus as corpora
from documents.corpus import Corpus
from index import scope
from index.progress import Progress, silent
from index.search import Index
from qa import compose, content, evidence, refuse
from qa import question as questions
from qa.answer import Answer, Citation, Sentence, statement_json
from qa.question import Turn
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Event:
    """One step of an answer in the making. `statement` events carry a sentence that has passed the gate."""

    kind: Literal["status", "statement", "citations", "done"]
    stage: str = ""
    sentence: Sentence | None = None
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None


class Answerer:
    """Answers questions about a corpus. Made of finished parts; `open` makes them. Safe to use from several threads."""

    def __init__(self, corpus: Corpus, index: Index, settings: Settings | None = None) -> None:
        self.corpus = corpus
        self.index = index
        self.settings = settings or Settings()

    @classmethod
    def open(cls, settings: Settings, progress: Progress = silent) -> Answerer:
        """The Answerer of the settings; prepares the model and builds the index where they are missing."""
        from index.home import open_index

        corpus = open_corpus(settings)
        return cls(corpus, open_index(settings.home, corpus, settings.model, progress), settings)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: str = "auto",
        report: str | None = None,
        generator: str | None = None,
    ) -> Answer:
        """The answer. Raises `BadQuestion`, `UnknownReport`.

        >>> Answerer.open(Settings()).ask("2023年青海省生产总值增长了多少？").text   # doctest: +SKIP
        '全省生产总值增长5.3%。[1]'
        """
        for event in self.stream(question, history, language, report, generator):
            if event.answer is not None:
                return event.answer
        raise AssertionError("a stream ends with an answer")

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: str = "auto",
        report: str | None = None,
        generator: str | None = None,
    ) -> Iterator[Event]:
        """The answer as it is made; the last event is `done`. Raises as `ask` does."""
        began = time.perf_counter()
        asked = questions.read(question, history, language)
        document = self.corpus.document(report) if report else self.corpus.documents[0]
        yield Event("status", "search")
        hits = self.index.search(asked.search, evidence.CANDIDATES, report)
        searched = time.perf_counter()
        about = content.of(asked.search, asked.spoken, self.index)
        focus = content.of(asked.focus, asked.spoken, self.index) if asked.focus else content.Content(())
        wish = scope.wished((asked.focus and asked.focus) or asked.search, asked.spoken, document.date.year)
        found = evidence.weigh(asked, about, focus, hits, wish, document.date.year)
        refusal = refuse.judge(asked, about, found, document, self.index)
        if refusal is None:
            sentences, citations = compose.answer(asked, about, found, document)
            for sentence in sentences:
                yield Event(
                    "statement",
                    sentence=sentence,
                    citations=tuple(c for c in citations if c.marker in sentence.citations),
                )
            yield Event("citations", citations=tuple(citations))
            answer = Answer(question, asked.language, tuple(sentences), tuple(citations))
        else:
            answer = Answer(question, asked.language, refusal=refusal)
        ended = time.perf_counter()
        timings = {
            "search": (searched - began) * 1000,
            "compose": (ended - searched) * 1000,
            "total": (ended - began) * 1000,
        }
        from dataclasses import replace

        yield Event("done", answer=replace(answer, timings_ms=timings))

    def search(self, query: str, k: int = 10, report: str | None = None) -> list[dict[str, Any]]:
        """The k best statements in the form of design §5. Raises `BadQuestion`."""
        questions.check(query)
        return [
            statement_json(hit.statement) | {"score": round(hit.score, 4)}
            for hit in self.index.search(query, k, report)
        ]


def open_corpus(settings: Settings) -> Corpus:
    """The bundled reports, or those of the folder that the settings name. Raises `BadReport`."""
    return Corpus.load(settings.reports) if settings.reports else corpora.bundled()
