"""Chooses `qa.weights.WEIGHTS` on the choosing half: coordinate search from the present values.

    python -m benchmarks.tune --rounds 2        # prints each step that helps, and the weights at the end

What is raised: accuracy + 0.3 evidence + 0.3 precision, of answerable questions, without refusals.
"""

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.answers import HALVES, cited, evidence_spans, read
from benchmarks.match import score
from qa import compose, evidence
from qa import question as questions
from qa.answer import Answer
from qa.answerer import Answerer
from qa.weights import WEIGHTS, Weights

FACTORS = (0.3, 0.6, 1.4, 2.2)


def prepared(answerer: Answerer, records: Sequence[dict[str, Any]]) -> list[Any]:
    """(record, question, facets, hits, evidence spans) of every answerable question: what no weight changes."""
    document = answerer.corpus.documents[0]
    found = []
    for record in records:
        if record["answerable"]:
            asked = questions.read(record["question"], record.get("history", ()))
            facets, hits = answerer.found(asked, document)
            found.append((record, asked, facets, hits, evidence_spans(record, document)))
    return found


def value(answerer: Answerer, data: Sequence[Any], weights: Weights) -> tuple[float, float, float, float]:
    """(what is raised, accuracy, evidence, precision)."""
    document = answerer.corpus.documents[0]
    figures_of = answerer.figures(document)
    right = held = useful = 0.0
    for record, asked, facets, hits, spans in data:
        ranked = evidence.weigh_all(facets, hits, asked.language, figures_of, weights)
        drafted = compose.draft(asked, facets, ranked, document, weights)
        answer = Answer("", asked.language, drafted.sentences, drafted.citations)
        right += score(record, answer.text).ok
        share, precision = cited(answer, document, spans)
        held, useful = held + share, useful + precision
    n = len(data)
    return (right + 0.3 * held + 0.3 * useful) / n, right / n, held / n, useful / n


def main() -> None:
    from qa.settings import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="further files of questions to choose on")
    args = parser.parse_args()
    answerer = Answerer.open(load())
    data = prepared(answerer, read([HALVES["choose"], *args.more]))
    weights = WEIGHTS
    best = value(answerer, data, weights)
    print("start", [round(x, 4) for x in best])
    for _ in range(args.rounds):
        for field in dataclasses.fields(weights):
            now = getattr(weights, field.name)
            for factor in FACTORS:
                tried = dataclasses.replace(weights, **{field.name: now * factor})
                result = value(answerer, data, tried)
                if result[0] > best[0] + 1e-4:
                    best, weights = result, tried
                    print(field.name, round(now * factor, 3), [round(x, 4) for x in best], flush=True)
    print(weights)


if __name__ == "__main__":
    main()
