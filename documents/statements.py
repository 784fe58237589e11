"""Section -> statements: where one sentence, or one part of a long sentence, ends and the next begins."""

import re

from documents.clean import CLOSERS

LONG = 90
"""Characters (units: code points) above which a sentence is cut at commas between independent facts."""

_STOPS = "。！？；!?"
_OPEN, _CLOSE = "“‘（《〈【(", "”’）》〉】)"
LEANS_BACK = re.compile(  # a clause that begins so is read with the one before it
    r"^(?:其中|占|同比|增长|增速|下降|上涨|较|比|达到?|达|使|让|从而|以及|并|且|也|还|而|则|分别|均|高于|低于|居|"
    r"进入|切实|确保|做到|实现|不断|努力|成为|为|位居|总|核心|更好|进一步|着力|逐步)"
)
_LEANS_FORWARD = re.compile(  # a clause that begins so is read with the one after it
    r"^(?:面对|围绕|按照|在|以|通过|随着|根据|坚持|对|针对|为了?|经过|立足|聚焦|学习|要|创新|始终|把)"
)
_MIN_PART = 18


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
        at += len(heading)
        while at < end and text[at].isspace():
            at += 1
        tiles.append((start, at))
    while at < end:
        stop = _sentence_end(text, at, end)
        tiles.extend(_parts(text, at, stop))
        at = stop
    return tiles


def _sentence_end(text: str, at: int, end: int) -> int:
    """Just behind the sentence that begins at `at`: its stop, closing quotes and white space included."""
    depth = 0
    while at < end:
        char = text[at]
        at += 1
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        if char == "\n" or (char in _STOPS and depth == 0):
            while at < end and text[at] in CLOSERS and depth:
                at += 1
            break
    while at < end and text[at].isspace():
        at += 1
    return at


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` between commas that stand outside quotes and brackets, each with its comma."""
    bounds, depth = [start], 0
    for i in range(start, end):
        if text[i] in _OPEN:
            depth += 1
        elif text[i] in _CLOSE:
            depth = max(0, depth - 1)
        elif text[i] == "，" and depth == 0 and i + 1 < end:
            bounds.append(i + 1)
    return list(zip(bounds, [*bounds[1:], end], strict=True))


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as one tile, or as several of at most about `LONG` characters where it is longer.

    Least cost by dynamic programming: a cut costs more before a clause that leans back and after one that leans
    forward; a part costs more the further it is above `LONG` or below `_MIN_PART`.
    """
    if len(text[start:end].rstrip()) <= LONG:
        return [(start, end)]
    parts = clauses(text, start, end)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for j in range(1, len(parts) + 1):
        options = []
        for i in range(j):
            size = parts[j - 1][1] - parts[i][0]
            cost = 1.0 + max(0, size - LONG) * 0.2 + max(0, _MIN_PART - size) * 0.3 + (size / LONG) ** 2
            cost += _cut_cost(text, parts, i) if i else 0.0
            options.append((best[i][0] + cost, i))
        best.append(min(options))
    tiles, j = [], len(parts)
    while j:
        i = best[j][1]
        tiles.append((parts[i][0], parts[j - 1][1]))
        j = i
    return tiles[::-1]


def _cut_cost(text: str, parts: list[tuple[int, int]], i: int) -> float:
    """What it costs to cut between clause `i - 1` and clause `i`."""
    before, after = text[slice(*parts[i - 1])], text[slice(*parts[i])]
    cost = 0.0
    if LEANS_BACK.match(after):
        cost += 1.5
    if _LEANS_FORWARD.match(before):
        cost += 1.5
    return cost
