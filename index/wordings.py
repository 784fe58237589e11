"""Wordings: in which words people ask for what reports say in theirs, learnt from questions about other reports.

A statement s is the likelier to answer, the likelier its words x are to be asked for in the question's words w (a
translation model of retrieval, Berger & Lafferty, SIGIR 1999):

    score(s) = sum over w of  ln(1 + GAIN · P(w|s) / P(w)),    P(w|s) = sum over x in s of  t(w|x) / |s|

t(w|x), how often the word x of an answer is asked for as w, is IBM's first model (Brown et al., Computational Linguistics
1993, §4.2); it is learnt by `benchmarks/wordings.py` from `benchmarks/training/questions.jsonl`, where none is about
Qinghai's report, and kept in `wordings.tsv`. Measured in docs/log.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources

import numpy as np

from documents.language import Language
from index.bridge import pack, unpack
from index.keywords import Group, Keywords
from index.vectors import Floats
from index.words import STOP_EN, STOP_ZH, chinese_words, latin_words, pieces, stem, tag

FILE = resources.files("index") / "wordings.tsv"
GAIN = 9.0
"""(1 - λ) / λ of Berger & Lafferty's mixture with P(w), λ = 0.1; from 0.03 to 0.3 the same (docs/log.md)."""
SCALE = 3.0
"""Scores of a question's statements mostly lie so far apart: their standard deviation is 1 to 3."""
HEADINGS = 0.3
"""What a word of the headings counts beside one of the text; with 0 R@1 is 0.003 less (docs/log.md)."""
_FUNCTION = frozenset("rpudmqcfy")
"""Tags of words that name nothing: pronouns, prepositions, particles, adverbs, numbers, measures, conjunctions."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is known of a word w of questions: P(w), and t(w|x) of the words x of reports, of which the first are `sure`."""

    often: float
    told: tuple[tuple[str, float], ...]
    sure: int

    def row(self) -> str:
        """As `Wordings.rows` has it."""
        sure, rest = dict(self.told[: self.sure]), dict(self.told[self.sure :])
        return f"{self.often:.3g}\t{pack(sure)}\t{pack(rest)}"


@dataclass(frozen=True, slots=True)
class Wordings:
    """By language and word w of a question, a row `P(w) <tab> x:t(w|x) x:t(w|x) … <tab> x:t(w|x) …`, first those that are
    sure; read when it is asked for."""

    rows: Mapping[Language, Mapping[str, str]]
    _read: dict[tuple[Language, str], Wording] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def bundled(cls) -> Wordings:
        """Those of the package."""
        return cls.of_lines(FILE.read_text(encoding="utf-8").splitlines())

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> Wordings:
        """From lines `language <tab> w <tab> row`."""
        rows: dict[Language, dict[str, str]] = {"zh": {}, "en": {}}
        for line in lines:
            language, word, row = line.split("\t", 2)
            rows["zh" if language == "zh" else "en"][word] = row
        return cls(rows)

    def lines(self) -> list[str]:
        """The inverse of `of_lines`."""
        return [f"{language}\t{word}\t{row}" for language, own in self.rows.items() for word, row in own.items()]

    def scores(self, question: str, language: Language, texts: Keywords) -> Floats:
        """How likely each of the texts (of `texts_of`) is asked for in these words, shape (n,): the sum above, less its mean over
        all texts, in units of `SCALE`. 0 where none of the words is known."""
        known = [self._asked(language, word) for word in asked_words(question, language) if word in self.rows[language]]
        if not known or not len(texts.lengths):
            return np.zeros(len(texts.lengths), np.float32)
        often = np.array([word.often for word in known])[:, None]
        likely = texts.counted([Group("", word.told) for word in known]) / np.maximum(texts.lengths, 1.0)
        total = np.log1p(GAIN * likely / often).sum(0)
        return np.asarray((total - total.mean()) / SCALE, dtype=np.float32)

    def meant(self, word: str, language: Language, lift: float) -> tuple[str, ...]:
        """The words of reports that are surely asked for as `word`, at least `lift` times as often as others; the likeliest
        first. Lone characters, which stand in many words, are left out."""
        if word not in self.rows[language]:
            return ()
        asked = self._asked(language, word)
        return tuple(
            told for told, likely in asked.told[: asked.sure] if likely >= lift * asked.often and len(told) > 1
        )

    def _asked(self, language: Language, word: str) -> Wording:
        key = (language, word)
        if key not in self._read:
            often, sure, rest = self.rows[language][word].split("\t")
            first = unpack(sure) if sure else ()
            self._read[key] = Wording(float(often), (*first, *(unpack(rest) if rest else ())), len(first))
        return self._read[key]


def asked_words(question: str, language: Language) -> tuple[str, ...]:
    """The words of a question that name something, each once: Chinese ones as they stand, English stems.

    >>> asked_words("看病能报销多少？", "zh"), asked_words("How are the village roads?", "en")
    (('看病', '报销'), ('villag', 'road'))
    """
    found: dict[str, None] = {}
    for kind, piece in pieces(question):
        if kind == "han" and language == "zh":
            found.update(dict.fromkeys(chinese(piece)))
        elif kind == "latin" and language == "en":
            found.update(dict.fromkeys(stem(word) for word in latin_words(piece) if word not in STOP_EN))
    return tuple(found)


def chinese(run: str) -> list[str]:
    """The words of a run of Chinese characters that name something, in order."""
    return [word for word in chinese_words(run) if word not in STOP_ZH and tag(word)[:1] not in _FUNCTION]


def told_words(text: str) -> set[str]:
    """The Chinese words of a text that name something."""
    return {word for kind, piece in pieces(text) if kind == "han" for word in chinese(piece)}


def texts_of(texts: Sequence[tuple[str, Sequence[str]]]) -> Keywords:
    """Chinese texts, each with its headings, as they are looked for: each word once, one of the headings as `HEADINGS`."""
    counts = []
    for text, headings in texts:
        own = dict.fromkeys(told_words(text), 1.0)
        for word in told_words("。".join(headings)):
            own[word] = own.get(word, 0.0) + HEADINGS
        counts.append(own)
    return Keywords.build(counts, [1.0 + sum(own.values()) for own in counts])
