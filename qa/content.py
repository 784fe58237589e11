"""What a question is about: its content words, each with a weight, and how much of them a text covers.

The words that only ask, count or name the period and the province are left out. A word is met by itself, by the
official words it stands for (`documents.everyday`), or in the other language through the index's bridge.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents import everyday, glossary
from documents.language import Language
from index.search import Index
from index.words import STOP_EN, STOP_ZH, chinese_words, pieces, stem
from qa.generic import GENERIC_EN, GENERIC_ZH

Renderings = tuple[tuple[str, ...], ...]
"""English terms, each as its stems."""

STOP_STEMS = frozenset(stem(word) for word in STOP_EN)
_LONGEST_TERM = 6
_LONGEST_WORD = 8
BRIDGED = 0.3
"""A translation of the dictionary counts from this weight on."""

_COMMON = 0.2
"""The least weight of a content word, against a word that no statement holds (1)."""


@dataclass(frozen=True, slots=True)
class Word:
    """One content word: what it reads as, what meets it in Chinese and in (stemmed) English text, and its weight.

    `foreign`: the thesaurus or the glossary knows what it is, and no statement of the reports holds it by any name.
    """

    surface: str
    zh: tuple[str, ...]
    en: tuple[tuple[str, ...], ...]
    weight: float
    foreign: bool = False

    def met_by(self, zh: str, en: Sequence[str]) -> float:
        """0 to 1: how well a text (Chinese, and the stems of its English) meets this word."""
        best = 0.0
        for rank, word in enumerate(self.zh):
            share = 0.85 if rank else 1.0
            if not word:
                continue
            if word in zh:
                best = max(best, share)
            elif len(word) > 2 and not rank:
                pairs = [word[i : i + 2] for i in range(len(word) - 1)]
                best = max(best, 0.7 * share * sum(pair in zh for pair in pairs) / len(pairs))
        for rank, phrase in enumerate(self.en):
            if all(token in en for token in phrase):
                best = max(best, 0.9 if rank else 1.0)
        return best


@dataclass(frozen=True, slots=True)
class Content:
    """The content words of a question."""

    words: tuple[Word, ...]

    @property
    def weight(self) -> float:
        return sum(word.weight for word in self.words)

    def met(self, zh: str, en: Sequence[str] = ()) -> list[float]:
        """For every word, how well the text meets it."""
        return [word.met_by(zh, en) for word in self.words]

    def coverage(self, zh: str, en: Sequence[str] = ()) -> float:
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


def stems(text: str) -> list[str]:
    """The stems of an English text, stop words included: what `Word.met_by` looks in."""
    found: list[str] = []
    for kind, piece in pieces(text):
        if kind == "latin":
            found.extend(stem(part) for part in re.sub(r"['’]s?$", "", piece).replace("-", " ").split())
        elif kind == "number":
            found.append(piece.replace(",", ""))
    return found


def of(text: str, language: Language, index: Index) -> Content:
    """The content words of the plain question `text`.

    >>> [w.surface for w in of("2023年青海省居民消费价格上涨了多少？", "zh", index).words]   # doctest: +SKIP
    ['居民消费价格']
    """
    words: dict[str, Word] = {}
    for word in (*_chinese(strip_years(text), index), *_english(strip_years(text).lower(), index)):
        words.setdefault(word.surface, word)
    return Content(tuple(words.values()))


def strip_years(text: str) -> str:
    return re.sub(r"(?<!\d)20\d\d(?:年度?|(?!\d))", " ", text)


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
            meanings = (word, *official().get(word, ()))
            if word in words or word in STOP_ZH or (word in GENERIC_ZH and len(meanings) == 1):
                continue
            weight = rarity(index, meanings) * (0.5 if len(word) == 1 else 0.3 if word in GENERIC_ZH else 1.0)
            foreign = len(meanings) > 1 and not any(_holders(index, m) for m in meanings)
            words[word] = Word(word, meanings, (), weight, foreign)
    return list(words.values())


def everyday_words(run: str) -> list[str]:
    """The words of a run of Chinese characters: everyday words first, the longest at each place, the rest segmented.

    >>> everyday_words("老百姓在增收")
    ['老百姓', '在', '增收']
    """
    known = official()
    found: list[str] = []
    rest = ""
    at = 0
    while at < len(run):
        size = next((n for n in range(min(_LONGEST_WORD, len(run) - at), 1, -1) if run[at : at + n] in known), 0)
        if size:
            found += [*chinese_words(rest), run[at : at + size]]
            rest, at = "", at + size
        else:
            rest, at = rest + run[at], at + 1
    return [*found, *chinese_words(rest)]


@functools.cache
def official() -> Mapping[str, tuple[str, ...]]:
    """Everyday word -> the official words for it."""
    return {entry.word: entry.official for entry in everyday.load()}


def _english(text: str, index: Index) -> list[Word]:
    tokens = stems(text)
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        size, chinese, english = _term_at(tokens, at)
        surface = " ".join(tokens[at : at + size])
        if not all(t in GENERIC_EN or t in STOP_STEMS or t[0].isdigit() for t in tokens[at : at + size]):
            bridged = () if "en" in index.sides else _bridged(index, "_".join(tokens[at : at + size]))
            meanings = tuple(dict.fromkeys((*chinese, *bridged)))
            held = any(_holders(index, m) for m in meanings) or any(
                _english_holders(index, phrase) for phrase in english
            )
            foreign = len(english) > 1 and not held
            words.append(Word(surface, ("", *meanings), english, _english_rarity(index, meanings, english), foreign))
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


def _term_at(tokens: Sequence[str], at: int) -> tuple[int, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The longest known term that begins at `tokens[at]`: its size in tokens, its Chinese, its English renderings."""
    terms = _known_terms()
    for size in range(min(_LONGEST_TERM, len(tokens) - at), 0, -1):
        found = terms.get(tuple(tokens[at : at + size]))
        if found:
            own = tuple(tokens[at : at + size])
            return size, found[0], (own, *(r for r in found[1] if r != own))
    return 1, (), ((tokens[at],),)


@functools.cache
def _known_terms() -> Mapping[tuple[str, ...], tuple[tuple[str, ...], Renderings]]:
    """Stems of a term of the glossary, or of everyday English -> the Chinese terms it renders, and all renderings of
    those in stems."""
    chinese: dict[tuple[str, ...], list[str]] = {}
    english: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    renderings: dict[str, list[tuple[str, ...]]] = {}
    for term in glossary.load():
        for rendering in term.renderings:
            key = tuple(stems(rendering))
            chinese.setdefault(key, []).append(term.zh)
            renderings.setdefault(term.zh, []).append(key)
    for entry in everyday.load("en"):
        key = tuple(stems(entry.word))
        for word in entry.official:
            own = tuple(stems(word))
            english.setdefault(key, []).append(own)
            chinese.setdefault(key, []).extend(z for z in chinese.get(own, ()) if own != key)
    return {
        key: (
            tuple(dict.fromkeys(zh)),
            tuple(dict.fromkeys((*english.get(key, ()), *(r for z in zh for r in renderings[z])))),
        )
        for key, zh in chinese.items()
    }


def is_generic(text: str, language: Language) -> bool:
    """Whether `text` has no word of its own subject: it only asks, counts, or names a period.

    >>> is_generic("今年的目标是多少？", "zh"), is_generic("And the target for this year?", "en"), is_generic("GDP?", "en")
    (True, True, False)
    """
    for kind, run in pieces(strip_years(text)):
        if kind == "han" and any(w not in GENERIC_ZH and w not in STOP_ZH for w in everyday_words(run)):
            return False
        if kind == "latin" and any(s not in GENERIC_EN and s not in STOP_STEMS for s in stems(run)):
            return False
    return True
