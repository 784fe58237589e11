"""Numerals to numbers: Chinese characters, English words, Roman figures, digits with separators.

Knows nothing of units or hedges; every function raises ValueError on what is not a numeral.

>>> chinese("四十一"), english("thirty-one"), digits("45,218"), roman("Ⅱ")
(Decimal('41'), Decimal('31'), Decimal('45218'), Decimal('2'))
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_ZH_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_ZH_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_ZH_LARGE: Final = {"万": 10**4, "亿": 10**8}
ZH_NUMERAL: Final = "零〇一二两三四五六七八九十百千万亿"

_EN_ONES: Final = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_EN_TENS: Final = {
    word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_EN_LARGE: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
EN_WORDS: Final = {**_EN_ONES, **_EN_TENS}

_EN_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
EN_ORDINALS: Final = tuple(_EN_ORDINALS)
EN_TENS: Final = tuple(_EN_TENS)

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


def digits(text: str) -> Decimal:
    """Digits, full-width or half-width, with thousands separators: ``9,803`` -> 9803, ``５．３`` -> 5.3."""
    plain = text.translate(_FULL_WIDTH)
    if not _GROUPED.fullmatch(plain):
        raise ValueError(f"not a number in digits: {text!r}")
    return Decimal(plain.replace(",", ""))


def chinese(text: str) -> Decimal:
    """A Chinese numeral: positional (二〇二四), or with 十百千万亿 (三万五千二百, 千亿, 十四); 点 for a decimal.

    >>> chinese("二〇二四"), chinese("三万五千"), chinese("千亿"), chinese("一万亿"), chinese("三点五")
    (Decimal('2024'), Decimal('35000'), Decimal('100000000000'), Decimal('1000000000000'), Decimal('3.5'))
    """
    whole, point, fraction = text.partition("点")
    if point:
        return Decimal(f"{chinese(whole)}.{_positional(fraction)}")
    if not text:
        raise ValueError("no numeral")
    if all(c in _ZH_DIGITS for c in text):
        return Decimal(_positional(text))
    total = section = 0
    digit: int | None = None
    for i, character in enumerate(text):
        if character in _ZH_DIGITS:
            digit = _ZH_DIGITS[character]
        elif character in _ZH_SMALL:
            section += (1 if digit is None or (digit == 0 and section == 0) else digit) * _ZH_SMALL[character]
            digit = None
        elif character in _ZH_LARGE:
            section += digit or 0
            large = _ZH_LARGE[character]
            if i and text[i - 1] in _ZH_LARGE:  # 万亿: the second character multiplies the whole
                total *= large
            elif large == 10**8 and total:
                total = (total + section) * large
            else:
                total += (section or 1) * large
            section, digit = 0, None
        else:
            raise ValueError(f"not a Chinese numeral: {text!r}")
    return Decimal(total + section + (digit or 0))


def _positional(text: str) -> str:
    if not text or any(c not in _ZH_DIGITS for c in text):
        raise ValueError(f"not Chinese digits: {text!r}")
    return "".join(str(_ZH_DIGITS[c]) for c in text)


def english(text: str) -> Decimal:
    """A number in English words.

    >>> english("one hundred and five"), english("two million three hundred thousand")
    (Decimal('105'), Decimal('2300000'))
    """
    total = section = 0
    seen = False
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if word == "and" and seen:
            continue
        if word in EN_WORDS:
            section += EN_WORDS[word]
        elif word in ("a", "an") and not seen:
            section += 1
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _EN_LARGE:
            total += (section or 1) * _EN_LARGE[word]
            section = 0
        else:
            raise ValueError(f"not a number in English words: {text!r}")
        seen = True
    return Decimal(total + section)


def english_ordinal(text: str) -> Decimal:
    """``second`` -> 2, ``21st`` -> 21, ``twenty-first`` -> 21."""
    word = text.lower().strip()
    if word[0].isdigit():
        return digits(word[:-2])
    *head, last = re.split(r"[\s-]+", word)
    if last not in _EN_ORDINALS:
        raise ValueError(f"not an English ordinal: {text!r}")
    return Decimal(_EN_ORDINALS[last]) + (english(" ".join(head)) if head else 0)


def roman(text: str) -> Decimal:
    """Roman figures, as letters or as one code point: ``II``, ``Ⅱ`` -> 2; up to 39."""
    if len(text) == 1 and "Ⅰ" <= text <= "Ⅻ":
        return Decimal(ord(text) - ord("Ⅰ") + 1)
    values = [_ROMAN.get(c, 0) for c in text.upper()]
    if not values or 0 in values:
        raise ValueError(f"not a Roman figure: {text!r}")
    return Decimal(sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values)))
