"""When to refuse: fits the weights of `qa.refuse` on the choosing half, and reports both halves.

python -m benchmarks.refusals --fit
"""

import argparse
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.answers import HALVES, read
from qa import question as questions
from qa import refuse
from qa.answerer import Answerer

CHOOSE = [HALVES["choose"], *(HALVES["choose"].with_name(f"{name}.jsonl") for name in ("refuse", "more"))]
"""The choosing half, near misses written for choosing when to refuse, and questions of two more authors."""

REGULARISATION = 40.0
"""Inverse strength of the L2 penalty (scikit-learn's C): weak enough to fit, strong enough not to trust rare features."""


def rows(answerer: Answerer, records: list[dict[str, Any]]) -> list[tuple[Mapping[str, float], bool, bool]]:
    """(features, recognised by words, answerable) of every question."""
    document = answerer.corpus.documents[0]
    found = []
    for record in records:
        asked = questions.read(record["question"], record.get("history", ()))
        facets, ranked = answerer.weighed(asked, document)
        known = refuse.recognise(asked, facets, document) is not None
        found.append((refuse.features(asked, facets, ranked, document), known, bool(record["answerable"])))
    return found


def fit(data: list[tuple[Mapping[str, float], bool, bool]]) -> tuple[float, dict[str, float]]:
    """(bias, weights) of a logistic regression, by scikit-learn; questions recognised by their words left out."""
    from sklearn.linear_model import LogisticRegression

    names = list(data[0][0])
    kept = [(f, a) for f, known, a in data if not known]
    x = np.array([[f[name] for name in names] for f, _ in kept])
    y = np.array([not answerable for _, answerable in kept])
    model = LogisticRegression(C=REGULARISATION, max_iter=5000).fit(x, y)
    return float(model.intercept_[0]), dict(zip(names, model.coef_[0].round(2).tolist(), strict=True))


def report(
    data: list[tuple[Mapping[str, float], bool, bool]], bias: float, weights: Mapping[str, float], threshold: float
) -> dict[str, Any]:
    def refused(values: Mapping[str, float]) -> bool:
        z = bias + sum(weights[n] * v for n, v in values.items())
        return 1 / (1 + np.exp(-z)) >= threshold

    no = [known or refused(f) for f, known, a in data if not a]
    yes = [known or refused(f) for f, known, a in data if a]
    return {
        "threshold": round(threshold, 2),
        "refused of unanswerable": round(float(np.mean(no)), 3),
        "wrongly refused": round(float(np.mean(yes)), 3),
    }


def main() -> None:
    from qa.settings import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit anew on the choosing half and print the weights")
    args = parser.parse_args()
    answerer = Answerer.open(load())
    halves = {
        "choose": rows(answerer, [r for r in read(CHOOSE) if r["id"][0] != "a"]),
        "report": rows(answerer, read([HALVES["report"]])),
    }
    bias, weights = fit(halves["choose"]) if args.fit else (refuse.BIAS, dict(refuse.WEIGHTS))
    print(json.dumps({"bias": round(bias, 2), "weights": weights}, indent=1))
    for threshold in (refuse.THRESHOLD, 0.3, 0.4, 0.5, 0.6):
        print(json.dumps({name: report(data, bias, weights, threshold) for name, data in halves.items()}))


if __name__ == "__main__":
    main()
