"""One question for several things: 粮食产量和城镇就业的目标, "growth of GDP and of foreign trade". Where the report tells them in
several statements, each is asked for by itself; else half of the answer would be left out in silence.

A question is only taken apart where the best evidence for the whole does not tell of each thing (`unmet`) and what is found
for each alone does (`better`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from documents.language import Language
from index.words import STOP_EN, STOP_ZH
from qa.asking import ASKING, Asks
from qa.content import Content
from qa.evidence import Found
from qa.facets import ContentOf
from qa.kinds import english_stems
from qa.lexicon import everyday_words, names_nothing
from qa.question import Question

ASKS: Final[frozenset[Asks]] = frozenset({"figure", "date", "list", "name", "place", "open"})
"""The kinds of question that are taken apart: those that want one thing of each. A comparison wants both sides, a plan the
statements that carry it."""
MET: Final = 0.5
"""A statement that holds such a share of a thing's own words tells of it."""
BETTER: Final = 1.0
"""So much must be gained in score by what a thing alone finds, where a figure or a date is asked for and it does not tell of
it in its words. 0.5 takes more apart that one statement answers, 2.5 fewer that two do (docs/log.md)."""

_RUN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z、]+")
_JOINTS: Final[dict[Language, frozenset[str]]] = {
    "zh": frozenset({"和", "与", "及", "以及", "跟", "同", "还有", "、"}),
    "en": frozenset({"and", "&"}),
}
_AGAINST: Final[dict[Language, frozenset[str]]] = {
    "zh": frozenset({"还是", "比", "较", "相比"}),
    "en": frozenset(
        {"or", "than", "versus", "vs", "against", "exceed", "exceeds", "exceeded", "outpace", "outpaced", "with", "to"}
    ),
}
"""Words between two things that are compared."""
_LATIN: Final = re.compile(r"[A-Za-z][\w'’.&-]*|[,&]")
_LEAD: Final = frozenset("of for in on at to by the a an its their both new".split())
"""Words before a thing that are none of its name."""
_END: Final = STOP_EN - _LEAD | frozenset(
    "grow grew grown rise rose risen fall fell fallen increase increased decrease decreased decline declined reach reached "
    "expand expanded drop dropped climb climbed change changed go went come came get got respectively "
    "combined together planned expected".split()
)
"""Words after which, or before which, the name of a thing ends."""
_SEVERAL: Final = re.compile(
    r"(\bwhat )(are|were)( the (?:[\w-]+ ){0,3}?)(target|goal|aim|rate|figure|number|level|share|increase)s\b", re.I
)
_LONGEST: Final = 6
"""Words of the longest name of a thing."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the things asked for: its name, the question for it alone, and of its content words those that no other has."""

    name: str
    question: str
    content: Content = field(default_factory=lambda: Content(()))


def unmet(question: Question, best: Found, content_of: ContentOf) -> tuple[Thing, ...]:
    """The things that `question` asks for, where the best evidence for all of it does not tell of each; () otherwise."""
    language = question.spoken
    if question.focus or question.asks not in ASKS:
        return ()
    found = things(question.search, language)
    contents = own([content_of(thing.name, language) for thing in found])
    if not found or not all(content.words for content in contents):
        return ()
    if any(" and " in word.surface for word in content_of(question.search, language).words):
        return ()  # a term of its own: urban and rural incomes
    named = tuple(replace(thing, content=content) for thing, content in zip(found, contents, strict=True))
    return named if any(held(thing, best) < MET for thing in named) else ()


def compared(question: Question, content_of: ContentOf) -> tuple[Thing, ...]:
    """The things that `question` compares, each with its own words; () where it names no two of them."""
    language = question.spoken
    found = things(question.search, language, comparing=True)
    contents = own([content_of(thing.name, language) for thing in found])
    if not found or not all(content.words for content in contents):
        return ()
    return tuple(replace(thing, content=content) for thing, content in zip(found, contents, strict=True))


def better(question: Question, apart: Sequence[Thing], whole: Found, alone: Sequence[Sequence[Found]]) -> bool:
    """Whether what was found for each thing alone, best first, answers better than the best evidence for all of them."""
    if not all(alone):
        return False
    chosen = [ranked[0] for ranked in alone]
    told = [held(thing, found) >= MET for thing, found in zip(apart, chosen, strict=True)]
    if question.asks not in ("figure", "date") and not _SEVERAL.search(question.search):
        return all(told)
    other = [found.statement.id != whole.statement.id for found in chosen]
    gained = [_gained(ranked, whole) >= BETTER for ranked in alone]
    return any(other) and all(t or g for o, t, g in zip(other, told, gained, strict=True) if o)


def _gained(ranked: Sequence[Found], whole: Found) -> float:
    """How much better the best is than the statement that was best for all things."""
    before = next((found for found in ranked if found.statement.id == whole.statement.id), ranked[-1])
    return ranked[0].score - before.score


def held(thing: Thing, found: Found) -> float:
    """The share of a thing's own words that a statement holds."""
    return thing.content.coverage(found.statement.text, english_stems(found.statement.en or ""))


def own(contents: Sequence[Content]) -> list[Content]:
    """Of each the words that no other has: rural industry and rural governance differ by the second."""
    often = Counter(word.surface for content in contents for word in content.words)
    return [Content(tuple(word for word in content.words if often[word.surface] == 1)) for content in contents]


def things(question: str, language: Language, comparing: bool = False) -> tuple[Thing, ...]:
    """The things that a question joins by "and", or compares, and asks the same of; () where it asks for one.

    >>> [thing.question for thing in things("今年粮食产量和城镇就业的目标是多少？", "zh")]
    ['今年粮食产量的目标是多少？', '今年城镇就业的目标是多少？']
    >>> [thing.question for thing in things("What was the growth of GDP and of foreign trade in 2023?", "en")]
    ['What was the growth of GDP in 2023?', 'What was the growth of foreign trade in 2023?']
    >>> [thing.question for thing in things("What are the targets for GDP, jobs and grain?", "en")]
    ['What is the target for GDP?', 'What is the target for jobs?', 'What is the target for grain?']
    """
    joints = _JOINTS[language] | (_AGAINST[language] if comparing else frozenset())
    spans = _chinese(question, joints) if language == "zh" else _english(question, joints)
    if len(spans) < 2:
        return ()
    before, after = _SEVERAL.sub(_one, question[: spans[0][0]]), question[spans[-1][1] :]
    return tuple(Thing(question[start:end], before + question[start:end] + after) for start, end in spans)


def _one(match: re.Match[str]) -> str:
    """What are the targets -> what is the target"""
    return match[1] + {"are": "is", "were": "was"}[match[2].lower()] + match[3] + match[4]


def _chinese(text: str, joints: Collection[str]) -> list[tuple[int, int]]:
    """Where the names of the things are: from the first word of a subject before the first 和 to the last one before what
    is asked, or after it."""
    for run in _RUN.finditer(text):
        asking = ASKING["zh"].search(run.group())
        start, end = asking.span() if asking else (len(run.group()), len(run.group()))
        for first, last in ((0, start), (end, len(run.group()))):
            spans = _joined(list(_placed(run.group()[first:last], run.start() + first)), joints)
            if spans:
                return spans
    return []


def _joined(words: Sequence[tuple[str, int, int]], between: Collection[str]) -> list[tuple[int, int]]:
    """Where the names are that the words join by 和; [] where they join none."""
    joints = [i for i, (word, _, _) in enumerate(words) if word in between]
    pieces = [words[a:b] for a, b in zip([0, *(i + 1 for i in joints)], [*joints, len(words)], strict=True)]
    named = [[w for w in piece if not _empty(w[0])] for piece in pieces]
    if not joints or not all(named):
        return []
    starts = [named[0][0][1], *(piece[0][1] for piece in pieces[1:])]
    ends = [*(piece[-1][2] for piece in pieces[:-1]), named[-1][-1][2]]
    return list(zip(starts, ends, strict=True))


def _placed(run: str, at: int) -> Iterator[tuple[str, int, int]]:
    for part in re.findall(r"[A-Za-z]+|[\u4e00-\u9fff]+|、", run):
        for word in everyday_words(part) if part[0] >= "\u4e00" else [part]:
            yield word, at, at + len(word)
            at += len(word)


def _empty(word: str) -> bool:
    return word[0] == "各" or word in STOP_ZH or names_nothing(word)


def _english(text: str, joints: Collection[str]) -> list[tuple[int, int]]:
    words = [(m.group().lower(), m.start(), m.end()) for m in _LATIN.finditer(text)]
    joint = next((i for i, word in enumerate(words) if word[0] in joints), None)
    if joint is None or any(word[0] in joints for word in words[joint + 1 :]):
        return []
    right = _name(words[joint + 1 :])
    left: list[list[tuple[str, int, int]]] = []
    end = joint
    while True:
        piece = _before(words[:end])
        if not piece:
            break
        left.insert(0, piece)
        end -= len(piece)
        if not end or words[end - 1][0] != "," or "or" in joints:
            break
        end -= 1
    if not right or not left or ASKING["en"].search(text[right[0][1] :]):
        return []
    return [(piece[0][1], piece[-1][2]) for piece in (*left, right)]


def _name(words: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The name that the words begin with, what leads to it left out; [] where there is none of a fair length."""
    start = next((i for i, word in enumerate(words) if word[0] not in _LEAD), len(words))
    stop = next((i for i in range(start, len(words)) if _ends(words[i][0])), len(words))
    return list(words[start:stop]) if 0 < stop - start <= _LONGEST else []


def _before(words: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The name that the words end with."""
    stop = next((i for i in range(len(words), 0, -1) if _ends(words[i - 1][0])), 0)
    return list(words[stop:]) if 0 < len(words) - stop <= _LONGEST else []


def _ends(word: str) -> bool:
    return word == "," or word in _END or word in _LEAD
