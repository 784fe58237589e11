"""The words that are known: everyday words, terms of the glossary, and those that name nothing.

Knows the two languages and the bundled word lists; knows nothing of any report.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping, Sequence

from documents import everyday, glossary
from documents.language import Language
from index.words import STOP_EN, STOP_ZH, chinese_words, pieces, stem, tag
from qa.generic import FUNCTION_ZH, GENERIC_EN, GENERIC_ZH

Renderings = tuple[tuple[str, ...], ...]
"""English terms, each as its stems."""

STOP_STEMS = frozenset(stem(word) for word in STOP_EN)
_SHORTENED = re.compile(r"(?:['’](?:s|ve|re|ll|d|m)?|n['’]t)$")
"""What an English word loses where two are written as one: who've, doesn't, Qinghai's."""
_LONGEST_TERM = 6
_LONGEST_WORD = 8


def stems(text: str) -> list[str]:
    """The stems of an English text, stop words included: what `Word.met_by` looks in."""
    found: list[str] = []
    for kind, piece in pieces(text):
        if kind == "latin":
            found.extend(stem(part) for part in _SHORTENED.sub("", piece).replace("-", " ").split())
        elif kind == "number":
            found.append(piece.replace(",", ""))
    return found


_YEAR = re.compile(
    r"(?:\b(?:by|at|before|until|as of|since) (?:the )?(?:end|close) of )?(?:(?<!\d)20\d\d(?:年度?|(?!\d))|(?<=of )(?:the|this|last|that) year\b)",
    re.I,
)


def strip_years(text: str) -> str:
    """The text without its years, and what only says when in a year.

    >>> strip_years("How many were built by the end of 2023?"), strip_years("2023年的产量")
    ('How many were built  ?', ' 的产量')
    """
    return _YEAR.sub(" ", text)


def names_nothing(word: str) -> bool:
    """Whether a Chinese word cannot be what a question is about: it counts, points, asks or joins.

    >>> names_nothing("两条"), names_nothing("那边"), names_nothing("高速")
    (True, True, False)
    """
    return word in GENERIC_ZH or tag(word) in FUNCTION_ZH


def everyday_words(run: str) -> list[str]:
    """The words of a run of Chinese characters: everyday words first, the longest at each place, the rest segmented.

    >>> everyday_words("老百姓在增收")
    ['老百姓', '在', '增收']
    """
    known = official()
    found: list[str] = []
    rest = ""
    at = 0
    bounds = [0, *itertools.accumulate(len(word) for word in chinese_words(run))]
    while at < len(run):
        # One that begins inside a word ends inside it: 减少了 does not hold 少了.
        longest = _LONGEST_WORD if at in bounds else next(b for b in bounds if b > at) - at
        size = next((n for n in range(min(longest, len(run) - at), 1, -1) if run[at : at + n] in known), 0)
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


def term_at(tokens: Sequence[str], at: int) -> tuple[int, tuple[str, ...], tuple[tuple[str, ...], ...]]:
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
        if kind == "han" and any(not names_nothing(w) and w not in STOP_ZH for w in everyday_words(run)):
            return False
        if kind == "latin" and any(s not in GENERIC_EN and s not in STOP_STEMS for s in stems(run)):
            return False
    return True
