"""Question -> statements, best first.

question ─ mended, language ┬─ vector ─ cosines with statement, clauses, passage ┐
                            ├─ groups of terms ─ BM25 of statement, best clause ─┼─ fused, scope preferred ─ hits
                            └─ words ─ likelihood by the wordings ───────────────┘
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from documents.document import Statement
from documents.language import Language
from index import amounts, fusion, saved, scope
from index.asked import Asked, read
from index.encoder import Encoder
from index.entry import Entry
from index.keywords import Group
from index.prototypes import Prototypes
from index.saved import LANGUAGES, LEVELS, Data, Side
from index.vectors import Floats
from index.wordings import Wordings

KEPT = 64
"""How many vectors of questions are kept."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much. One setting for reports and any other texts; `docs/log.md` has the measurements."""

    own: float = 1.0  # cosine with the entry under its headings,
    part: float = 1.5  # with its best clause,
    passage: float = 0.25  # with its passage
    dense: float = 0.8  # the standardised sum of these
    words: float = 0.15  # standardised BM25,
    clause: float = 0.5  # such a share of it from the best clause
    worded: float = 0.2  # how likely the text is asked for in such words (`index.wordings`)
    scope: float = 0.6  # gained where the scope agrees, lost where it does not
    amount: float = 0.4  # gained by an amount as asked for
    heading: float = 0.75  # lost by a bare heading
    crossed: float = 1.0  # a text in the other language than the question's, beside one in the same
    centring: float = 0.7  # so much of its language's mean is taken out of a question where languages are crossed
    whole: float = 0.3  # share of the whole question, where a part of it is searched for


Near = Mapping[tuple[Language, str], Floats]
"""Cosines of a question with the texts of each language and level."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found. `parts` says what its score is made of: `dense` is the centred cosine of question and
    entry (-1..1, the better language), `words` the standardised BM25, `worded` how likely it is asked for so, `scope` (-1..1)
    and `amount` (0..1) how well it fits the year and kind, and the amount, that are asked for. `clauses`, per language, says how near the question each
    clause of the entry is (`index.clauses`): cosines, in order."""

    entry: Entry
    score: float
    parts: Mapping[str, float]
    clauses: Mapping[Language, Sequence[float]] = field(default_factory=dict)

    @property
    def statement(self) -> Statement:
        """The statement of a report that was found. Raises `LookupError` where plain texts were searched."""
        if self.entry.statement is None:
            raise LookupError(f"{self.entry.id} is not a statement of a report")
        return self.entry.statement


class Index:
    """Entries with all that is needed to search them. `data` is made by `index.build`, kept by `index.storage`."""

    def __init__(self, entries: Sequence[Entry], data: Data, encoder: Encoder, weights: Weights = Weights()) -> None:
        self.weights = weights
        self.entries = tuple(entries)
        self.data = data
        self.encoder = encoder
        self.sides: dict[Language, Side] = {
            language: saved.side(data, language) for language in LANGUAGES if f"{language}.words" in data.strings
        }
        self._means: dict[Language, Floats] = {
            language: np.asarray(data.arrays[f"{language}.questions.mean"], dtype=np.float32) for language in LANGUAGES
        }
        self._of_means = {
            (asked, language, name): side.levels.get(name, side.levels["own"]).products_with(mean)
            for asked, mean in self._means.items()
            for language, side in self.sides.items()
            for name in LEVELS
        }
        self._vectors: dict[str, Floats] = {}
        self._prototypes = Prototypes.all(data.arrays)
        self.bridge = saved.bridge(data)
        self.framed = any(entry.scope for entry in self.entries)
        self.told = saved.keywords(data, "zh.told") if "zh.told" in data.strings else None
        self.wordings = Wordings.bundled() if self.told and weights.worded else None
        self.places = frozenset(data.strings.get("places", ()))
        self.regions = frozenset(region for entry in self.entries for region in entry.regions)
        self.mender = saved.mender(data, self.regions)
        scopes = [(entry.year, entry.scope) for entry in self.entries]
        self._scopes = list(dict.fromkeys(scopes))
        self._scope_of = np.array([self._scopes.index(pair) for pair in scopes], dtype=np.intp)
        self._amounts = [frozenset(row.split()) for row in data.strings.get("amounts", [""] * len(self.entries))]
        self._headings = np.array([e.statement is not None and e.statement.is_heading for e in self.entries])

    def search(self, question: str, k: int = 10, report: str | None = None, whole: str = "") -> list[Hit]:
        """The k best entries for `question`, in either language, best first; of one report only if `report` names it.
        ``whole``: the question that this one is part of.

        >>> index.search("2023年生产总值增长了多少？")[0].statement.id   # doctest: +SKIP
        'qinghai-2024/1.0/3'
        """
        asked = self.read(question)
        if not asked.text or not self.entries:
            return []
        near = self._near(asked)
        parts = self.scores(asked, near)
        total = parts["score"]
        if whole and whole != question:
            share = self.weights.whole
            total = (1 - share) * total + share * self.scores(self.read(whole))["score"]
        if report is not None:
            outside = np.array([e.statement is None or e.statement.report != report for e in self.entries])
            total = np.where(outside, -np.inf, total)
        best = [int(i) for i in fusion.best(total, k) if np.isfinite(total[i])]
        clauses = {lang: side.levels["part"].of(best, near[lang, "part"]) for lang, side in self.sides.items()}
        return [
            Hit(
                self.entries[i],
                float(total[i]),
                {name: float(parts[name][i]) for name in ("dense", "words", "worded", "scope", "amount")},
                {language: own[place] for language, own in clauses.items()},
            )
            for place, i in enumerate(best)
        ]

    def read(self, question: str) -> Asked:
        """The question as it is searched for: plain, typing errors mended."""
        return read(question, self.mender, self.framed, self.regions)

    def scores(self, asked: Asked, near: Near | None = None) -> dict[str, Floats]:
        """Every entry's `score`, and what it is made of (see `Hit.parts`): each of shape (n,)."""
        levels, cosine = self._dense(asked, near or self._near(asked))
        words = self._words(asked)
        worded, agreement, amount = self._worded(asked), self._scope(asked), self._amount(asked)
        total = self.weights.dense * levels + self.weights.words * words
        total += self.weights.worded * worded + self.weights.scope * agreement + self.weights.amount * amount
        total -= self.weights.heading * self._headings
        parts = {"dense": cosine, "words": words, "worded": worded, "scope": agreement, "amount": amount}
        return {"score": total, **parts}

    def terms(self, question: str) -> list[Group]:
        """What the question asks for: groups of terms of the texts' own language, Chinese where there are both."""
        return self.read(question).groups(self.bridge, "zh" if "zh" in self.sides else "en")

    def _dense(self, asked: Asked, near: Near) -> tuple[Floats, Floats]:
        """Standardised cosines over all levels, and the centred cosine of the better language: both of shape (n,)."""
        size = len(self.entries)
        vector = self._encoded(asked.core)
        mean = self._means[asked.language]
        part = np.float32(self.weights.centring)
        whole, crossing = (np.float32(np.linalg.norm(vector - share * mean)) for share in (np.float32(1), part))
        fused: dict[str, Floats] = {}
        cosines = []
        for language, side in self.sides.items():
            own = side.levels["own"]
            total = np.zeros(size, np.float32)
            for name in LEVELS:
                held = name if name in side.levels else "own"
                level, scores = side.levels[held], near[language, held]
                # The centred question is (vector - share · mean) / its length, and so are its products.
                of_mean = self._of_means[asked.language, language, name]
                if name == "own":
                    centred_query = (vector - mean) / whole
                    similar = own.centred_cosines(centred_query, (scores - of_mean) / whole)
                    cosines.append(own.best(similar, size, missing=-1.0))
                if language != asked.language:
                    scores = np.asarray((scores - part * of_mean) / crossing, dtype=np.float32)
                total += np.float32(getattr(self.weights, name)) * level.best(scores, size, missing=float(scores.min()))
            fused[language] = total
        best = np.asarray(np.max(cosines, axis=0), dtype=np.float32)
        return fusion.standardise(fusion.fuse(fused, self._shares(asked))), best

    def elsewhere(self, question: str) -> float:
        """The share of the ordinary questions nearest to `question` that no government's report answers, 0 to 1; 0 where
        plain texts are searched."""
        asked = self.read(question)
        likened = self._prototypes.get(asked.language)
        return likened.share(self._encoded(asked.core)) if likened else 0.0

    def _encoded(self, text: str) -> Floats:
        """The vector (d,) of a question; the last ones are kept, since a question is looked at from several sides."""
        known = self._vectors.get(text)
        if known is None:
            known = self.encoder.encode([text], "query")[0]
            if len(self._vectors) >= KEPT:
                self._vectors.clear()
            self._vectors[text] = known
        return known

    def _near(self, asked: Asked) -> Near:
        vector = self._encoded(asked.core)[None]
        return {
            (language, name): level.cosines(vector)[0]
            for language, side in self.sides.items()
            for name, level in side.levels.items()
        }

    def _words(self, asked: Asked) -> Floats:
        """Standardised BM25 of entries and of their best clauses, shape (n,)."""
        fused: dict[str, Floats] = {}
        for language, side in self.sides.items():
            groups = asked.groups(self.bridge, language)
            whole = side.words.scores(groups)
            clause = side.levels["part"].best(side.clauses.scores(groups), len(self.entries))
            fused[language] = fusion.fuse(
                {"whole": whole, "clause": clause},
                {"whole": 1 - self.weights.clause, "clause": self.weights.clause},
            )
        return fusion.standardise(fusion.fuse(fused, self._shares(asked)))

    def _worded(self, asked: Asked) -> Floats:
        """How likely every entry is asked for in the question's words, shape (n,); 0 where that is not known."""
        if self.wordings is None or self.told is None:
            return np.zeros(len(self.entries), np.float32)
        return self.wordings.scores(asked.text, asked.language, self.told)

    def _shares(self, asked: Asked) -> dict[str, float]:
        """Weights of the sides: all of it on the only one, or most on the question's language."""
        if len(self.sides) == 1:
            return dict.fromkeys(self.sides, 1.0)
        return {language: 1.0 if language == asked.language else self.weights.crossed for language in self.sides}

    def _scope(self, asked: Asked) -> Floats:
        """How well every entry's scope agrees with the one asked for, -1..1; 0 where none is."""
        wishes = {year: scope.wished(asked.text, asked.language, year) for year in {year for year, _ in self._scopes}}
        fits = [scope.agreement(wishes[year], its) if its else 0.0 for year, its in self._scopes]
        return np.array(fits, dtype=np.float32)[self._scope_of]

    def _amount(self, asked: Asked) -> Floats:
        """How well the amounts that every entry states are what is asked for, 0..1; 0 where no amount is."""
        wanted = amounts.asked(asked.text, asked.language)
        if not wanted.units:
            return np.zeros(len(self.entries), np.float32)
        return np.array([wanted.fit(units) for units in self._amounts], dtype=np.float32)
