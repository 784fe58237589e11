"""Reads every quantity of a Chinese or English text into value, unit and hedge.

The ground of the promise that every figure is traced: both sides of a statement, and an answer and its citation, are
read and compared. ``read`` leaves the reading to `documents.chinese_numbers` and `documents.english_numbers`.

What is not read: 一 before a measure word (一批, 一个), "one" and "a" before a noun, vague numbers (数十, 若干,
"dozens of"), 零 and "zero" in names (零碳), 首 (首个), and a sign (下降3% is 3%; direction is not part of a quantity).
"""

from __future__ import annotations

from typing import Literal

from documents.chinese_numbers import read_chinese
from documents.english_numbers import read_english
from documents.quantity import Hedge, Quantity, QuantityKind, find_equal, same

__all__ = ["Hedge", "Quantity", "QuantityKind", "find_equal", "read", "same"]


def read(text: str, language: Literal["zh", "en"]) -> list[Quantity]:
    """All quantities of ``text`` in its order; spans do not overlap.

    >>> [(str(q.value), q.unit, q.hedge) for q in read("完成国土绿化455万亩，开展1300多家", "zh")]
    [('4550000', 'mu', ''), ('1300', 'entity', 'over')]
    >>> [(str(q.value), q.unit, q.hedge) for q in read("at least 85 percent, about 5.5%", "en")]
    [('85', '%', 'at_least'), ('5.5', '%', 'about')]
    """
    return read_chinese(text) if language == "zh" else read_english(text)
