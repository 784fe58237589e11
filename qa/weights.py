"""What each feature of a piece of evidence counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, in standard deviations of the fused retrieval score.

    Chosen on the choosing half of the questions by `python -m benchmarks.tune`; those of a statement, but for `period`, are
    0.7 of that, as questions about other provinces' reports ask (`python -m benchmarks.provinces --fit`, docs/log.md). The
    reporting half saw none of it.
    """

    coverage: float = 0.8  # of the question's content by the statement and the span, 0 to 1
    focus: float = 4.2  # of what a follow-up adds
    told: float = -1.5  # what it says was told just before
    kind: float = 0.8  # the kind of thing asked for is there
    date: float = 1.5  # a date asked for, in shares of that: without one it is no answer
    unit: float = 0.7  # and in the unit asked for
    bound: float = 0.9  # of the question's content by the indicator of the figure that answers, 0 to 1
    precise: float = 0.35  # of that indicator by the question's content, 0 to 1
    measure: float = 0.55  # that figure is a growth, a share or a level, as asked
    period: float = 0.6  # how much better its scope agrees with the one asked for than the search took it to, -1 to 1
    year: float = -1.5  # a year is named, and the statement is of another and does not name it
    qualified: float = -0.8  # the figure is of town or country alone, and neither was asked for
    near: float = 0.7  # the parts of a question are answered by one statement; half of it for neighbours
    heading: float = -2.2  # a heading says little
    headings: float = 0.45  # how far the words of the headings above count as the statement's own
    span_kind: float = 0.35  # the same for the span within the statement, in shares of coverage
    span_length: float = 400.0  # characters of a span that cost as much as the whole coverage earns
    span_figure: float = 0.6  # the span holds the figure that answers
    more_score: float = 1.0  # a further statement's score is at most this far below the best one's
    more_plan: float = 1.2  # the same for a plan, which several statements carry
    tie: float = 0.5  # asked for one thing, two statements are told that are no farther apart than this
    more_coverage: float = 0.45  # and it covers at least this share of what the best one covers
    span_near: float = 1.0  # how far the span's nearest clause is behind the statement's, in cosine
    span_open: float = 0.6  # a span whose predicate is still to come
    span_leans: float = 0.25  # a span that begins in the middle of a thought


WEIGHTS = Weights()
