"""Section -> statements: where one sentence, or one part of a long sentence, ends and the next begins."""

import re
from typing import NamedTuple

from documents.clean import CLOSERS

LONG = 80
"""Characters (units: code points) above which a sentence is cut at commas between independent facts."""

_IDEAL, _LIMIT, _SHORT, _MOST = 58, 70, 18, 130
"""Lengths of a part: what costs least, above and below what it costs more, and above what it is cut at any price."""

_STOPS = "。！？；!?;"
_PAIRS = dict(zip("”’）)》〉】]", "“‘（（《〈【【", strict=True))  # closing -> opening, of either width
_OPENERS = {**{opener: opener for opener in _PAIRS.values()}, "(": "（", "[": "【"}
_GOES_ON = re.compile(r"[，、；：,;。.！？!?的地得等和与及或是为在中里上下]")

LEANS_BACK = re.compile(  # a clause that begins so is read with the one before it
    r"^(?:其中|占|同比|增长|增速|下降|上涨|较|比|达到?|达|使|让|从而|以及|并|且|也|还|而|则|分别|均|高于|低于|居|"
    r"进入|切实|确保|做到|实现|不断|努力|成为|为|位居|总|核心|更好|进一步|着力|逐步)"
)
_LEANS_FORWARD = re.compile(  # a clause that begins so is read with the one after it
    r"^(?:面对|围绕|按照|在|以|通过|随着|根据|坚持|对|针对|为了?|经过|立足|聚焦|学习|要|创新|始终|把|各位代表)"
)
_VALUE = re.compile(r"(?:约|近|超过?)?[0-9.]+[^0-9，。；]{0,5}[，。；]?\s*$")  # a value and no more: 7.2%，
_CHANGE = re.compile(  # how much the figure before it changed, or its share: 同比增长5.9%, 其中出口3%
    r"(?:同比|环比|比上?年|较上?年)?(?:(?:增长|增速|下降|上涨|提高|提升|降低|减少|增加|占|居)[^0-9，]{0,4}"
    r"|(?:分别|均|其中)[^0-9，]{0,12})[0-9]"
)
_RESPECTIVELY = re.compile(r"分别[^0-9]*$")
_FIGURE = re.compile(r"[0-9]")
_INDICATOR = re.compile(r"[0-9][%％]|[0-9]个百分点|(?:增长|下降|上涨|提高)[0-9]|率[0-9]|目标是")
_GREETING = re.compile(r"各位代表，(?=[^，。！？；]{4})")


class Costs(NamedTuple):
    """What a cut costs, in the units of one part (1.0). Chosen on the bundled report's hand-made cuts."""

    back: float = 1.5  # before a clause that leans back
    forward: float = 1.5  # after one that leans forward
    alike: float = 0.6  # between clauses that open with the same words
    kind: float = -0.3  # between prose and a run of indicators
    torn: float = 40.0  # between a figure and what it belongs to: never, where another cut is possible


COSTS = Costs()


def cut(text: str, start: int, end: int, heading: str = "") -> list[tuple[int, int]]:
    """The statements of the section `text[start:end]` as (start, end) tiles in order.

    `heading` is the text of the section's heading as it stands at `start`, and is a tile by itself.
    White space belongs to the statement before it.

    >>> cut("甲升。乙降；丙平。\\n", 0, 10)
    [(0, 3), (3, 6), (6, 10)]
    """
    tiles: list[tuple[int, int]] = []
    at = start
    if heading:
        at = _past_space(text, at + len(heading), end)
        tiles.append((start, at))
    shut = _shut(text, start, end)
    while at < end:
        stop = _sentence_end(text, at, end, start, shut)
        tiles.extend(_parts(text, at, stop))
        at = stop
    return tiles


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` between commas that stand outside quotes and brackets, each with its comma.

    >>> clauses("甲升，“乙，丙”降。", 0, 10)
    [(0, 3), (3, 10)]
    """
    shut = _shut(text, start, end)
    cuts = [i + 1 for i in range(start, end - 1) if text[i] == "，" and not shut[i - start]]
    bounds = [start, *cuts]
    return list(zip(bounds, [*bounds[1:], end], strict=True))


def _shut(text: str, start: int, end: int) -> bytearray:
    """For each character of `text[start:end]`, whether it stands inside quotes or brackets, or is their closing mark.

    Only pairs within one line count, so that a mark that was never closed shuts nothing.
    """
    shut = bytearray(end - start)
    waiting: list[tuple[str, int]] = []
    for i in range(start, end):
        char = text[i]
        if char == "\n":
            waiting.clear()
        elif char in _OPENERS:
            waiting.append((_OPENERS[char], i))
        elif char in _PAIRS:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == _PAIRS[char]:
                    first = waiting[depth][1]
                    shut[first - start : i - start + 1] = b"\x01" * (i - first + 1)
                    del waiting[depth:]
                    break
    return shut


def _sentence_end(text: str, at: int, end: int, start: int, shut: bytearray) -> int:
    """Just behind the sentence that begins at `at`: its stop, closing quotes and white space included.

    A stop inside quotes or brackets ends the sentence only where the quotes close behind it and nothing goes on.
    """
    for i in range(at, end):
        char = text[i]
        if char == "\n":
            return _past_space(text, i, end)
        after = text[i + 1 : i + 2]
        if char in _STOPS and not shut[i - start]:
            if after not in _STOPS and after not in CLOSERS:
                return _past_space(text, i + 1, end)
        elif char in CLOSERS and text[i - 1] in "。！？!?" and i > at and not _GOES_ON.match(after):
            outermost = i + 1 >= end or not shut[i + 1 - start]
            if outermost:
                return _past_space(text, i + 1, end)
    return end


def _past_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as one tile, or as several where it is longer than `LONG`.

    Least cost by dynamic programming: each cut has a cost of its own (`Costs`), and a part costs more the further its
    length is from `_IDEAL`.
    """
    if greeting := _GREETING.match(text, start, end):
        return [(start, greeting.end()), *_parts(text, greeting.end(), end)]
    if len(text[start:end].rstrip()) <= LONG:
        return [(start, end)]
    parts = clauses(text, start, end)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for j in range(1, len(parts) + 1):
        options = []
        for i in range(j - 1, -1, -1):
            size = parts[j - 1][1] - parts[i][0]
            if size > 3 * LONG and i < j - 1:
                break
            cost = _part_cost(size) + (_cut_cost(text, parts, i) if i else 0.0)
            options.append((best[i][0] + cost, i))
        best.append(min(options))
    tiles, j = [], len(parts)
    while j:
        i = best[j][1]
        tiles.append((parts[i][0], parts[j - 1][1]))
        j = i
    return tiles[::-1]


def _part_cost(size: int) -> float:
    """What a part of this length costs, the cut before it left aside."""
    too_long = max(0, size - _LIMIT) * 0.2 + max(0, size - _MOST) * 5
    return 1.0 + (size / _IDEAL - 1) ** 2 + too_long + max(0, _SHORT - size) * 0.3


def _cut_cost(text: str, parts: list[tuple[int, int]], i: int) -> float:
    """What it costs to cut between clause `i - 1` and clause `i`."""
    before, after = text[slice(*parts[i - 1])], text[slice(*parts[i])]
    cost = 0.0
    listed = _RESPECTIVELY.search(before) and _FIGURE.search(after)
    if listed or _VALUE.match(after) or _CHANGE.match(after):
        cost += COSTS.torn
    if LEANS_BACK.match(after):
        cost += COSTS.back
    if _LEANS_FORWARD.match(before):
        cost += COSTS.forward
    if before[:1] == after[:1]:
        cost += COSTS.alike
    if _begins_a_run(text, parts, i) or _ends_a_run(text, parts, i):
        cost += COSTS.kind
    return cost


def _begins_a_run(text: str, parts: list[tuple[int, int]], i: int) -> bool:
    """Whether clause `i` and the next are indicators (增长5.3%), and clause `i - 1` is none."""
    shown = [bool(_INDICATOR.search(text, *part)) for part in parts[i - 1 : i + 2]]
    return shown == [False, True, True]


def _ends_a_run(text: str, parts: list[tuple[int, int]], i: int) -> bool:
    shown = [bool(_INDICATOR.search(text, *part)) for part in parts[max(0, i - 2) : i + 1]]
    return shown == [True, True, False]
