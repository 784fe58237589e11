"""Answerer: `ask(question) -> Answer`, the whole product in one method.

question ─ read ─ search ─ weigh ─┬─ refuse
                                  └─ compose ─ gate ─ Answer
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from documents import corpus as corpora
from documents.corpus import Corpus
from documents.document import Document
from documents.figures import Figure
from documents.language import Language
from index.progress import Progress, silent
from index.search import Hit, Index
from qa import compose, content, evidence, gate, ledger, refuse
from qa import question as questions
from qa.answer import Answer, Citation, Sentence, renumber, statement_json
from qa.compose import Draft
from qa.content import Content
from qa.evidence import Facet, FiguresOf, Found
from qa.question import Question, Turn
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
        self._ledgers: dict[str, dict[str, list[Figure]]] = {}

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
        facets, ranked = self.weighed(asked, document, report)
        refusal = refuse.judge(asked, facets, ranked, document)
        if refusal is None:
            yield Event("status", "compose")
            sentences, citations = self._passed(compose.draft(asked, facets, ranked), document, asked.language)
            if not sentences:
                refusal = refuse.nothing(asked, document, ranked)
        if refusal is None:
            for sentence in sentences:
                new = tuple(c for c in citations if c.marker in sentence.citations)
                yield Event("statement", sentence=sentence, citations=new)
            yield Event("citations", citations=tuple(citations))
            answer = Answer(question, asked.language, tuple(sentences), tuple(citations))
        else:
            answer = Answer(question, asked.language, refusal=refusal)
        total = (time.perf_counter() - began) * 1000
        yield Event("done", answer=replace(answer, timings_ms={"total": total}))

    def weighed(
        self, asked: Question, document: Document, report: str | None = None
    ) -> tuple[list[Facet], list[list[Found]]]:
        """The things to find, and for each the evidence, best first."""
        facets, hits = self.found(asked, document, report)
        figures_of = self.figures(document)
        return facets, [evidence.weigh(f, own, asked.language, figures_of) for f, own in zip(facets, hits, strict=True)]

    def found(self, asked: Question, document: Document, report: str | None = None) -> tuple[list[Facet], list[list[Hit]]]:
        """The things to find, and for each the statements that were found."""
        facets = evidence.facets(asked, self._content, document.date.year)
        if len(facets) == len(asked.parts):
            return facets, [self.index.search(part, evidence.CANDIDATES, report) for part in asked.parts]
        return facets, [self.index.search(asked.search, evidence.CANDIDATES, report)] * len(facets)

    def figures(self, document: Document) -> FiguresOf:
        """The figures of a statement; the report's ledger is read when the first is asked for."""

        def figures_of(statement_id: str) -> Sequence[Figure]:
            if document.id not in self._ledgers:
                grouped: dict[str, list[Figure]] = {}
                for figure in ledger.of(document):
                    grouped.setdefault(figure.statement_id, []).append(figure)
                self._ledgers[document.id] = grouped
            return self._ledgers[document.id].get(statement_id, ())

        return figures_of

    def _content(self, text: str, language: Language) -> Content:
        return content.of(text, language, self.index)

    def _passed(self, drafted: Draft, document: Document, language: Language) -> tuple[Sequence[Sentence], Sequence[Citation]]:
        """The sentences that the gate lets out, and their citations, marks counted anew."""
        sound = [c for c in drafted.citations if not gate.check_offsets(c, document)]
        kept = [s for s in drafted.sentences if not gate.check(s, sound, language, known(document))]
        return renumber(kept, sound)

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


def known(document: Document) -> tuple[str, ...]:
    """Names that need no citation: what the report is called and where it is from."""
    return tuple(name for name in (document.region, document.title, document.region_en, document.title_en) if name)
