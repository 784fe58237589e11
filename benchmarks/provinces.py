"""How often the right statement comes first in reports that nothing here was written for: 30 other provinces'.

    python -m benchmarks.adapt --reports DIR --first --output half.safetensors      # learns from half of the questions
    python -m benchmarks.provinces --reports DIR --adapter half.safetensors [--limit 6] [--fit]
    python -m benchmarks.provinces --reports DIR --parts        # two questions in one, about four of the reports

`DIR` is `../shared/data/reports_2025`. Asks the half of `training/questions.jsonl` that says which words answer
(`zh_at`), which `--first` leaves out: the shipped adapter learnt from both. Prints the share of questions whose
statement is first by search and by evidence, and how often an answer of one clause holds the words. `--fit` prints the
weights of evidence (`qa.weights`) that tell the right statement best: softmax regression over the hits, held to the
present weights by a quadratic penalty. `--parts` prints for how many questions of `training/parts.jsonl` (two parts) and
`training/joined.jsonl` (one question of two things) the answer has both figures.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.adapt import QUESTIONS, read_reports, rows
from documents.corpus import Corpus
from documents.document import Document
from documents.language import Language
from index import adapter, model
from index.build import build
from index.encoder import Encoder, load_encoder
from index.search import Index
from qa import evidence
from qa import question as questions
from qa.answerer import Answerer
from qa.spans import SHORT_ASKS
from qa.weights import WEIGHTS

PARTS = {name: QUESTIONS.with_name(f"{name}.jsonl") for name in ("parts", "joined")}
"""Questions of two parts, and questions that ask the same of two things."""
FITTED = ("coverage", "kind", "unit", "bound", "precise", "measure", "year", "qualified")
STEP = 1e-3
"""A score is linear in these weights but for ties: what each counts is the difference that so much more of it makes."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: per hit whether it answers, its rank's scores, and what each of `FITTED` counts, shape (hits, 8)."""

    language: Language
    right: NDArray[np.bool_]
    search: NDArray[np.float64]
    evidence: NDArray[np.float64]
    features: NDArray[np.float64]
    told: bool | None  # whether the clause that is quoted holds the words that answer, where one clause is


def open_apart(document: Document, encoder: Encoder, index: Index | None = None) -> Answerer:
    """An Answerer of one report, without the wordings, which were learnt from questions about it too."""
    index = index or build([document], encoder)
    index.wordings = None
    return Answerer(Corpus((document,)), index)


def ask(document: Document, pairs: Sequence[dict[str, str]], encoder: Encoder) -> Iterator[Asked]:
    """All questions about one report."""
    answerer = open_apart(document, encoder)
    figures_of = answerer.figures(document)
    for pair in pairs:
        for language in LANGUAGES:
            asked = questions.read(pair[language])
            facets, found = answerer.found(asked, document)
            facet, hits = facets[0], found[0]
            scored = {f.statement.id: f for f in evidence.weigh(facet, hits, asked.language, figures_of)}
            order = [hit.statement.id for hit in hits]
            base = np.array([scored[id].score for id in order])
            columns = []
            for name in FITTED:
                more = replace(WEIGHTS, **{name: getattr(WEIGHTS, name) + STEP})
                moved = {f.statement.id: f.score for f in evidence.weigh(facet, hits, asked.language, figures_of, more)}
                columns.append((np.array([moved[id] for id in order]) - base) / STEP)
            words, told = pair[f"{language}_at"], None
            if language == "zh" and facet.asks in SHORT_ASKS and pair["id"] in scored:
                quote = scored[pair["id"]].quote
                told = any(words[i : i + 4] in quote for i in range(max(1, len(words) - 3)))
            right = np.array([id == pair["id"] for id in order])
            yield Asked(language, right, np.array([h.score for h in hits]), base, np.array(columns).T, told)


def parts(reports: Path, encoder: Encoder) -> dict[str, Any]:
    """Per file and language, of the questions that ask for two figures, the share whose answer has both."""
    asked = [(name, row) for name, path in PARTS.items() for row in rows(path)]
    documents = read_reports(reports, {row["report"] for _, row in asked})
    answerers = {id: open_apart(one, encoder) for id, one in documents.items()}
    both: dict[str, list[bool]] = {f"{name} {language}": [] for name in PARTS for language in LANGUAGES}
    for name, row in asked:
        for language in LANGUAGES:
            text = answerers[row["report"]].ask(row[language]).text.replace(" ", "")
            both[f"{name} {language}"].append(all(figure in text for figure in row["must"]))
    return {key: {"questions": len(own), "both": round(float(np.mean(own)), 3)} for key, own in both.items()}


def fit(every: Sequence[Asked], penalty: float) -> dict[str, float]:
    """The weights that make the right statements likeliest."""
    import torch

    size = max(len(one.right) for one in every)
    usable = [one for one in every if one.right.any() and len(one.right) == size]
    features = torch.tensor(np.stack([one.features for one in usable]))
    start = torch.tensor([float(getattr(WEIGHTS, name)) for name in FITTED], dtype=torch.float64)
    rest = torch.tensor(np.stack([one.evidence for one in usable])) - features @ start
    right = torch.tensor(np.stack([one.right for one in usable]))
    weights, scale = start.clone().requires_grad_(True), torch.ones((), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, scale], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        scores = (rest + features @ weights) * scale.abs()
        likely = torch.logsumexp(scores.masked_fill(~right, -1e9), 1) - torch.logsumexp(scores, 1)
        loss = -likely.mean() + penalty * ((weights - start) ** 2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return {name: round(value, 2) for name, value in zip(FITTED, weights.detach().tolist(), strict=True)}


def summary(every: Sequence[Asked]) -> dict[str, Any]:
    """Per language the shares of questions."""
    result: dict[str, Any] = {}
    for language in LANGUAGES:
        own = [one for one in every if one.language == language]
        result[language] = {
            "questions": len(own),
            "search first": round(float(np.mean([one.right[one.search.argmax()] for one in own])), 3),
            "evidence first": round(float(np.mean([one.right[one.evidence.argmax()] for one in own])), 3),
        }
    told = [one.told for one in every if one.told is not None]
    return result | {"clauses": len(told), "clause holds the words": round(float(np.mean(told)), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--adapter", type=Path, default=adapter.FILE)
    parser.add_argument("--limit", type=int, default=30, help="so many reports")
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--penalty", type=float, default=0.03)
    arguments = parser.parse_args()
    pairs = [row for row in rows(QUESTIONS) if "zh_at" in row]
    reports = sorted({pair["id"].split("/")[0] for pair in pairs})[: arguments.limit]
    every: list[Asked] = []
    adapter.FILE = arguments.adapter
    with tempfile.TemporaryDirectory() as home:
        encoder = load_encoder(model.prepare(Path(home)))
        if arguments.parts:
            print(json.dumps(parts(arguments.reports, encoder)))
            return
        for id, document in read_reports(arguments.reports, set(reports)).items():
            every += ask(document, [pair for pair in pairs if pair["id"].startswith(f"{id}/")], encoder)
    print(json.dumps(summary(every) | ({"fitted": fit(every, arguments.penalty)} if arguments.fit else {}), indent=1))


if __name__ == "__main__":
    main()
