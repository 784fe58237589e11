"""How Chinese words sound: toneless syllables, from CC-CEDICT's readings. Used when an index is built."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

from index.cedict import meanings, syllables
from index.words import chinese_words, pieces, stem

LONGEST_NAME = 5
"""Characters of the longest name that is known by its spelling in Latin letters."""
_MOST_READINGS = 3


@functools.cache
def sounds() -> dict[str, tuple[str, ...]]:
    """Character -> its toneless readings, the one of most words first.

    >>> sounds()["肥"], sounds()["长"]
    (('fei',), ('chang', 'zhang'))
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for meaning in meanings():
        read = syllables(meaning.pinyin)
        if len(read) == len(meaning.word):
            for char, syllable in zip(meaning.word, read, strict=True):
                counts[char][syllable] += 1
    return {char: tuple(s for s, _ in found.most_common(_MOST_READINGS)) for char, found in counts.items()}


def spoken(word: str) -> list[tuple[str, ...]]:
    """The ways to read a word: dictionary readings of the word where there are, else its characters' combined.

    >>> spoken("青海"), spoken("玛尔挡")
    ([('qing', 'hai')], [('ma', 'er', 'dang')])
    """
    known = _readings().get(word)
    if known:
        return sorted(known)
    return list(product(*(sounds().get(char, ("",))[:2] for char in word)))


def by_sound(words: Mapping[str, int]) -> dict[str, str]:
    """Syllables joined by spaces -> the most frequent of `words` (word -> how often it stands in the texts) so read."""
    best: dict[str, str] = {}
    for word in sorted(words, key=lambda w: (words[w], w)):
        for reading in spoken(word):
            best[" ".join(reading)] = word
    return best


def frequencies(held: Mapping[str, int], texts: Iterable[str]) -> Counter[str]:
    """The words that may be meant by their sound: those of the dictionaries that are `held`, and, from the texts,
    `rjieba`'s words and the lone characters that stand side by side."""
    found: Counter[str] = Counter({word: n for word, n in held.items() if 2 <= len(word) <= 4})
    fresh: Counter[str] = Counter()
    for text in texts:
        for kind, run in pieces(text):
            lone = ""
            for word in (*chinese_words(run), "  ") if kind == "han" else ():
                if len(word) == 1:
                    lone += word
                    continue
                fresh.update(lone[i : i + size] for size in (2, 3) for i in range(len(lone) - size + 1))
                lone = ""
                if len(word) <= 4 and word.strip():
                    fresh[word] += 1
    return found | fresh


def names(texts: Iterable[str]) -> dict[str, str]:
    """Latin spellings -> names in the texts: words that no dictionary has as common ones, such as 玛尔挡.

    >>> names(["建成玛尔挡水电站"])["maerdang"]
    '玛尔挡'
    """
    common = {meaning.word for meaning in meanings() if not meaning.name}
    found: dict[str, str] = {}
    for text in texts:
        for kind, run in pieces(text):
            if kind == "han":
                for word in chinese_words(run):
                    if 2 <= len(word) <= LONGEST_NAME and word not in common:
                        for reading in spoken(word):
                            found.setdefault(stem("".join(reading)), word)
    return found


@functools.cache
def _readings() -> dict[str, set[tuple[str, ...]]]:
    table: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for meaning in meanings():
        read = syllables(meaning.pinyin)
        if len(read) == len(meaning.word):
            table[meaning.word].add(read)
    return dict(table)
