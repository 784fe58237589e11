"""Lines as a page shows them -> paragraphs: a paragraph set in several lines of full width becomes one line.

Texts copied from a PDF or an old e-mail come so. Text whose lines are paragraphs already is left as it is.
"""

import re
import unicodedata
from collections import Counter

from documents.clean import DASHES, SENTENCE_END

_STARTS = re.compile(
    rf"[{DASHES}]{{2}}|第?[一二三四五六七八九十]{{1,3}}[、章]|[（(][一二三四五六七八九十]{{1,3}}[）)]|各位代表|附件|#"
)
_SLACK = 8
"""How many cells (a Chinese character has two) a full line may fall short of the page's width: the indent of a first
line, and a mark of punctuation that may not begin the next. Where it ends in a stop, only the mark."""

_ENOUGH = 20
"""With fewer lines than this, widths say nothing."""


def unwrap(text: str, wrapped: bool | None = None) -> str:
    """`text` with each paragraph on one line. `wrapped` says that its lines are a page's; None looks at their widths.

    >>> unwrap("今年粮食再获丰\\n收，增长显著。\\n一、二〇二五年", wrapped=True)
    '今年粮食再获丰收，增长显著。\\n一、二〇二五年'
    """
    lines = text.splitlines()
    widths = [cells(line.strip()) for line in lines if line.strip()]
    full = _page_width(widths)
    if wrapped is None:
        wrapped = len(widths) >= _ENOUGH and sum(full - _SLACK <= w <= full for w in widths) > len(widths) / 2
    if not wrapped or not full:
        return text
    indented = sum(map(_indented, lines)) > len(widths) / 20
    joined: list[str] = []
    goes_on = False  # whether the line before fills its line, so that its paragraph may go on
    for line in lines:
        body = line.strip()
        starts = _STARTS.match(body) or (indented and _indented(line))
        if goes_on and body and not starts:
            joined[-1] += (" " if _latin(joined[-1][-1], body[0]) else "") + body
        else:
            joined.append(body)
        ends = not indented and body.endswith(tuple(SENTENCE_END))
        goes_on = bool(body) and cells(body) >= full - (2 if ends else _SLACK)
    return "\n".join(joined) + ("\n" if text.endswith("\n") else "")


def cells(line: str) -> int:
    """The width of `line` on a page, in cells: two for a Chinese character, one for a Latin letter or a digit.

    >>> cells("增长5%")
    6
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)


def _page_width(widths: list[int]) -> int:
    """The width that most of the longer lines share; 0 where there are no lines."""
    if not widths:
        return 0
    common = Counter(widths)
    return max(common, key=lambda w: (sum(common[w - d] for d in range(4)), w))


def _indented(line: str) -> bool:
    return line.startswith(("\u3000\u3000", "    ", "\t")) and bool(line.strip())


def _latin(before: str, after: str) -> bool:
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
