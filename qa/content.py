"""What a question is about: its content words, each with a weight, and how much of them a text covers.

The words that only ask, count or name the period and the province are left out. A word is met by itself, by the
official words it stands for (`documents.everyday`), by what it was learnt to stand for (`index.wordings`), or in the
other language through the index's bridge.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from documents import places
from documents.language import Language
from index.search import Index
from index.words import STOP_ZH, pieces
from qa.generic import GENERIC_EN, GENERIC_ZH
from qa.lexicon import STOP_STEMS, Renderings, everyday_words, names_nothing, official, stems, strip_years, term_at

BRIDGED = 0.3
"""A translation of the dictionary counts from this weight on."""

WIDER = 0.6
"""What a text counts that holds what a word stands for in the second place or later: often a wider thing (wheat: grain, sown area);
or what it was learnt to stand for."""
PARTLY = 0.7
"""What a text counts that holds a word's kin; of a term, that times the share of its words that it holds."""

_KIN_LETTERS = 6
_COMMON = 0.2
"""The least weight of a content word, against a word that no statement holds (1)."""


@dataclass(frozen=True, slots=True)
class Word:
    """One content word: what it reads as, what meets it in Chinese and in (stemmed) English text, and its weight.
    `known`: whether it is a word at all, of English or of the texts; a Chinese one is taken to be. `learnt`: Chinese words
    that it was learnt to stand for."""

    surface: str
    zh: tuple[str, ...]
    en: tuple[tuple[str, ...], ...]
    weight: float
    known: bool = True
    learnt: tuple[str, ...] = ()

    def met_by(self, zh: str, en: Collection[str]) -> float:
        """0 to 1: how well a text (Chinese, and the stems of its English) meets this word."""
        best = 0.0
        for rank, word in enumerate(self.zh):
            if word and word in zh:
                best = (1.0, 0.85, WIDER)[min(rank, 2)]
                break
            if len(word) > 2 and not rank:
                pairs = _pairs(word)
                best = PARTLY * sum(pair in zh for pair in pairs) / len(pairs)
        if best < WIDER and any(word in zh for word in self.learnt):
            best = WIDER
        if not en or best == 1.0:
            return best
        for rank, phrase in enumerate(self.en):
            if all(token in en for token in phrase):
                best = max(best, (1.0, 0.9, WIDER)[min(rank, 2)])
            elif not rank and best < PARTLY:
                held = [token in en or _kin(token, en) for token in phrase]
                best = max(best, PARTLY * sum(held) / len(held) * held[-1])  # the last word of a term is its head
        return best


@dataclass(frozen=True, slots=True)
class Content:
    """The content words of a question."""

    words: tuple[Word, ...]

    @property
    def as_said(self) -> Content:
        """The same words, met by themselves alone and not by what else they may stand for."""
        return Content(tuple(replace(word, zh=word.zh[:1], en=word.en[:1], learnt=()) for word in self.words))

    @property
    def known(self) -> Content:
        """The same words, met by themselves and by what they are known to stand for, not by what they were learnt to."""
        return Content(tuple(replace(word, learnt=()) for word in self.words))

    def lighter(self, kept: Content, share: float) -> Content:
        """The same words, those that are not `kept` with a share of their weight; all of it where nothing known is kept."""
        own = {word.surface for word in kept.words}
        if not own:
            return self
        return Content(tuple(w if w.surface in own else replace(w, weight=w.weight * share) for w in self.words))

    @property
    def weight(self) -> float:
        return sum(word.weight for word in self.words)

    def met(self, zh: str, en: Collection[str] = ()) -> list[float]:
        """For every word, how well the text meets it."""
        return [word.met_by(zh, en) for word in self.words]

    def coverage(self, zh: str, en: Collection[str] = ()) -> float:
        """The share of the words' weight that the text meets, 0 to 1; 1 where the question has no content words."""
        return self.share(self.met(zh, en))

    def precision(self, indicator: str) -> float:
        """The share of a Chinese indicator's characters that the question's words account for, 0 to 1.

        城镇居民人均可支配收入 is less to the point for a question about 居民收入 than 全体居民人均可支配收入 is not: both
        hold more than was asked; an indicator that is just what was asked has 1.
        """
        if not indicator:
            return 0.0
        held = [False] * len(indicator)
        for word in self.words:
            for meaning in word.zh:
                at = indicator.find(meaning) if meaning else -1
                if at >= 0:
                    held[at : at + len(meaning)] = [True] * len(meaning)
        return sum(held) / len(held)

    def share(self, met: Sequence[float]) -> float:
        """The share of the words' weight that is met, given how well each word is; 1 where there are none."""
        total = self.weight
        return sum(word.weight * m for word, m in zip(self.words, met, strict=True)) / total if total else 1.0


@functools.lru_cache(maxsize=8192)
def _pairs(word: str) -> tuple[str, ...]:
    """A word's pairs of neighbouring characters."""
    return tuple(word[i : i + 2] for i in range(len(word) - 1))


def _kin(token: str, others: Collection[str]) -> bool:
    """Whether a stem is of the same root as one of the others, as far as its first letters tell: satisfi, satisfact."""
    return len(token) >= _KIN_LETTERS and token[:_KIN_LETTERS] in _roots(frozenset(others))


@functools.lru_cache(maxsize=8192)
def _roots(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem[:_KIN_LETTERS] for stem in stems)


def of(text: str, language: Language, index: Index) -> Content:
    """The content words of the plain question `text`.

    >>> [w.surface for w in of("2023年青海省居民消费价格上涨了多少？", "zh", index).words]   # doctest: +SKIP
    ['居民消费价格']
    """
    words: dict[str, Word] = {}
    plain = strip_years(text)
    latin = CODE.sub(" ", plain.upper()).lower()
    for word in (*_chinese(plain, index), *_english(latin, index), *_codes(plain.upper(), index)):
        words.setdefault(word.surface, word)
    return Content(tuple(words.values()))


def rarity(index: Index, meanings: Sequence[str]) -> float:
    """How telling a word is, from the share of statements that hold one of its Chinese meanings: `_COMMON` to 1."""
    total = max(2, len(index.entries))
    holding: frozenset[int] = frozenset().union(*(_holders(index, m) for m in meanings if m))
    return max(_COMMON, math.log(total / (len(holding) + 1)) / math.log(total))


@functools.lru_cache(maxsize=1 << 15)
def _holders(index: Index, word: str) -> frozenset[int]:
    """The entries whose Chinese text holds `word`."""
    return frozenset(number for number, entry in enumerate(index.entries) if word in entry.text)


def _chinese(text: str, index: Index) -> list[Word]:
    words: dict[str, Word] = {}
    for kind, run in pieces(text):
        if kind != "han":
            continue
        for word in everyday_words(run):
            meanings = (_as_held(word, index), *official().get(word, ()))
            if word in words or word in STOP_ZH or (len(meanings) == 1 and names_nothing(word)):
                continue
            if word in _own_names(index.regions):
                continue
            weight = rarity(index, meanings) * (0.5 if len(word) == 1 else 0.3 if word in GENERIC_ZH else 1.0)
            words[word] = Word(word, meanings, (), weight, learnt=_learnt(word, "zh", index))
    return list(words.values())


@functools.lru_cache(maxsize=64)
def _own_names(regions: frozenset[str]) -> frozenset[str]:
    """What the reports' own regions are called, in Chinese and as English stems: each is what its whole report is about."""
    english = {place.en for place in places.load() if place.zh in regions} | {r for r in regions if r.isascii()}
    return regions | {f"{region}省" for region in regions} | {stem for name in english for stem in stems(name)}


LIFT = 40.0
"""A word of reports is taken for what a question's word means, if it is asked for in it so many times as often as others;
with 15 as many questions are answered right (docs/log.md)."""


def _learnt(word: str, language: Language, index: Index) -> tuple[str, ...]:
    """Words of the texts that the word was learnt to stand for (`index.wordings`)."""
    if index.wordings is None or index.told is None:
        return ()
    return tuple(told for told in index.wordings.meant(word, language, LIFT) if told in index.told.vocabulary)


def _as_held(word: str, index: Index) -> str:
    """A place's name without its rank where the texts only have it so: 湟源 for 湟源县."""
    if len(word) > 2 and word[-1] in "县市州区乡镇" and not _holders(index, word) and _holders(index, word[:-1]):
        return word[:-1]
    return word


CODE = re.compile(r"(?<![A-Z\d.])(?:\d{1,2}[A-Z]|[A-Z]\d{1,3})(?![A-Z\d.])")


def _codes(text: str, index: Index) -> list[Word]:
    """Grades and kinds that a digit and a letter name: 4A, 5G."""
    return [
        Word(code, (code,), ((code.lower(),),), rarity(index, (code,))) for code in dict.fromkeys(CODE.findall(text))
    ]


def _english(text: str, index: Index) -> list[Word]:
    tokens, own = stems(text), _own_names(index.regions)
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        size, chinese, english = term_at(tokens, at)
        surface = " ".join(tokens[at : at + size])
        if not all(t in GENERIC_EN or t in STOP_STEMS or t in own or t[0].isdigit() for t in tokens[at : at + size]):
            bridged = () if "en" in index.sides else _bridged(index, "_".join(tokens[at : at + size]))
            meanings = tuple(dict.fromkeys((*chinese, *bridged)))
            known = bool(meanings) or any(t in index.mender.known for t in tokens[at : at + size])
            rarity_of = _english_rarity(index, meanings, english)
            words.append(Word(surface, ("", *meanings), english, rarity_of, known, _learnt(surface, "en", index)))
        at += size
    return words


def _english_rarity(index: Index, chinese: Sequence[str], english: Renderings) -> float:
    """As `rarity`, of a word that has Chinese meanings or English renderings or both."""
    if chinese:
        return rarity(index, chinese)
    total = max(2, len(index.entries))
    return max(_COMMON, math.log(total / (len(_english_holders(index, english[0])) + 1)) / math.log(total))


@functools.lru_cache(maxsize=1 << 15)
def _english_holders(index: Index, phrase: tuple[str, ...]) -> frozenset[int]:
    """The entries whose English edition holds all stems of `phrase`."""
    return frozenset(
        n for n, e in enumerate(index.entries) if e.translation and all(t in _stems(e.translation) for t in phrase)
    )


@functools.lru_cache(maxsize=1 << 14)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _bridged(index: Index, phrase: str) -> tuple[str, ...]:
    """The dictionary's Chinese for English stems; used where the report has no English edition to look in."""
    return tuple(
        term for term, weight in index.bridge.members(phrase, ("en", "zh")) if weight >= BRIDGED and len(term) > 1
    )
