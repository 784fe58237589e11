"""分别 and "respectively": which item of a list each figure belongs to."""

import re
from collections.abc import Sequence
from typing import Final

from documents.language import Language
from documents.numbers import Quantity
from qa.checks.tokens import Token, within

Words = frozenset[str]

_EACH: Final = {"zh": re.compile(r"分别|依次"), "en": re.compile(r"\brespectively\b", re.IGNORECASE)}
_APART: Final = {
    "zh": re.compile(r"[、和与及，]|以及|，?[到至]"),
    "en": re.compile(r",?\s*(?:and\s+)?(?:by\s+|to\s+|at\s+)?(?:about\s+|over\s+)?"),
}
_ITEMS: Final = {"zh": re.compile(r"、|以及|和|与|及"), "en": re.compile(r",\s*and\s+|,\s+|\s+and\s+")}
_REGION: Final = {"zh": re.compile(r"[，。；：！？\n]"), "en": re.compile(r"[;:!?\n]|\.(?![0-9])")}
_PREPOSITION: Final = re.compile(r"\b(?:of|in|for|from|at|on|to|among)\b", re.IGNORECASE)
# Two in one word: (as it stands, the first, the second); how the genre shortens pairs that a list then gives figures for.
PAIRS: Final = (
    ("城乡", "城镇城市城里", "农村乡村农牧区农牧民乡下"), ("存贷款", "存款", "贷款"), ("存贷", "存款", "贷款"), ("进出口", "进口", "出口"),
    ("客货运", "客运", "货运"), ("男女", "男性", "女性"), ("中小学", "中学", "小学"), ("收支", "收入", "支出"), ("产销", "生产", "销售"),
)  # fmt: skip


def align(text: str, language: Language, figures: Sequence[Quantity], words: Sequence[Token]) -> dict[int, Words]:
    """For each figure that stands in such a list, by its place in `figures`: the words of its item.

    >>> from documents.numbers import read
    >>> from qa.checks.tokens import tokens
    >>> line = "客运量、货运量分别增长1.4倍、16.7%"
    >>> sorted(align(line, "zh", read(line, "zh"), tokens(line, "zh"))[1])
    ['货运', '运量']
    """
    found: dict[int, Words] = {}
    for match in _EACH[language].finditer(text):
        group = _group(text, language, figures, match.start(), match.end())
        if len(group) < 2:
            continue
        start, end = _subject(text, language, figures, group, match.start())
        for index, own in zip(group, _shares(text, language, start, end, len(group), words), strict=False):
            found[index] = own
    return found


def _group(text: str, language: Language, figures: Sequence[Quantity], start: int, end: int) -> list[int]:
    """The run of figures behind 分别, or on the nearer side of "respectively": before it, as a rule."""
    if language == "zh":
        first = next((i for i, q in enumerate(figures) if q.start >= end), None)
        if first is None or figures[first].start - end > 12 or _REGION["zh"].search(text[end : figures[first].start]):
            return []
        return _run(text, language, figures, first, 1)
    last = next((i for i in reversed(range(len(figures))) if figures[i].end <= start), None)
    if last is not None and start - figures[last].end <= 4:
        return _run(text, language, figures, last, -1)
    first = next((i for i, q in enumerate(figures) if q.start >= end), None)
    return _run(text, language, figures, first, 1) if first is not None else []


def _run(text: str, language: Language, figures: Sequence[Quantity], at: int, step: int) -> list[int]:
    group = [at]
    while 0 <= at + step < len(figures):
        a, b = sorted((at, at + step))
        if not _APART[language].fullmatch(text[figures[a].end : figures[b].start]):
            break
        at += step
        group.append(at)
    return sorted(group)


def _subject(
    text: str, language: Language, figures: Sequence[Quantity], group: Sequence[int], each: int
) -> tuple[int, int]:
    """Where the list of items stands: before 分别, or before the first figure."""
    end = each if language == "zh" else figures[group[0]].start
    start = max((m.end() for m in _REGION[language].finditer(text, 0, end)), default=0)
    if group[0] and figures[group[0] - 1].end > start:
        start = figures[group[0] - 1].end
        if language == "en" and (each_before := _EACH["en"].search(text, start, end)):
            start = each_before.end()
    return start, end


def _shares(text: str, language: Language, start: int, end: int, count: int, words: Sequence[Token]) -> list[Words]:
    """The words of each of `count` items in `text[start:end]`; [] where the items do not match the figures."""
    bounds = [start]
    for match in _ITEMS[language].finditer(text, start, end):
        bounds += [match.start(), match.end()]
    bounds.append(end)
    spans = [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if text[a:b].strip()]
    if len(spans) < count:
        return _paired(text, start, end, words) if language == "zh" and count == 2 else []
    shared = within(words, start, spans[-count][0]) if language == "en" else frozenset[str]()
    spans = spans[-count:]
    shared |= _shared_zh(text, spans, words) if language == "zh" else _shared_en(text, spans, words)
    return [within(words, a, b) | shared for a, b in spans]


def _paired(text: str, start: int, end: int, words: Sequence[Token]) -> list[Words]:
    """城乡居民收入 -> the words of 城镇居民收入 and of 农村居民收入."""
    for both, *each in PAIRS:
        at = text.find(both, start, end)
        if at >= 0:
            rest = within(words, start, at) | within(words, at + len(both), end)
            return [rest | {one[i : i + 2] for i in range(len(one) - 1)} for one in each]
    return []


def _shared_zh(text: str, spans: Sequence[tuple[int, int]], words: Sequence[Token]) -> Words:
    """What the last item says for all: 出口 in 太阳能电池、锂电池出口, 投资 in 制造业、电力投资."""
    first, last = text[slice(*spans[0])], text[slice(*spans[-1])]
    if first[:2] == last[:2]:
        return frozenset()
    for size in range(min(len(first), len(last)), 1, -1):
        at = last.rfind(first[-size:])
        if at >= 0:
            return within(words, spans[-1][0] + at + size - 1, spans[-1][1])
    return within(words, spans[-1][1] - 2, spans[-1][1]) if len(last) > 3 else frozenset()


def _shared_en(text: str, spans: Sequence[tuple[int, int]], words: Sequence[Token]) -> Words:
    """What the first item says for all before its preposition, and the last behind its own or behind a lone adjective."""
    (first, first_end), (last, last_end) = spans[0], spans[-1]
    shared: Words = frozenset()
    heads = list(_PREPOSITION.finditer(text, first, first_end))
    if heads:
        shared |= within(words, first, heads[-1].start())
    tail = _PREPOSITION.search(text, last, last_end)
    inside = [t for t in words if last <= t.start and t.end <= last_end]
    own_first = within(words, heads[-1].end() if heads else first, first_end)
    if tail and tail.start() > last + 2:
        shared |= within(words, tail.end(), last_end)
    elif len(own_first) == 1 and len(inside) > 1:
        shared |= frozenset(t.word for t in inside[1:])
    return shared
