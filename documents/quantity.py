"""A quantity as read from text, and when two of them, in whatever language, say the same.

Knows nothing of how text is read (`documents.numbers` does that).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from documents.units import STRICTNESS

Hedge = Literal["", "about", "at_least", "over", "nearly", "at_most"]
HEDGES: Final[dict[str | None, Hedge]] = {
    "about": "about", "at_least": "at_least", "over": "over", "nearly": "nearly", "at_most": "at_most",
}  # fmt: skip
QuantityKind = Literal["quantity", "date", "year", "duration", "ordinal", "rank", "name"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: ``text[start:end]`` is the numeral with its unit and hedge.

    ``value`` is in the unit's base (455万亩 is 4550000 mu); a range has its upper end in ``high``. ``unit`` is a key of
    `documents.units`, the same for both languages; "" is a bare count. Growth by a factor is ``times`` (增长2倍,
    "tripled" = 2), the factor itself ``multiple`` (是上年的3倍, "three times the" = 3). Dates are written as digits:
    20240124 ``date``, 202403 ``year-month``, 124 ``month-day``, 3 ``month``, 12 ``month-end``.
    """

    value: Decimal
    high: Decimal | None
    unit: str
    hedge: Hedge
    kind: QuantityKind
    start: int
    end: int


_HEDGE_FAMILY: Final[dict[str, str]] = {"over": "at_least"}  # "over 30 million mu" is how 3000万亩以上 is rendered
_KIND_FAMILY: Final[dict[str, str]] = {"name": "quantity", "rank": "ordinal"}
_TOLERANCE: Final = Decimal("1e-12")  # thirds and factors are rounded to 28 digits


def same(a: Quantity, b: Quantity) -> bool:
    """True if two quantities say the same: value (or range), unit, hedge and kind, across languages.

    Hedges: 以上, 突破, 超, 余, 多 ("at least", "or more", "over", "exceeded") are one family, each of 左右, 近, 以内 is
    its own, and a dropped hedge is a difference. Units: things counted (家, 个, 项, "projects") are one family; people
    and visits equal a bare English count too; money, shares, households and physical units equal only themselves.
    增长1.1倍, "increased by 110 percent" and "a 1.1-fold increase" are the same.

    >>> from documents.numbers import read
    >>> zh, en = read("455万亩", "zh")[0], read("4.55 million mu", "en")[0]
    >>> same(zh, en), same(zh, read("455 million mu", "en")[0]), same(zh, read("over 4.55 million mu", "en")[0])
    (True, False, False)
    """
    if _KIND_FAMILY.get(a.kind, a.kind) != _KIND_FAMILY.get(b.kind, b.kind):
        return False
    if a.kind in ("date", "year"):  # "by the end of December" renders both 12月底 and 12月底前
        return a.unit == b.unit and a.value == b.value and a.high == b.high
    if _HEDGE_FAMILY.get(a.hedge, a.hedge) != _HEDGE_FAMILY.get(b.hedge, b.hedge):
        return False
    if a.kind in ("ordinal", "rank"):
        return a.value == b.value and a.unit == b.unit
    a_unit, a_value, a_high = _comparable(a)
    b_unit, b_value, b_high = _comparable(b)
    if not _units_agree(a_unit, b_unit) or (a_high is None) != (b_high is None):
        return False
    return _equal(a_value, b_value) and (a_high is None or b_high is None or _equal(a_high, b_high))


def find_equal(q: Quantity, candidates: Iterable[Quantity]) -> Quantity | None:
    """The first of ``candidates`` that says the same as ``q``, or None.

    >>> from documents.numbers import read
    >>> asked = read("16.7 percent", "en")[0]
    >>> found = find_equal(asked, read("分别增长1.4倍、16.7%", "zh"))
    >>> found.start, found.end
    (9, 14)
    """
    return next((candidate for candidate in candidates if same(q, candidate)), None)


def plain(q: Quantity) -> Quantity:
    """The same quantity with its numbers written plainly: 53220000000.0 -> 53220000000, 2.50 -> 2.5."""
    return replace(q, value=_plain(q.value), high=None if q.high is None else _plain(q.high))


def _plain(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _comparable(q: Quantity) -> tuple[str, Decimal, Decimal | None]:
    """Unit, value and high with factors and per mille turned into percent."""
    if q.unit == "times":
        return "%", q.value * 100, None if q.high is None else q.high * 100
    if q.unit == "multiple":
        return "%", (q.value - 1) * 100, None if q.high is None else (q.high - 1) * 100
    if q.unit == "‰":
        return "%", q.value / 10, None if q.high is None else q.high / 10
    return q.unit, q.value, q.high


def _units_agree(a: str, b: str) -> bool:
    if a == b:
        return True
    strictness = {STRICTNESS.get(a, "count"), STRICTNESS.get(b, "count")}
    if strictness == {"count"}:
        return True
    return strictness == {"soft", "count"} and "" in (a, b)


def _equal(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= _TOLERANCE * max(abs(a), abs(b), Decimal(1))
