"""Where each figure of a text stands: the words that are its own, and the word of rising or falling that goes with it.

分别 and "respectively" lists are aligned item by item; a figure without words of its own (`、增长49.4%`) takes those of
the figure before it. Knows nothing of what is true.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from documents.language import Language
from documents.numbers import Quantity
from documents.numbers import read as read_quantities
from qa.checks import lists, moves
from qa.checks.moves import Move
from qa.checks.tokens import Token, tokens, within

Words = frozenset[str]

_BEHIND: Final = re.compile(
    r"[的之]?|[ -](?:(?!to|of|in|for|and|from|on|by|will|that)[a-z-]{1,14} ){0,2}", re.IGNORECASE
)
"""What may stand between a figure and a word of rising or falling that goes with it: "a 50 percent average drop"."""

_BY: Final = re.compile(r"\bby\s*\Z")
_BOUNDARY: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"[，。；：！？、\n（）()]|,(?![0-9]{3})"),
    "en": re.compile(r"[;:!?()\n]|,(?![0-9]{3})|\.(?![0-9])"),
}
_CLAUSE: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"[，。；！？\n]"),
    "en": re.compile(
        r"[;!?\n]|,(?![0-9]{3})|\.(?![0-9])|\b(?:while|whereas|compared with|compared to|against|versus|but)\b"
    ),
}
_JOINT: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"[、和与及，]|以及"),
    "en": re.compile(r",?\s*(?:and|or|to|versus|vs\.?)?\s*(?:by\s+)?"),
}
_PART: Final = re.compile(r"[;:!?]|\.(?![0-9])")
_LEANS: Final = re.compile(r"^(?:占|其中|约?占)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure in its text. `left` and `right` are its own words on either side, `span` is where they stand.

    `move` goes with it, if any; `move_to`: it is what the move ends at. `level`: the words before it say that it is
    reached or holds. `listed`: it stands in a 分别 list, and its words are its item's. `quoted`: it stands in quotation
    marks, and is part of a saying (“三保”).
    """

    quantity: Quantity
    left: Words
    right: Words
    span: tuple[int, int]
    move: Move | None = None
    move_to: bool = False
    level: bool = False
    listed: bool = False
    quoted: bool = False

    @property
    def own(self) -> Words:
        return self.left | self.right


@dataclass(frozen=True)
class Reading:
    """A text, read once; what is costly is read when it is first asked for."""

    text: str
    language: Language

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(read_quantities(self.text, self.language))

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        spans = [(q.start, q.end) for q in self.quantities]
        found = moves.read(self.text, self.language)
        return tuple(m for m in found if not any(start <= m.start and m.end <= end for start, end in spans))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        spans = [(q.start, q.end) for q in self.quantities] + [(m.start, m.end) for m in self.moves]
        return tokens(self.text, self.language, spans)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return _mentions(self)

    def clause(self, at: int) -> tuple[int, int]:
        """Start and end of the clause around `at`."""
        return around(self.text, at, at, _CLAUSE[self.language])


def around(text: str, start: int, end: int, boundary: re.Pattern[str]) -> tuple[int, int]:
    """Start and end of the part of `text` around `start`..`end` that no `boundary` cuts."""
    first = 0
    for match in boundary.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            return first, match.start()
    return first, len(text)


def _mentions(reading: Reading) -> tuple[Mention, ...]:
    text, language = reading.text, reading.language
    figures = [q for q in reading.quantities if q.kind not in ("year",)]
    found: list[Mention] = []
    for i, q in enumerate(figures):
        before = figures[i - 1] if i else None
        after = figures[i + 1] if i + 1 < len(figures) else None
        joined = before is not None and bool(_JOINT[language].fullmatch(text[before.end : q.start]))
        left, right = _window(text, q, before, after, language)
        mention = Mention(q, within(reading.tokens, left, q.start), within(reading.tokens, q.end, right), (left, right))
        mention = replace(
            _with_move(reading, mention, left, right, before.end if before else 0), quoted=_in_quotes(text, q.start)
        )
        if joined and mention.move is None:
            mention = replace(mention, move=found[-1].move, move_to=found[-1].move_to)
        mention = _with_carried(reading, mention, left, found[-1] if found else None, joined)
        found.append(mention if mention.own else _with_following(reading, mention, after))
    aligned = lists.align(text, language, figures, reading.tokens)
    return tuple(
        replace(m, left=aligned[i], right=frozenset(), listed=True) if i in aligned else m for i, m in enumerate(found)
    )


def _window(
    text: str, q: Quantity, before: Quantity | None, after: Quantity | None, language: Language
) -> tuple[int, int]:
    """From where to where the words around `q` are its own."""
    left, right = around(text, q.start, q.end, _BOUNDARY[language])
    if before is not None and before.end > left:
        left = _split(text, before.end, q.start, language)
    if after is not None and after.start < right:
        right = _split(text, q.end, after.start, language)
    return left, right


def _split(text: str, start: int, end: int, language: Language) -> int:
    """Where the words between two figures part: at the last "and" in English, at the first figure's end in Chinese
    unless words for it follow (37名省领导和1300家)."""
    between = text[start:end]
    cut = between.rfind(" and ") if language == "en" else max(between.rfind(c) for c in "和与及")
    return start + cut if cut >= 0 else start


def _with_move(reading: Reading, mention: Mention, left: int, right: int, floor: int) -> Mention:
    q, text = mention.quantity, reading.text
    before = [m for m in reading.moves if left <= m.start and m.end <= q.start]
    after = [
        m for m in reading.moves if q.end <= m.start and m.end <= right and _BEHIND.fullmatch(text, q.end, m.start)
    ]
    if not before and _BY.search(text, 0, q.start):  # cut A, B and C by 10 percent
        before = [m for m in reading.moves if floor <= m.start and m.end <= q.start]
    move = before[-1] if before else after[0] if after else None
    if move is None:
        return replace(mention, level=moves.is_level(text, q.start, reading.language))
    return replace(mention, move=move, move_to=moves.leads_to(text, move, q.start, reading.language))


def _with_carried(reading: Reading, mention: Mention, left: int, before: Mention | None, joined: bool) -> Mention:
    """The mention with the words of the one before it, or of the clause before, where its own are none."""
    leans = reading.language == "zh" and bool(_LEANS.match(reading.text[left : mention.quantity.start]))
    if mention.own and not leans:
        return mention
    if reading.language == "en" and not mention.own and _opens(reading, mention.quantity.start):
        return mention
    floor = before.quantity.end if before else 0
    nearer = within(reading.tokens, floor, left) if not joined else frozenset()
    if nearer and not leans:
        return replace(mention, left=nearer)
    if before is None:
        return mention
    return replace(mention, left=mention.left | before.left, right=mention.right | before.right)


def _in_quotes(text: str, at: int) -> bool:
    return (
        any(text.count(o, 0, at) > text.count(c, 0, at) for o, c in ("“”", "‘’", "《》"))
        or text.count('"', 0, at) % 2 == 1
    )


def _opens(reading: Reading, start: int) -> bool:
    """Whether a figure at `start` opens its sentence or part: "Within 2 days, …"."""
    first = max((m.end() for m in _PART.finditer(reading.text, 0, start)), default=0)
    return not within(reading.tokens, first, start)


def _with_following(reading: Reading, mention: Mention, after: Quantity | None) -> Mention:
    """The mention with the words of the clause behind it, if no figure claims them: "Within 2 days, traffic resumed"."""
    _, end = around(reading.text, mention.quantity.end + 2, mention.quantity.end + 2, _CLAUSE[reading.language])
    if after and after.start < end:
        return mention
    return replace(mention, right=within(reading.tokens, mention.quantity.end, end))


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether one could stand in the other's place: the same unit, or two counts, rates or durations."""
    rates = ("%", "times", "multiple", "‰", "pp")
    if a.unit == b.unit or (a.unit in rates and b.unit in rates) or a.kind == b.kind == "duration":
        return True
    counts = ("", "entity", "place", "item", "person")
    return a.unit in counts and b.unit in counts


def own_words(mentions: Sequence[Mention]) -> dict[str, int]:
    """In how many of the mentions each word is an own word."""
    count: dict[str, int] = {}
    for mention in mentions:
        for word in mention.own:
            count[word] = count.get(word, 0) + 1
    return count
