"""When to refuse: fits the weights of `qa.refuse` on the choosing half, and reports both halves.

python -m benchmarks.refusals --fit
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.answers import HALVES, read
from qa import question as questions
from qa import refuse
from qa.answerer import Answerer

CHOOSE = [HALVES["choose"], HALVES["choose"].with_name("more.jsonl")]
"""The choosing half, and questions of two more authors."""

NEAR_MISSES = [HALVES["choose"].with_name(f"{name}.jsonl") for name in ("refuse", "hard")]
"""Of these only what the report does not answer is chosen on: their other questions are odd on purpose."""

REGULARISATION = 40.0
"""Inverse strength of the L2 penalty (scikit-learn's C): weak enough to fit, strong enough not to trust rare features."""


FOLDS = 8
THRESHOLDS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


@dataclass(frozen=True, slots=True)
class Row:
    """One question: its features, whether its words alone tell (`qa.refuse.recognise`), and the key. `group` keeps the
    twins of a pair together."""

    features: Mapping[str, float]
    known: bool
    answerable: bool
    group: str


def rows(answerer: Answerer, records: list[dict[str, Any]]) -> list[Row]:
    document = answerer.corpus.documents[0]
    found = []
    for record in records:
        asked = questions.read(record["question"], record.get("history", ()))
        facets, ranked = answerer.weighed(asked, document)
        known = refuse.recognise(asked, facets, document) is not None
        features = refuse.features(asked, facets, ranked, document)
        group = f"{record['id'].rstrip('0123456789')} {record.get('pair') or record['id']}"
        found.append(Row(features, known, bool(record["answerable"]), group))
    return found


def fit(data: Sequence[Row]) -> tuple[float, dict[str, float]]:
    """(bias, weights) of a logistic regression, by scikit-learn; questions recognised by their words left out."""
    from sklearn.linear_model import LogisticRegression

    names = list(data[0].features)
    kept = [row for row in data if not row.known]
    x = np.array([[row.features[name] for name in names] for row in kept])
    y = np.array([not row.answerable for row in kept])
    model = LogisticRegression(C=REGULARISATION, max_iter=5000).fit(x, y)
    return float(model.intercept_[0]), dict(zip(names, model.coef_[0].round(2).tolist(), strict=True))


def probabilities(data: Sequence[Row], bias: float, weights: Mapping[str, float]) -> NDArray[np.float64]:
    """Of "the report does not answer", shape (n,)."""
    z = np.array([bias + sum(weights[name] * value for name, value in row.features.items()) for row in data])
    return np.where([row.known for row in data], 1.0, 1 / (1 + np.exp(-z)))


def validated(data: Sequence[Row]) -> NDArray[np.float64]:
    """As `probabilities`, each question by weights that were fitted without it and its twin."""
    from sklearn.model_selection import GroupKFold

    found = np.zeros(len(data))
    for kept, left in GroupKFold(FOLDS).split(data, groups=[row.group for row in data]):
        found[left] = probabilities([data[i] for i in left], *fit([data[i] for i in kept]))
    return found


def report(data: Sequence[Row], found: NDArray[np.float64], threshold: float) -> dict[str, float]:
    answerable = np.array([row.answerable for row in data])
    refused = found >= threshold
    return {
        "refused of unanswerable": round(float(refused[~answerable].mean()), 3),
        "wrongly refused": round(float(refused[answerable].mean()), 3),
    }


def main() -> None:
    from qa.settings import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit anew on the choosing half and print the weights")
    args = parser.parse_args()
    answerer = Answerer.open(load())
    chosen, reported = rows(answerer, read(CHOOSE)), rows(answerer, read([HALVES["report"]]))
    training = [*chosen, *(row for row in rows(answerer, read(NEAR_MISSES)) if not row.answerable)]
    bias, weights = fit(training) if args.fit else (refuse.BIAS, dict(refuse.WEIGHTS))
    print(json.dumps({"bias": round(bias, 2), "weights": weights}, indent=1))
    tables = {
        "choose": (chosen, probabilities(chosen, bias, weights)),
        "choose, cross-validated": (chosen, validated(training)[: len(chosen)]),
        "report": (reported, probabilities(reported, bias, weights)),
    }
    for threshold in sorted({refuse.THRESHOLD, *THRESHOLDS}):
        print(json.dumps({"threshold": threshold, **{n: report(*table, threshold) for n, table in tables.items()}}))


if __name__ == "__main__":
    main()
