"""When to refuse: fits the weights of `qa.refuse`, and reports the questions it is fitted on, cross-validated, and three
files it is not: the reporting half, the near misses of an author who saw the report and nothing else, and three more authors'
questions of every kind; and how many questions for a figure of things that the report tells none of are refused.

    python -m benchmarks.refusals                                            # with the weights as they are
    python -m benchmarks.refusals --fit --reports ../shared/data/reports_2025 [--keep DIR]

Fitted on the choosing half, the questions of seventeen more authors and questions that no report answers, and, at a fifth of
the weight, on questions about other provinces' reports (`training/near.jsonl`, which they come near to, `training/questions.jsonl`,
which they answer, and things of `training/things.tsv` that they give no figure of).
Their indexes are built first, half an hour to an hour on two cores; with `--keep` they stay in that folder for the next time.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.adapt import QUESTIONS, read_reports
from benchmarks.adapt import rows as jsonl
from benchmarks.answers import HALVES, read
from benchmarks.provinces import open_apart
from documents.document import Document
from documents.language import Language
from index import model
from index.encoder import load_encoder
from index.entry import of_reports
from index.home import index_of
from qa import refuse
from qa.answerer import Answerer
from qa.settings import load

CHOOSE = [
    HALVES["choose"],
    *(HALVES["choose"].with_name(f"{name}.jsonl") for name in ("more", "others", "fresh", "plain")),
]
"""The choosing half, and questions of seventeen more authors."""

REPORT = {"report": HALVES["report"], **{n: HALVES["choose"].with_name(f"{n}.jsonl") for n in ("near", "unseen")}}
"""What nothing is chosen on."""

UNANSWERABLE = [HALVES["choose"].with_name(f"{name}.jsonl") for name in ("refuse", "hard", "offtopic")]
"""Of these only what the report does not answer is fitted on, and not counted: their other questions are odd on purpose."""

NEAR = QUESTIONS.with_name("near.jsonl")
OTHERS = 0.2
"""What a question about another report counts beside one about the bundled one."""
THINGS = QUESTIONS.with_name("things.tsv")
"""Things that are asked for where a report gives no figure of them: what it tells of something else is no answer."""
ASKED: Mapping[Language, tuple[str, ...]] = {
    "zh": ("去年{}产量是多少？", "今年{}的目标是多少？", "{}增长了多少？", "全省有多少{}？"),
    "en": (
        "What was the output of {} last year?", "What is the target for {} this year?", "By how much did {} grow?",
        "How many {} are there in the province?",
    ),
}  # fmt: skip
FIGURE = re.compile(r"[\d一二三四五六七八九十百千万亿]")
FRESH = 3.0
"""What a question of the authors counts whose ids are these, beside others: nothing here was written by their questions."""
FRESH_IDS = ("fra", "frc", "frd", "fre")

REGULARISATION = 40.0
"""Inverse strength of the L2 penalty (scikit-learn's C): weak enough to fit, strong enough not to trust rare features."""
SPEAKS_AGAINST = frozenset({"hit"})
EITHER_WAY = frozenset({"parts"})
"""Features that speak against refusing, and one that may speak either way; all others speak for it."""


FOLDS = 8
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


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
        asked = answerer.understood(record["question"], record.get("history", ()))
        facets, ranked = answerer.weighed(asked, document)
        known = refuse.recognise(asked, facets, document) is not None
        features = refuse.features(asked, facets, ranked, document, answerer.index.places)
        group = f"{record['id'].rstrip('0123456789')} {record.get('pair') or record['id']}"
        found.append(Row(features, known, bool(record["answerable"]), group))
    return found


def of_things(document: Document, language: Language) -> list[dict[str, Any]]:
    """Questions for a figure of things that no statement with a figure names, one of each thing, in turns of phrase."""
    lines = THINGS.read_text(encoding="utf-8").splitlines()[1:]
    told = [s.text for s in document.statements if FIGURE.search(s.text)]
    found = []
    for number, line in enumerate(lines):
        zh, en = line.split("\t")
        if not any(zh in text for text in told):
            text = ASKED[language][number % 4].format(zh if language == "zh" else en)
            found.append({"id": f"{document.id}/thing{number}", "question": text, "answerable": False})
    return found


def about_others(folder: Path, keep: Path | None) -> list[Row]:
    """The Chinese questions about other provinces' reports, each report read by an index of its own. Without English ones,
    which no edition's words meet, and those that seem to ask of another place or year: the list of places knows no
    province's own cities."""
    near, answered = jsonl(NEAR), [row for row in jsonl(QUESTIONS) if "zh_at" in row]
    documents = read_reports(folder, {row["id"].split("/")[0] for row in near})
    encoder = load_encoder(model.prepare(load().home))
    found: list[Row] = []
    for id, document in documents.items():
        answerer = open_apart(document, encoder, index_of(keep / id, of_reports([document]), encoder) if keep else None)
        records = [
            {"id": id, "question": row["zh"], "answerable": group is answered}
            for group in (near, answered)
            for row in group
            if row["id"].startswith(f"{id}/")
        ]
        own = rows(answerer, records + of_things(document, "zh"))
        found += [row for row in own if not row.features["place"] and not row.features["year"]]
        print(f"{id}: {len(records)} questions", file=sys.stderr)
    return found


def fit(data: Sequence[Row], others: Sequence[Row] = ()) -> tuple[float, dict[str, float]]:
    """(bias, weights) of a logistic regression whose weights have the sign that is given; questions recognised by their words
    left out."""
    from scipy.optimize import minimize

    names = list(data[0].features)
    kept = [(row, _counts(row)) for row in data if not row.known]
    kept += [(row, OTHERS) for row in others if not row.known]
    x = np.array([[row.features[name] for name in names] for row, _ in kept])
    y = np.array([float(not row.answerable) for row, _ in kept])
    counts = np.array([weight for _, weight in kept])

    def loss(t: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ t[:-1] + t[-1]
        slope = counts * (1 / (1 + np.exp(-z)) - y)
        value = (counts * (np.logaddexp(0, z) - y * z)).sum() + (t[:-1] ** 2).sum() / (2 * REGULARISATION)
        return float(value), np.append(x.T @ slope + t[:-1] / REGULARISATION, slope.sum())

    sides = [(None, None) if n in EITHER_WAY else (None, 0) if n in SPEAKS_AGAINST else (0, None) for n in names]
    fitted = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=[*sides, (None, None)], method="L-BFGS-B")
    return float(fitted.x[-1]), dict(zip(names, fitted.x[:-1].round(2).tolist(), strict=True))


def _counts(row: Row) -> float:
    return FRESH if row.group.split()[0] in FRESH_IDS else 1.0


def probabilities(data: Sequence[Row], bias: float, weights: Mapping[str, float]) -> NDArray[np.float64]:
    """Of "the report does not answer", shape (n,)."""
    z = np.array([bias + sum(weights[name] * value for name, value in row.features.items()) for row in data])
    return np.where([row.known for row in data], 1.0, 1 / (1 + np.exp(-z)))


def validated(data: Sequence[Row], others: Sequence[Row] = ()) -> NDArray[np.float64]:
    """As `probabilities`, each question by weights that were fitted without it and its twin."""
    from sklearn.model_selection import GroupKFold

    found = np.zeros(len(data))
    for kept, left in GroupKFold(FOLDS).split(data, groups=[row.group for row in data]):
        found[left] = probabilities([data[i] for i in left], *fit([data[i] for i in kept], others))
    return found


def report(data: Sequence[Row], found: NDArray[np.float64], threshold: float) -> dict[str, float]:
    answerable = np.array([row.answerable for row in data])
    refused = found >= threshold
    of_them = {"refused of unanswerable": round(float(refused[~answerable].mean()), 3)}
    return of_them | ({"wrongly refused": round(float(refused[answerable].mean()), 3)} if answerable.any() else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit anew and print the weights; needs --reports")
    parser.add_argument("--reports", type=Path, help="folder of the provinces' reports of 2025")
    parser.add_argument("--keep", type=Path, help="folder to keep those reports' indexes in")
    args = parser.parse_args()
    if args.fit and not args.reports:
        parser.error("--fit needs --reports: name the folder of the provinces' 2025 reports")
    answerer = Answerer.open(load())
    others = about_others(args.reports, args.keep) if args.reports else []
    chosen = rows(answerer, read(CHOOSE))
    training = [*chosen, *(row for row in rows(answerer, read(UNANSWERABLE)) if not row.answerable)]
    bias, weights = fit(training, others) if args.fit else (refuse.BIAS, dict(refuse.WEIGHTS))
    print(json.dumps({"bias": round(bias, 2), "weights": weights}, indent=1))
    tables = {"choose": (chosen, probabilities(chosen, bias, weights))}
    if args.fit:
        tables["choose, cross-validated"] = (chosen, validated(training, others)[: len(chosen)])
    for name, path in REPORT.items():
        reported = rows(answerer, read([path]))
        tables[name] = (reported, probabilities(reported, bias, weights))
    document = answerer.corpus.documents[0]
    things = rows(answerer, [*of_things(document, "zh"), *of_things(document, "en")])
    tables["other things"] = (things, probabilities(things, bias, weights))
    for threshold in sorted({refuse.THRESHOLD, *THRESHOLDS}):
        print(json.dumps({"threshold": threshold, **{n: report(*table, threshold) for n, table in tables.items()}}))


if __name__ == "__main__":
    main()
