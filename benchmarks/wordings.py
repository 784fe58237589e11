"""Makes `index/wordings.tsv`: in which words people ask for what reports say in theirs.

    python -m benchmarks.wordings --reports ../shared/data/reports_2025 [--output FILE]

Of every pair in `benchmarks/training/questions.jsonl` the words of its Chinese and of its English question, and those of
the statement, or of the part of it that answers, where that is known. Learns how often a word of the answer is asked for
as a word of the question (`index.wordings`) by expectation and maximisation, and prints the numbers and the size. Some
twenty seconds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.adapt import QUESTIONS, read_reports, rows
from documents.language import Language
from index import wordings
from index.wordings import Wording, Wordings

ROUNDS = 6
"""With 3 or 12 as many are found, within 0.004 (docs/log.md)."""
LEAST = 0.3
SURE = 1.0
"""A word that was asked for as another less often than the first, by expectation, is left out; from the second on it is sure."""
NONE = ""
"""Stands in every statement: what is asked whatever it says."""


def learn(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> dict[str, Wording]:
    """What is known of every word of questions, from pairs of a question's words and a statement's."""
    asked = {word: number for number, word in enumerate(dict.fromkeys(w for own, _ in pairs for w in own))}
    told = {word: number for number, word in enumerate(dict.fromkeys([NONE, *(x for _, own in pairs for x in own)]))}
    sides = [(np.array([asked[w] for w in own]), np.array([0, *(told[x] for x in held)])) for own, held in pairs]
    # One row for each word of a question with each word of its statement; `of` numbers the questions' words.
    words = np.concatenate([np.repeat(own, len(held)) for own, held in sides])
    meant = np.concatenate([np.tile(held, len(own)) for own, held in sides])
    sizes = np.concatenate([np.full(len(own), len(held)) for own, held in sides])
    of = np.repeat(np.arange(len(sizes)), sizes)
    keys, cells = np.unique(words.astype(np.int64) * len(told) + meant, return_inverse=True)
    likely = np.ones(len(keys))
    counts = likely
    for _ in range(ROUNDS):
        shares = likely[cells] / np.bincount(of, likely[cells])[of]
        counts = np.bincount(cells, shares)
        likely = counts / np.bincount(keys % len(told), counts, len(told))[keys % len(told)]
    often = np.bincount(np.concatenate([own for own, _ in sides]), minlength=len(asked))
    names, meanings = list(asked), list(told)
    found: dict[str, tuple[dict[str, float], dict[str, float]]] = {}
    for key, share, count in zip(keys, likely, counts, strict=True):
        if count >= LEAST and key % len(told):
            own = found.setdefault(names[key // len(told)], ({}, {}))
            own[int(count < SURE)][meanings[key % len(told)]] = float(share)
    return {
        word: Wording(float(often[asked[word]] / often.sum()), (*sure.items(), *rest.items()), len(sure))
        for word, (sure, rest) in found.items()
    }


def of_pairs(pairs: Sequence[Mapping[str, str]], statements: Mapping[str, str]) -> Wordings:
    """The wordings of pairs about these statements, by id."""
    made: dict[Language, dict[str, str]] = {}
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        sides = [
            (
                wordings.asked_words(pair[language], language),
                sorted(wordings.told_words(pair.get(f"{language}_at") or statements[pair["id"]])),
            )
            for pair in pairs
            if pair["id"] in statements
        ]
        made[language] = {word: asked.row() for word, asked in learn([side for side in sides if side[0]]).items()}
    return Wordings(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path(str(wordings.FILE)))
    arguments = parser.parse_args()
    pairs = rows(QUESTIONS)
    documents = read_reports(arguments.reports, {pair["id"].split("/")[0] for pair in pairs})
    statements = {s.id: s.text.strip() for document in documents.values() for s in document.statements}
    made = of_pairs(pairs, statements)
    arguments.output.write_text("".join(f"{line}\n" for line in made.lines()), encoding="utf-8")
    held = {language: len(own) for language, own in made.rows.items()}
    print(json.dumps({"pairs": len(pairs), "words": held, "bytes": arguments.output.stat().st_size}))


if __name__ == "__main__":
    main()
