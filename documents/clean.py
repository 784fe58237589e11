"""Raw text -> canonical text: page breaks joined, stray spaces and Markdown marks removed.

One paragraph a line, no blank lines, a newline at the end. Nothing else is changed: characters,
quotation marks and punctuation stay as they came, so that a quote of the result is a quote of the report.
"""

import re
import unicodedata

CJK = "\u3400-\u4dbf\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2018-\u201d\u2160-\u217f"
"""Chinese characters and the signs set with them (，。“”（）《》Ⅱ…)."""

SENTENCE_END = "。！？：；!?"
CLOSERS = "”’」』）)》"
DASHES = "—–―─━‒⸺－-"  # the hyphen last, so that the string can stand in a character class

_MARK = re.compile(r"^(?:#{1,6}[ \t]+)+")
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_NUMBERED = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[、章]|[（(][一二三四五六七八九十]{1,3}[）)])")
_BESIDE_CJK = re.compile(rf"(?<=[{CJK}%％]) (?=[0-9A-Za-z“])|(?<=[0-9A-Za-z%％”]) (?=[{CJK}%％])")
_BETWEEN_CJK = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}])")
_SLOGAN = re.compile(r"(“[^”“ ]{3,}(?: [^”“ ]{3,})+”)")  # 万企出海 鲁贸全球: the space is the slogan's
_DASHED = re.compile(rf"^[{DASHES}](?: ?[{DASHES}]){{0,2}} ?")


def clean(raw: str) -> str:
    """The canonical text of `raw`.

    >>> clean("## 一、回顾\\n\\n农牧业量质齐升，再获丰\\n\\n收，增加值增长 4.7%。\\n")
    '一、回顾\\n农牧业量质齐升，再获丰收，增加值增长4.7%。\\n'
    """
    raw = _BREAKS.sub("\n", raw)
    raw = "".join(c for c in raw if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    joined: list[str] = []
    broken = False  # whether a blank line stands between the block before and this one
    for line in raw.split("\n"):
        text = _SPACES.sub(" ", line).strip()
        if not text:
            broken = True
            continue
        marked = bool(_MARK.match(text))
        if joined and broken and not marked and _runs_on(joined[-1], text):
            joined[-1] += text
        else:
            joined.append(text)
        broken = False
    return "".join(_close_up(_MARK.sub("", line)) + "\n" for line in joined)


def _runs_on(before: str, after: str) -> bool:
    """Whether a blank line between the two is a page break in mid-sentence.

    Headings, the title, the date line and the signature end without a full stop too; what tells them
    apart is that they hold no comma and no full stop of their own, or carry a mark.
    """
    if _MARK.match(before) or after[0] in DASHES or _NUMBERED.match(after):
        return False
    if before.rstrip(CLOSERS)[-1:] in SENTENCE_END or before[-1] in SENTENCE_END:
        return False
    prose = any(mark in before for mark in "，。；")
    return prose and not (_NUMBERED.match(before) and len(before) <= 40)


def _close_up(line: str) -> str:
    """`line` without stray spaces: beside a digit or a Latin letter, and inside prose. A signature keeps its own."""
    line = _BESIDE_CJK.sub("", line)
    if dashes := _DASHED.match(line):
        line = dashes.group().replace(" ", "") + line[dashes.end() :]
    if line[0] in DASHES or any(mark in line for mark in "，。；"):
        return "".join(part if _SLOGAN.fullmatch(part) else _BETWEEN_CJK.sub("", part) for part in _SLOGAN.split(line))
    return line
