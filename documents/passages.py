"""Statements -> passages: what is retrieved for context."""

from collections.abc import Iterable
from itertools import groupby

from documents.document import Passage, Statement

PASSAGE_CHARS = 260
"""About the length (code points) at which a passage is full: four or five statements, well inside the model's 512 tokens."""


def group(statements: Iterable[Statement]) -> tuple[Passage, ...]:
    """Passages of consecutive statements, none across sections; their ids are `first/last` statement numbers.

    A section is divided evenly, so that its last passage is not a crumb.
    """
    passages: list[Passage] = []
    for _, members in groupby(statements, key=lambda s: s.section.path):
        section = list(members)
        total = sum(len(s.text) for s in section)
        share = total / max(1, round(total / PASSAGE_CHARS))
        run: list[Statement] = []
        reached, bound = 0, share
        for statement in section:
            run.append(statement)
            reached += len(statement.text)
            if reached >= bound - 1 or statement is section[-1]:
                passages.append(_passage(run))
                run, bound = [], bound + share
        if run:
            passages.append(_passage(run))
    return tuple(passages)


def _passage(run: list[Statement]) -> Passage:
    first, last = run[0], run[-1]
    return Passage(f"{first.id}-{last.number}", first.section, tuple(run))
