"""Tables that lead from words of a question to terms that the texts hold. Made when an index is built.

A table is a mapping: phrase of the question -> {term of the texts: weight in (0, 1]}. English phrases and terms are
stems joined by `_` (`salt_lake`), Chinese ones are words as they stand. Only terms that the texts hold are kept, so a
table stays small and every report, also a user's own, has its own.

Sources: CC-CEDICT turned round (`index.cedict`), the glossary of the genre (`documents.glossary`), everyday words
(`documents.everyday`).
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from documents import everyday, glossary
from index.cedict import meanings
from index.words import terms

Table: TypeAlias = dict[str, dict[str, float]]

LONGEST_WORD = 12
"""Characters of the longest Chinese word that is looked for."""
LONGEST_GLOSS = 3
"""Stems of the longest gloss of CC-CEDICT that is used; longer ones explain and do not translate."""
LONGEST_PHRASE = 6
"""Stems of the longest rendering of the glossary that is used."""
RANK_LOSS = 0.3
"""A word's meaning number r weighs 1 / (1 + 0.3 r). XQuAD en -> zh, bridge alone: R@1 0.718 -> 0.730."""
EVERYDAY, PIVOT, SENSE = 0.7, 0.5, 0.4
"""Weights within one language: an everyday word's official one; words with one rendering; words with one gloss."""
SENSE_SHARE = 0.2
"""Two words are alike if this share of a gloss's words (first meanings count most) is the other one."""


@functools.cache
def lexicon() -> frozenset[str]:
    """Every Chinese word that a table may lead to."""
    words = {meaning.word for meaning in meanings()}
    words.update(term.zh for term in glossary.load())
    words.update(word for entry in everyday.load("zh") for word in entry.official)
    return frozenset(word for word in words if len(word) <= LONGEST_WORD)


def held(texts: Iterable[str]) -> Counter[str]:
    """The words of the lexicon that stand in the texts, wherever, with how often they do.

    >>> sorted(held(["格尔木盐湖"]))
    ['尔', '木', '格', '格尔木', '湖', '盐', '盐湖']
    """
    words = lexicon()
    found: Counter[str] = Counter()
    for text in texts:
        for start in range(len(text)):
            for end in range(start + 1, min(start + LONGEST_WORD, len(text)) + 1):
                if text[start:end] in words:
                    found[text[start:end]] += 1
    return found


def phrases(stems: list[str], longest: int = LONGEST_GLOSS + 1) -> list[str]:
    """All runs of two to `longest` stems, joined: what makes `salt lake` one term."""
    return [
        "_".join(stems[start : start + size])
        for size in range(2, longest + 1)
        for start in range(len(stems) - size + 1)
    ]


def english_to_chinese(words: Collection[str]) -> Table:
    """From English phrases to those of `words`."""
    table: Table = defaultdict(dict)
    for word, phrase, weight in _translations():
        if word in words:
            table[phrase][word] = max(weight, table[phrase].get(word, 0.0))
    official = {phrase: dict(members) for phrase, members in table.items()}
    for key, phrases in _everyday_english():
        for phrase in phrases:
            _add(table, key, {w: EVERYDAY * weight for w, weight in official.get(phrase, {}).items()}, words)
    return dict(table)


def chinese_to_english(held_phrases: Collection[str]) -> Table:
    """From Chinese words to those English phrases that are held."""
    table: Table = defaultdict(dict)
    for word, phrase, weight in _translations():
        if phrase in held_phrases:
            table[word][phrase] = max(weight, table[word].get(phrase, 0.0))
    return dict(table)


def chinese_to_chinese(words: Collection[str]) -> Table:
    """From Chinese words to others of `words` that mean the same: by everyday use, by one rendering, by one gloss."""
    table: Table = defaultdict(dict)
    for entry in everyday.load("zh"):
        _add(table, entry.word, dict.fromkeys(entry.official, EVERYDAY), words)
    _pivot(table, [(term.zh, _keys(term.renderings)) for term in glossary.load()], words)
    _alike(table, words, {word: phrases for word, phrases in _ranked().items() if len(word) > 1})
    return dict(table)


def english_to_english(held_phrases: Collection[str]) -> Table:
    """From English phrases to held ones that render the same Chinese term of the glossary, or gloss the same word."""
    table: Table = defaultdict(dict)
    for key, official in _everyday_english():
        _add(table, key, dict.fromkeys(official, EVERYDAY), held_phrases)
    for term in glossary.load():
        keys = _keys(term.renderings)
        for key in keys:
            _add(table, key, dict.fromkeys(keys, PIVOT), held_phrases)
    turned: dict[str, dict[str, int]] = defaultdict(dict)
    for word, ranks in _ranked().items():
        for phrase, rank in ranks.items():
            turned[phrase][word] = rank
    _alike(table, held_phrases, turned)
    return dict(table)


def english_stems() -> set[str]:
    """Every stem that CC-CEDICT's glosses or the glossary use: what is an English word, and no typing error."""
    return {stem for _, phrase, _ in _translations() for stem in phrase.split("_")} | {
        stem for meaning in meanings() for stem in terms(meaning.gloss, "en")
    }


@functools.cache
def _everyday_english() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(everyday phrase, official phrases) without stop words. What is one word without them is left out where they
    matter: `put up` is not `put`."""
    found = []
    for entry in everyday.load("en"):
        stems = terms(entry.word, "en")
        if len(stems) > 1 or (stems and len(entry.word.split()) == 1):
            found.append(("_".join(stems), tuple(_keys(entry.official))))
    return tuple(found)


@functools.cache
def _translations() -> tuple[tuple[str, str, float], ...]:
    """(Chinese word, English phrase, weight)."""
    found: list[tuple[str, str, float]] = []
    for term in glossary.load():
        found.extend((term.zh, key, 1.0) for key in _keys(term.renderings))
    for word, ranks in _ranked().items():
        found.extend((word, phrase, 1 / (1 + RANK_LOSS * rank)) for phrase, rank in ranks.items())
    return tuple(found)


@functools.cache
def _ranked() -> dict[str, dict[str, int]]:
    """Chinese word -> its short glosses, as phrases, with the rank of the meaning."""
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for meaning in meanings():
        stems = terms(meaning.gloss, "en")
        if 1 <= len(stems) <= LONGEST_GLOSS:
            table[meaning.word].setdefault("_".join(stems), meaning.rank)
    return dict(table)


def _keys(renderings: Iterable[str]) -> list[str]:
    split = [terms(rendering, "en") for rendering in renderings]
    return ["_".join(stems) for stems in split if 1 <= len(stems) <= LONGEST_PHRASE]


def _add(table: Table, source: str, targets: Mapping[str, float], wanted: Collection[str]) -> None:
    for target, weight in targets.items():
        if target != source and target in wanted:
            table[source][target] = max(weight, table[source].get(target, 0.0))


def _pivot(table: Table, rows: list[tuple[str, list[str]]], wanted: Collection[str]) -> None:
    by_key: dict[str, set[str]] = defaultdict(set)
    for word, keys in rows:
        for key in keys:
            by_key[key].add(word)
    for words in by_key.values():
        for word in words:
            _add(table, word, dict.fromkeys(words, PIVOT), wanted)


def _alike(table: Table, wanted: Collection[str], ranked: Mapping[str, Mapping[str, int]]) -> None:
    """Adds pairs that share a meaning which few others have."""
    having: dict[str, list[str]] = defaultdict(list)
    for source, ranks in ranked.items():
        if source in wanted:
            for meaning in ranks:
                having[meaning].append(source)
    for source, ranks in ranked.items():
        shares: Counter[str] = Counter()
        for meaning, rank in ranks.items():
            others = having.get(meaning, ())
            for other in others:
                shares[other] += 1 / len(others) / (1 + rank)  # type: ignore[assignment]
        alike = {other: SENSE for other, share in shares.items() if share >= SENSE_SHARE}
        _add(table, source, alike, wanted)
