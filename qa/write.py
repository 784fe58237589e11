"""A language model's answer, sentence by sentence, with nothing in it that the gate does not pass.

prompt ─ pump ─ split ─ gate ─┬─ passed: yielded, once the answer stands up to the extractive one
                              ├─ passed on another statement of the evidence: yielded with its marks moved there
                              └─ withheld, and kept with the reasons

`Writing` is iterated once; afterwards it says how it ended. Where too little is left it yields nothing, and the caller
gives the extractive answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from documents.document import Scope, Statement
from documents.errors import GeneratorFault
from documents.language import Language
from index.words import terms
from qa import gate
from qa import prompt as prompts
from qa.answer import Citation, Sentence
from qa.checks import computed, dictionary
from qa.gate import Violation
from qa.generators import Generator
from qa.generators.limit import Limit
from qa.generators.pump import OutOfTime, pump
from qa.sentences import Raw, Splitter

Ending = Literal["written", "cut off", "withheld", "found no answer", "timed out", "failed"]

MOST: Final = 8
"""Sentences of an answer. Design §5 allows about 300 characters or 180 words."""

MOST_CHARS: Final[Mapping[Language, int]] = {"zh": 360, "en": 1300}
MOST_TEXT: Final = 12_000
"""Characters that are read of a model that does not end."""

MOST_PIECES: Final = 3_200
"""Pieces that are read of one: four times the tokens asked for, so that blanks without end do not use the time up."""

REPEATS: Final = 3
"""A model that says what it has said this often is stopped."""

MISSES: Final = 5
"""A model of whose first sentences this many are withheld, and none passed, is stopped."""

AS_GOOD: Final = 0.8
"""Share of the question's words in the extractive answer that the written one must hold too."""


ANEW: Final = 0.2
"""Share of the words by which the extractive answer says more than the question that the written one must hold too."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that stayed behind, with the marks it came with, and why."""

    text: str
    marks: tuple[int, ...]
    violations: tuple[Violation, ...]


@dataclass
class Writing:
    """An answer in the making. Iterating yields its sentences; `citations` are those they mark, counted from 1 in the
    order of first use, as in any answer.

    `base` is the extractive answer, which the written one must stand up to: it shares a citation with it and holds
    the question's words about as well. Until it does, sentences wait.
    """

    generator: Generator
    question: str
    evidence: Sequence[Statement]
    language: Language
    seconds: float
    base: Sequence[Sentence] = ()
    base_ids: frozenset[str] = frozenset()
    known: Sequence[str] = ()
    scope: Scope | None = None
    history: Sequence[Mapping[str, str]] = ()
    withheld: list[Withheld] = field(default_factory=list)
    repaired: int = 0
    ending: Ending = "written"
    fault: GeneratorFault | None = None

    def __post_init__(self) -> None:
        self.evidence = tuple(dict.fromkeys(self.evidence))[: self.generator.statements]
        self._all = tuple(Citation.of(s, number) for number, s in enumerate(self.evidence, start=1))
        self._order: dict[int, int] = {}

    def __iter__(self) -> Iterator[Sentence]:
        """The sentences that passed, as they come. Never raises for what the generator does; see `ending`."""
        told: list[Sentence] = []
        good = False
        for sentence in self._passed():
            told.append(sentence)
            if good:
                yield self._numbered(sentence)
            elif self._stands_up(told):
                good = True
                yield from map(self._numbered, told)
        if not good:
            self.ending = "withheld" if self.ending in ("written", "cut off") else self.ending
        elif self.ending != "written":
            self.ending = "cut off"

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of the sentences that were yielded."""
        return tuple(replace(self._all[number - 1], marker=marker) for number, marker in self._order.items())

    @property
    def succeeded(self) -> bool:
        """Whether the answer is the generator's; otherwise the caller gives the extractive one."""
        return self.ending in ("written", "cut off")

    @property
    def label(self) -> str:
        """What `Answer.generator` says.

        `openai`; `openai (cut off)`; `extractive (openai withheld)`, and so for each way not to succeed.
        """
        name = self.generator.name
        if self.ending == "written":
            return name
        return f"{name} (cut off)" if self.ending == "cut off" else f"extractive ({name} {self.ending})"

    def _numbered(self, sentence: Sentence) -> Sentence:
        """The sentence with the marks of the answer instead of the evidence's."""
        marks = tuple(self._order.setdefault(m, len(self._order) + 1) for m in sentence.citations)
        return replace(sentence, citations=marks)

    def _passed(self) -> Iterator[Sentence]:
        said: dict[str, int] = {}
        size = count = 0
        for raw in self._raw():
            said[raw.text] = said.get(raw.text, 0) + 1
            if said[raw.text] >= REPEATS:
                return
            if said[raw.text] > 1:
                continue
            sentence = self._judged(raw)
            if sentence is None:
                if not count and len(self.withheld) >= MISSES:
                    return
                continue
            size, count = size + len(sentence.text), count + 1
            if count > MOST or (count > 1 and size > MOST_CHARS[self.language]):
                return
            yield sentence

    def _raw(self) -> Iterator[Raw]:
        """The model's sentences until it ends, fails, says that there is no answer, or has gone on for too long."""
        dictionary.prepare()
        prompt = prompts.build(self.question, self.evidence, self.language, self.scope, self.history)
        splitter, read = Splitter(), 0
        try:
            with closing(pump(self.generator, prompt, Limit(self.seconds))) as pieces:
                for count, piece in enumerate(pieces, start=1):
                    read += len(piece)
                    for raw in splitter.feed(piece):
                        if prompts.NOTHING in raw.text:
                            self.ending = "found no answer"
                            return
                        yield raw
                    if read > MOST_TEXT or count > MOST_PIECES:
                        self.ending = "cut off"
                        return
        except OutOfTime as fault:
            self.ending, self.fault = "timed out", fault
            return
        except GeneratorFault as fault:
            self.ending, self.fault = "failed", fault
            return
        for raw in splitter.flush():
            if prompts.NOTHING in raw.text:
                self.ending = "found no answer"
                return
            yield raw

    def _judged(self, raw: Raw) -> Sentence | None:
        """The sentence if it passes, with its own marks or moved to one statement of the evidence; else None."""
        first: tuple[Violation, ...] | None = None
        for marks in self._standings(raw.marks):
            violations = self._violations(raw.text, marks)
            if not violations:
                self.repaired += marks != raw.marks
                is_computed = bool(self._violations(raw.text, marks, worked_out=False))
                return Sentence(raw.text, marks, is_computed)
            first = first or violations
        self.withheld.append(Withheld(raw.text, raw.marks, first or (Violation("marker", "no citation"),)))
        return None

    def _standings(self, marks: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """What a sentence may stand on: its own marks, those of them that exist, each of the evidence by itself."""
        real = tuple(m for m in marks if 1 <= m <= len(self._all))
        tried = set()
        for choice in (marks, real, *((c.marker,) for c in self._all)):
            if choice and choice not in tried:
                tried.add(choice)
                yield choice

    def _violations(self, text: str, marks: tuple[int, ...], worked_out: bool = True) -> tuple[Violation, ...]:
        found = gate.check(Sentence(text, marks), self._all, self.language, self.known)
        if found and worked_out and computed.says_so(text, self.language):
            return gate.check(Sentence(text, marks, computed=True), self._all, self.language, self.known)
        return found

    def _stands_up(self, told: Sequence[Sentence]) -> bool:
        """Whether the written answer so far is about what the extractive answer is about."""
        if not self.base:
            return True
        cited = {self._all[m - 1].id for s in told for m in s.citations}
        if self.base_ids and not cited & self.base_ids:
            return False
        asked = set(terms(self.question, self.language))
        theirs = {t for s in self.base for t in terms(s.text, self.language)}
        ours = {t for s in told for t in terms(s.text, self.language)}
        told_anew = theirs - asked
        return len(ours & theirs & asked) >= AS_GOOD * len(theirs & asked) and len(ours & told_anew) >= ANEW * len(
            told_anew
        )
