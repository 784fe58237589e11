"""One line of a report -> what it is: the heading of a part, a point, a topic, an appendix, or plain text.

Knows the genre's shapes and nothing of offsets or scopes: `documents.sections` builds the tree from what stands here.
"""

import re
from collections.abc import Sequence

from documents.clean import DASHES

NUMERAL = "[一二三四五六七八九十]{1,3}"
LINE_CHARS = 40
"""A heading on a line of its own is no longer than this (code points)."""

TOPIC_CHARS = 30
"""A topic is a first sentence no longer than this, without a comma; dashes or `一是` before it allow one comma."""

POINT_CHARS = 70
"""The sentence that opens a point is no longer than this."""

_PART = re.compile(rf"^第?({NUMERAL})(?:、|部分[：:]?|章)\s*\S")
_PART_UNNUMBERED = re.compile(
    r"^(?:(?:关于)?(?:20\d\d年|今年|去年|过去一年|过去[五5]年|[五5]年来|一年来|今后[五5]年|未来[五5]年)[^，。；：]{0,24}"
    r"(?:回顾|安排|任务|工作|要求|目标|打算|建议|部署)"
    r"|工作回顾|目标任务|[^，。；：]{0,6}加强政府自身建设)。?$"
)
_TASK = re.compile(r"20\d\d年|政府|回顾|目标任务|重点工作")  # what a part's heading says, and a list's item does not
_POINT = re.compile(rf"^[（(]{NUMERAL}[）)]")
_ORDINAL = re.compile(rf"^{NUMERAL}是")
_FIRST_SENTENCE = re.compile(r"^[^。！？；：!?]*。")
_ITEM = re.compile(r"^[0-9]{1,2}[.．、](?=[^0-9])")
_ADDRESS = re.compile(r"^(?:各位代表|同志们)")
_DASHED = re.compile(rf"^[{DASHES}]{{1,3}}")
_LEAD_IN = re.compile(r"以下|如下|下列|下面|方面|具体要|主要(?:做|抓)|重点(?:做|抓)|分别是")
_APPENDIX = re.compile(r"^(?:附件|附录|附表)[0-9一二三四五六七八九十]{0,2}(?:[：:、.．]?\S.{0,30})?$")
_APPENDIX_BARE = re.compile(r"^(?:附件|附录|附表)[0-9一二三四五六七八九十]{0,2}[：:]?$")
_GLOSSARY = re.compile(
    r"^\S{0,20}(?:名词|用语|词语|术语|缩略语)(?:解释|注释|释义|说明)$|^(?:注释|注解|相关解释)[：:]?$"
)


def appendix(lines: Sequence[str], i: int) -> int:
    """How many lines, from line `i` on, are the heading of an appendix; 0 where none begins here.

    >>> appendix(["附件", "2025年10件惠民实事", "一、稳定和扩大就业"], 0), appendix(["名词解释"], 0)
    (2, 1)
    """
    line = lines[i]
    if _APPENDIX_BARE.match(line):
        titled = i + 1 < len(lines) and len(lines[i + 1]) <= LINE_CHARS and not _PART.match(lines[i + 1])
        return 2 if titled and lines[i + 1][-1] not in "。；：" else 1
    short = len(line) <= LINE_CHARS and not any(mark in line for mark in "，。；")
    return int(short and bool(_GLOSSARY.match(line) or _APPENDIX.match(line)))


def parts(lines: Sequence[str]) -> dict[int, int]:
    """Which of the `lines` are headings of parts -> how many lines each fills.

    Numbers count on from 一; a list in the text that starts anew at 一 is not a part. A report none of whose parts
    is numbered has its parts on short lines that name a year and a task.

    >>> parts(["报告", "一、2024年工作回顾", "好。", "二、2025年重点任务", "实事。", "一、就业", "二、养老", "三、住房"])
    {1: 1, 3: 1}
    """
    found = _numbered(lines)
    if len(found) < 2:
        plain = [i for i, line in enumerate(lines) if len(line) <= LINE_CHARS and _PART_UNNUMBERED.match(line)]
        found = plain if len(plain) > len(found) else found
    ends = dict(zip(found, [*found[1:], len(lines)], strict=False))
    return {i: 2 if _runs_over(lines[i:end]) else 1 for i, end in ends.items()}


def _numbered(lines: Sequence[str]) -> list[int]:
    found: list[int] = []
    listed = 0  # the last number of a list that started anew
    for i, line in enumerate(lines):
        match = _PART.match(line)
        if not match or len(line) > LINE_CHARS or any(mark in line[:-1] for mark in "。；"):
            continue
        number = numeral(match[1])
        if number == len(found) + 1 and (number != listed + 1 or not listed or _TASK.search(line)):
            found.append(i)
            listed = 0
        elif number == 1 or number == listed + 1:
            listed = number
    return found


def _runs_over(part: Sequence[str]) -> bool:
    """Whether the heading of this part goes on in its second line: short, unmarked, before text and points."""
    if len(part) < 4 or len(part[0]) > 12 or len(part[1]) > 15 or len(part[2]) <= LINE_CHARS:
        return False
    plain = not re.search(r"[，。；：！？、]", part[1]) and not is_point(part[1])
    return plain and any(is_point(line) for line in part[2:])


def numeral(digits: str) -> int:
    """The number that Chinese `digits` up to 九十九 write; 0 where they write none.

    >>> [numeral(n) for n in ("一", "十", "十二", "二十", "二十一", "一一")]
    [1, 10, 12, 20, 21, 0]
    """
    tens, ten, ones = digits.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    known = "一二三四五六七八九"
    return (known.find(tens) + 1 if tens else 1) * (10 if ten else 0) + known.find(ones or "零") + 1


def is_point(body: str) -> bool:
    """Whether the line opens with （一）, （二） …"""
    return bool(_POINT.match(body))


def is_address(body: str) -> bool:
    """Whether the line turns to the audience: 各位代表！…"""
    return bool(_ADDRESS.match(body))


def is_greeting(body: str) -> bool:
    """Whether the line does nothing else."""
    return is_address(body) and len(body) <= 6


def is_lead_in(body: str) -> bool:
    """Whether the line only announces a list: 一年来，主要做了以下工作。"""
    short = len(body) <= LINE_CHARS and body[-1] in "。：:" and not is_address(body)
    return short and (bool(_LEAD_IN.search(body)) or body[:-1].endswith("工作"))


def point(body: str) -> str:
    """The sentence that opens this point （一）…; "" where the line is none, or its sentence is too long for a title."""
    return _leading_title(body, POINT_CHARS) if _POINT.match(body) else ""


def ordinal(body: str) -> str:
    """`body` where it is a heading by itself that opens with 一是, 二是 …, without a stop; "" otherwise.

    >>> ordinal("一是聚焦全方位扩大内需，着力提消费促投资"), ordinal("一是扩大内需。落实政策。")
    ('一是聚焦全方位扩大内需，着力提消费促投资', '')
    """
    alone = _ORDINAL.match(body) and len(body) <= LINE_CHARS and body[-1] not in "。：:！!？?；，"
    return body if alone else ""


def item(body: str) -> str:
    """The title of an item 一、… of an appendix's list: its first sentence, or the line."""
    return _leading_title(body, LINE_CHARS) if _PART.match(body) else ""


def topic(body: str, following: str) -> str:
    """The topic that opens this paragraph, or stands on this line for the paragraphs below; "" where there is none.

    >>> topic("——安全保障实现新加强。全省风险可控。", ""), topic("今年，增长5%。全部完成。", "")
    ('——安全保障实现新加强。', '')
    """
    marked = bool(_DASHED.match(body) or _ORDINAL.match(body) or _ITEM.match(body))
    title = _leading_title(body, TOPIC_CHARS + (15 if marked else 0))
    if len(title.rstrip("。")) < 4 or _ADDRESS.match(body) or title.count("，") > (1 if marked else 0):
        return ""
    if not marked and (re.search(r"\d|(?<!就)是|^(?:过去|今年|去年|当前)", title) or _LEAD_IN.search(title)):
        return ""
    if title.endswith("。") and len(body) > len(title):
        return title
    alone = title == body and len(body) <= TOPIC_CHARS and body[-1] not in "：:！!？?；，"
    return title if alone and len(following) > 2 * len(body) and not _PART.match(following) else ""


def heading(title: str) -> str:
    """A heading as it is shown: without dashes before it and the stop after it."""
    return _DASHED.sub("", title).strip().rstrip("。：:")


def _leading_title(body: str, longest: int) -> str:
    """The first sentence of `body`, or all of a short line without a full stop; "" where neither is short enough."""
    match = _FIRST_SENTENCE.match(body)
    title = match.group() if match else body
    return title if len(title) <= longest else ""
