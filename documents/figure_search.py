"""Finds figures by words of either language, and sets results and targets of the same indicator side by side.

>>> from documents.corpus import bundled
>>> from documents.figures import ledger
>>> figures = ledger(bundled().documents[0])
>>> [f.text for f in find(figures, "grain", kind="target")]
['107万吨以上', '665万亩以上']
>>> next(p.target.text for p in pairs(figures) if p.result.indicator == "居民消费价格")
'3%左右'
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from documents import everyday, glossary
from documents.figures import Figure
from documents.language import detect, normalise, simplify
from documents.periods import FigureKind

ENOUGH: Final = 0.6
"""A figure is found if at least this share of one wording's characters (or words) stands in its indicator."""

INDIRECT: Final = 0.85
"""What a match by an official word for an everyday one, or by the edition's English words, counts beside the words."""

_HEDGED: Final = re.compile("左右|以上|以内|以下|及以上")
_COMMON: Final = re.compile(
    "全省|我省|全区|全市|全国|青海|多少|是什么|怎么样|情况|目标|完成|达到|20[0-9]{2}年?|去年|今年|[的了和与及在为是有吗呢？?，。、“”：]"
)
_COMMON_EN: Final = frozenset(
    "the a an of in on at to for from by with and or is was were are be what which how much many did does do will "
    "percent target targets result results figure figures qinghai province provincial year last this per".split()
)
_SAME_THING: Final = re.compile(
    "全省|我省|全区|全市|全年|年度|持续|稳定|保持|达到|加快|建设|打造|实施|的|了|和|、|率|涨幅|增速"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A result and a target of the same indicator, measure and unit."""

    result: Figure
    target: Figure


def find(
    figures: Iterable[Figure], query: str, year: int | None = None, kind: FigureKind | None = None
) -> list[Figure]:
    """The figures that ``query``, in Chinese or English, is about, the best first, then in the report's order.

    An empty query finds all. ``year`` and ``kind`` narrow it down. Entries that are no figures are left out.
    """
    chosen = [
        f
        for f in figures
        if f.is_figure and (year is None or f.first_year <= year <= f.year) and (kind is None or f.kind == kind)
    ]
    if not query.strip():
        return chosen
    query = simplify(normalise(query))
    wordings = _wordings(query)
    words = _words(query) if detect(query) == "en" else frozenset()
    said = [entry for entry in everyday.load() if entry.word in query]
    scored = [(_score(f, wordings, said, words), f) for f in chosen]
    best = sorted((s for s in scored if s[0] >= ENOUGH), key=lambda s: (-round(s[0], 2), s[1].start))
    return [f for _, f in best]


def pairs(figures: Sequence[Figure]) -> list[Pair]:
    """Results and targets of the same indicator, in the order of the targets.

    Indicators are the same if the same characters are left of them without those that say nothing (全省, 保持), in
    whatever order (新增清洁能源装机, 清洁能源新增装机); measure and unit must agree too.
    """
    results: dict[tuple[str, str, str], Figure] = {}
    for f in figures:
        if f.is_figure and f.kind == "result":
            results.setdefault(_key(f), f)
    found = []
    for f in figures:
        if f.is_figure and f.kind != "result" and (result := results.get(_key(f))):
            found.append(Pair(result, f))
    return found


def _key(f: Figure) -> tuple[str, str, str]:
    counter = _HEDGED.sub("", f.text)[-1:] if f.measure == "count" else ""  # 十大类 is not compared with 44项
    return "".join(sorted(_SAME_THING.sub("", f.indicator))) or f.indicator, f.measure, f.unit + counter


def _score(f: Figure, wordings: Sequence[str], said: Sequence[everyday.Everyday], words: frozenset[str]) -> float:
    indicator = _COMMON.sub("", f.indicator)
    meant = [e.word for e in said if any(word in f.indicator for word in e.official)]
    score = max((_overlap(wording, indicator, meant) for wording in wordings), default=0.0)
    if words and f.indicator_en:
        named = _words(f.indicator_en)
        shared = len(words & named)
        score = max(score, INDIRECT * shared / len(words) + 0.1 * shared / max(1, len(named)))
    return score


def _overlap(wording: str, indicator: str, meant: Sequence[str]) -> float:
    """Share of the wording that stands in the indicator, by pairs of characters or by official words for its own.

    A little more where that is most of the indicator.
    """
    if len(wording) < 2:
        return float(wording in indicator)
    covered = [0.0] * len(wording)
    for word in meant:
        if (at := wording.find(word)) >= 0:
            covered[at : at + len(word)] = [INDIRECT] * len(word)
    for i in range(len(wording) - 1):
        if wording[i : i + 2] in indicator:
            covered[i : i + 2] = [1.0, 1.0]
    share = sum(covered) / len(wording)
    return share + 0.1 * share * min(1.0, len(wording) / max(1, len(indicator)))


@functools.lru_cache(maxsize=256)
def _wordings(query: str) -> tuple[str, ...]:
    """The Chinese words to look for: the query's own, or the glossary's for an English query."""
    if detect(query) == "en":
        words = f" {' '.join(re.findall('[a-z0-9]+', query.lower()))} "
        matched = [
            (len(rendering.split()), term.zh)
            for term in _terms()
            for rendering in term.renderings
            if f" {' '.join(re.findall('[a-z0-9]+', rendering.lower()))} " in words
        ]
        longest = max((size for size, _ in matched), default=0)
        return tuple(dict.fromkeys(zh for size, zh in matched if size == longest))
    plain = _COMMON.sub("", query)
    return (plain,) if plain else ()


@functools.cache
def _terms() -> tuple[glossary.Term, ...]:
    return glossary.load()


def _words(text: str) -> frozenset[str]:
    """Content words of an English text, without their plural."""
    return frozenset(
        word.removesuffix("s")
        for word in re.findall("[a-z0-9]+(?:-[a-z0-9]+)*", text.lower())
        if word not in _COMMON_EN
    )
