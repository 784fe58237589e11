"""Answerer: `ask(question) -> Answer`, the whole product in one method.

question ─ read ─ search ─ weigh ─┬─ refuse
                                  └─ compose ─ gate ─ Answer
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Generator as Generator_
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from documents import corpus as corpora
from documents import places
from documents.corpus import Corpus
from documents.document import Document
from documents.language import Language
from index.encoder import cores
from index.progress import Progress, silent
from index.search import Hit, Index
from qa import comparison, compose, content, coordinated, evidence, gate, ledger, listing, of_place, partial, refuse
from qa import question as questions
from qa.answer import Answer, Citation, Refusal, Sentence, renumber, statement_json
from qa.compose import Draft
from qa.content import Content
from qa.coordinated import Thing
from qa.evidence import FiguresOf, Found
from qa.facets import Facet, apart
from qa.facets import facets as facets_of
from qa.question import Question, Turn
from qa.settings import Settings
from qa.turns import Turns

if TYPE_CHECKING:
    from qa.generators import Generator

EVIDENCE = 5
"""How many of the best statements for each thing asked a language model is given besides the answer's own."""


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
        self._lock = threading.Lock()
        self._turns = Turns(cores())  # more at once only take time from each other; a model may be waited for
        self._generators: dict[str, Generator | None] = {}

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
        asked = self.understood(question, history, language)
        with self._turns:
            document = self._about(asked, report)
        report = document.id if len(self.corpus.documents) > 1 else None
        writer = self._generator(generator)
        yield Event("status", "search")
        with self._turns:
            entered = time.perf_counter()
            facets, ranked = self.weighed(asked, document, report)
            searched = time.perf_counter()
            refusal, drafted, unanswered = self._drafted(asked, facets, ranked, document)
            sentences, citations = self._passed(drafted, document, asked.language)
        answer = Answer(question, asked.language, tuple(sentences), tuple(citations), unanswered=unanswered)
        if refusal is None:
            yield Event("status", "compose")
            if writer is not None and sentences:
                answer = yield from self._written(writer, asked, answer, facets, ranked, document, history)
            else:
                yield from _told(answer)
            if not answer.statements:
                refusal = refuse.nothing(asked, document, ranked)
        ended = time.perf_counter()
        timings = {
            "wait": entered - began,
            "search": searched - entered,
            "compose": ended - searched,
            "total": ended - began,
        }
        milliseconds = {stage: seconds * 1000 for stage, seconds in timings.items()}
        yield Event("done", answer=replace(answer, refusal=refusal, timings_ms=milliseconds))

    def understood(self, question: str, history: Sequence[Turn] = (), language: str = "auto") -> Question:
        """The question as it is understood, its typing errors mended as the search mends them. Raises `BadQuestion`."""
        asked = questions.read(question, history, language)
        mended = self.index.mender.mend(asked.text)
        return asked if mended == asked.text else questions.read(mended, history, language)

    def _about(self, asked: Question, report: str | None) -> Document:
        """The report that answers: the one given; of several, one whose region the question names, or else any, the one that
        holds the best hit. Raises `UnknownReport`."""
        if report or len(self.corpus.documents) == 1:
            return self.corpus.document(report) if report else self.corpus.documents[0]
        named = {place.zh for place in places.named(asked.search)}
        of_region = [d for d in self.corpus.documents if d.region in named or d.region in asked.search]
        candidates = {d.id: d for d in of_region or self.corpus.documents}
        best = [hit for id_ in candidates for hit in self.index.search(asked.search, 1, id_)]
        return candidates[max(best, key=lambda hit: hit.score).statement.report] if best else self.corpus.documents[0]

    def _drafted(
        self, asked: Question, facets: Sequence[Facet], ranked: Sequence[Sequence[Found]], document: Document
    ) -> tuple[Refusal | None, Draft, tuple[str, ...]]:
        """The refusal, or None and what is to be said, and the parts of the question that stay without an answer."""
        whole = (listing.outline, listing.shortcomings, listing.of_the_year)
        listed = next((found for about in whole if (found := about(asked, facets[0], document))), None)
        if listed is None and len(facets) == 1:
            listed = of_place.draft(asked, facets[0], document, self.index.places)
        if listed is not None:
            return None, listed, ()
        told = partial.judged(
            asked, facets, ranked, document, self.index.places, lambda: self._alone(asked, facets, ranked, document)
        )
        if told.refusal is not None:
            return told.refusal, Draft((), ()), ()
        if len(told.facets) == 1:
            listed = listing.draft(asked, told.facets[0], document)
        drafted = listed or compose.draft(asked, told.facets, told.ranked, document)
        if listed is None:
            drafted = comparison.added(asked, told.facets, drafted, self.figures(document), self._content)
        return None, drafted, told.unanswered

    def _written(
        self,
        writer: Generator,
        asked: Question,
        answer: Answer,
        facets: Sequence[Facet],
        ranked: Sequence[Sequence[Found]],
        document: Document,
        history: Sequence[Turn],
    ) -> Generator_[Event, None, Answer]:
        """The answer in a language model's words, told sentence by sentence; `answer` where the model's do not pass."""
        from qa.write import Writing

        evidence_ids = dict.fromkeys(c.id for c in answer.citations)
        near = [f.statement for found in ranked for f in found[:EVIDENCE] if not f.statement.is_heading]
        statements = [*(document.statement(i) for i in evidence_ids), *near]
        writing = Writing(
            writer, asked.search, statements, asked.language, self.settings.generator_timeout,
            base=answer.statements, base_ids=frozenset(evidence_ids), known=known(document), history=history,
        )  # fmt: skip
        yield Event("status", "write")
        told: list[Sentence] = []
        for sentence in writing:
            told.append(sentence)
            yield Event("statement", sentence=sentence, citations=_of(sentence, writing.citations))
        withheld = tuple((w.text, "; ".join(f"{v.kind}: {v.detail}" for v in w.violations)) for w in writing.withheld)
        answer = replace(answer, generator=writing.label, withheld=withheld)
        if not writing.succeeded:
            yield from _told(answer)
            return answer
        answer = replace(answer, statements=tuple(told), citations=writing.citations)
        yield Event("citations", citations=answer.citations)
        return answer

    def _generator(self, name: str | None) -> Generator | None:
        """The generator asked for, made once; None for the composer alone. Raises `WrongUse`."""
        from qa.generators import create

        chosen = name or self.settings.generator
        with self._lock:
            if chosen not in self._generators:
                self._generators[chosen] = create(self.settings, chosen)
            return self._generators[chosen]

    def weighed(
        self, asked: Question, document: Document, report: str | None = None
    ) -> tuple[list[Facet], list[list[Found]]]:
        """The things to find, and for each the evidence, best first. Things that are asked for together and that no
        statement tells of together are found each by itself."""
        facets, hits = self.found(asked, document, report)
        ranked = evidence.weigh_all(facets, hits, asked.language, self.figures(document))
        split = self._alone(asked, facets, ranked, document, report)
        if split is not None and coordinated.better(asked, split[0], ranked[0][0], split[2]):
            return list(split[1]), list(split[2])
        return facets, ranked

    def _alone(
        self,
        asked: Question,
        facets: Sequence[Facet],
        ranked: Sequence[Sequence[Found]],
        document: Document,
        report: str | None = None,
    ) -> tuple[Sequence[Thing], list[Facet], list[list[Found]]] | None:
        """The things that no statement tells of together, with what is found for each alone; None where there are none."""
        things = coordinated.unmet(asked, ranked[0][0], self._content) if len(facets) == 1 and ranked[0] else ()
        if not things:
            return None
        each = replace(asked, parts=tuple(thing.question for thing in things))
        own, found = self.found(each, document, report)
        figures = self.figures(document)
        return things, own, [evidence.weigh(f, h, asked.language, figures) for f, h in zip(own, found, strict=True)]

    def found(
        self, asked: Question, document: Document, report: str | None = None
    ) -> tuple[list[Facet], list[list[Hit]]]:
        """The things to find, and for each the statements that were found."""
        elsewhere = self.index.elsewhere(asked.search)
        facets = [replace(f, elsewhere=elsewhere) for f in facets_of(asked, self._content, document.date.year)]
        whole = asked.search if apart(facets) else ""
        hits = {text: self.index.search(text, evidence.CANDIDATES, report, whole) for text in {f.text for f in facets}}
        return facets, [hits[facet.text] for facet in facets]

    def figures(self, document: Document) -> FiguresOf:
        """The figures of a statement of the document."""
        return functools.partial(ledger.of_statement, document)

    def _content(self, text: str, language: Language) -> Content:
        return content.of(text, language, self.index)

    def _passed(
        self, drafted: Draft, document: Document, language: Language
    ) -> tuple[Sequence[Sentence], Sequence[Citation]]:
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


def _told(answer: Answer) -> Iterator[Event]:
    """The events of an answer that is there all at once."""
    for sentence in answer.statements:
        yield Event("statement", sentence=sentence, citations=_of(sentence, answer.citations))
    if answer.statements:
        yield Event("citations", citations=answer.citations)


def _of(sentence: Sentence, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(c for c in citations if c.marker in sentence.citations)


def open_corpus(settings: Settings) -> Corpus:
    """The bundled reports, or those of the folder that the settings name. Raises `BadReport`."""
    return Corpus.load(settings.reports) if settings.reports else corpora.bundled()


def known(document: Document) -> tuple[str, ...]:
    """Names that need no citation: what the report is called and where it is from."""
    return tuple(name for name in (document.region, document.title, document.region_en, document.title_en) if name)
