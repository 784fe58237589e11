"""A stream of text -> sentences with their marks, each as soon as it is whole.

A sentence ends where its marks end ("… 5.3 percent. [1][2]"), or, if it has none, at its stop. Bullets, emphasis and a
model's thinking aloud (`<think>…</think>`) are no part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 1200
"""Characters after which a sentence without end is taken as it stands."""

_MARK: Final = r"[\[【［]\s*\^?\d{1,3}(?:\s*[,，、;]\s*\d{1,3})*\s*[\]】］]"
_MARKS: Final = re.compile(rf"\s*(?:{_MARK}[ \t]*)+(?P<stop>[。.!！?？；;]?)")
_NUMBERS: Final = re.compile(r"\d{1,3}")
_STOP: Final = re.compile(
    r"[。！？!?]+[”’」』）)\"']*|(?<![A-Z])(?<!\bNo)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)\.[”’)\"']*(?=\s)|\n+"
)
_THOUGHT: Final = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_LEAD: Final = re.compile(
    r"^(?:\s|[-*•·>#]+\s|\d{1,2}[.、)]\s|[(（]\d{1,2}[)）]\s?|(?:答案?|回答|Answer|A)\s?[:：]\s?)+", re.IGNORECASE
)
_SPACES: Final = re.compile(r"([ \t\n])[ \t\n]+")
_BULLET: Final = re.compile(r"\s*\d{1,2}\.\s")
_EMPHASIS: Final = re.compile(r"\*\*|__|`")
_OPEN_TAG: Final = re.compile(r"<(?:t(?:h(?:i(?:n(?:k)?)?)?)?)?$|<think>(?!.*</think>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Raw:
    """A sentence as a model wrote it: its words without marks, and the numbers of its marks."""

    text: str
    marks: tuple[int, ...]


class Splitter:
    """Feed it pieces; it gives sentences.

    >>> splitter = Splitter()
    >>> list(splitter.feed("全省生产总值增长5.3%。[1]全体居民收入")), list(splitter.flush())
    ([Raw(text='全省生产总值增长5.3%。', marks=(1,))], [Raw(text='全体居民收入', marks=())])
    """

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, piece: str) -> Iterator[Raw]:
        """The sentences that are whole now. What may yet get a mark or a stop waits."""
        self._rest = _SPACES.sub(r"\1", self._rest + piece).lstrip(" ")
        self._rest = _THOUGHT.sub(lambda m: m.group() if not m.group().endswith("</think>") else "", self._rest)
        if _OPEN_TAG.search(self._rest):
            if len(self._rest) > 40 * LONGEST:  # thinking without end
                self._rest = "<think>"
            return
        while (end := self._end(final=False)) or len(self._rest) > LONGEST:
            yield from self._take(end or len(self._rest))

    def flush(self) -> Iterator[Raw]:
        """What is left, at the end of the text."""
        self._rest = _THOUGHT.sub("", self._rest)
        while self._rest.strip():
            yield from self._take(self._end(final=True) or len(self._rest))
        self._rest = ""

    def _end(self, final: bool) -> int:
        """Where the first sentence ends, its marks included; 0 while that is not known."""
        bullet = _BULLET.match(self._rest)
        marks, stop = _MARKS.search(self._rest), _STOP.search(self._rest, bullet.end() if bullet else 0)
        if marks and not (stop and stop.end() < marks.start() and self._rest[stop.end() : marks.start()].strip()):
            end = marks.end()
        elif stop and (final or len(self._rest[stop.end() :].lstrip()) > 0):
            follows = _MARKS.match(self._rest, stop.end())
            end = follows.end() if follows else stop.end()
        else:
            return 0
        ahead = self._rest[end:].lstrip()
        unfinished = (not ahead and "\n" not in self._rest[end:]) or re.match(r"[\[【［][\d\s,，]*$", ahead)
        return 0 if unfinished and not final else end

    def _take(self, end: int) -> Iterator[Raw]:
        whole, self._rest = self._rest[:end], self._rest[end:]
        marks = tuple(dict.fromkeys(int(n) for m in re.findall(_MARK, whole) for n in _NUMBERS.findall(m)))
        stops = [m["stop"] for m in _MARKS.finditer(whole)]
        text = tidy(_MARKS.sub("", whole) + (stops[-1] if stops else ""))
        if re.search(r"\w", text):
            yield Raw(text, marks)


def tidy(text: str) -> str:
    """A sentence without bullets and emphasis, in single spaces.

    >>> tidy("- **GDP** grew  by 5.3 percent .")
    'GDP grew by 5.3 percent.'
    """
    plain = _EMPHASIS.sub("", _LEAD.sub("", text))
    return re.sub(r"\s+(?=[。.!?！？,，])", "", re.sub(r"\s+", " ", plain)).strip()
