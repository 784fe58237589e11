"""A text's clauses: the parts of it that each may hold a fact, which are encoded and indexed beside the whole."""

from __future__ import annotations

import re

from documents.language import Language

PART_CHARS: dict[Language, int] = {"zh": 8, "en": 30}
"""Characters that a part of a text has at least: about two words make a clause."""

_CLAUSE: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[^，。！？；：]+[，。！？；：”’」』）]*"),
    "en": re.compile(r".+?(?:[,;:.!?][\"”’)]*(?=\s)|$)", re.DOTALL),
}


def clauses(text: str, language: Language) -> list[str]:
    """The parts of `text` that each may hold a fact, none very short.

    >>> clauses("碳酸锂11万吨、增长49.4%，卤水提锂技术国际领先，好。", "zh")
    ['碳酸锂11万吨、增长49.4%，', '卤水提锂技术国际领先，好。']
    """
    return [text[start:end] for start, end in located(text, language)]


def located(text: str, language: Language) -> list[tuple[int, int]]:
    """Where the clauses of `text` stand: (start, end), white space around them left out.

    >>> located("甲乙丙丁戊己庚辛，子丑寅卯辰巳午未。", "zh")
    [(0, 9), (9, 18)]
    """
    spans: list[tuple[int, int]] = []
    for match in _CLAUSE[language].finditer(text):
        own = match.group().strip()
        if spans and min(len(text[slice(*spans[-1])].strip()), len(own)) < PART_CHARS[language]:
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    trimmed = []
    for start, end in spans:
        part = text[start:end]
        if part.strip():
            trimmed.append((start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))))
    return trimmed or [(0, len(text))]
