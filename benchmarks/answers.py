"""How right the answers are: accuracy, evidence, precision, refusals and broken promises, per language and kind.

python -m benchmarks.answers                       # the half that is reported
python -m benchmarks.answers --half choose --wrong # the half that thresholds are chosen on, and every failure
"""

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.match import score
from documents.document import Document
from index.encoder import Encoder, Role
from qa.answer import Answer
from qa.answerer import Answerer

HALVES = {name: Path(__file__).parent / "questions" / f"{name}.jsonl" for name in ("choose", "report")}


@dataclass(slots=True)
class Tally:
    """Counts of one group of questions."""

    asked: int = 0
    right: int = 0
    refused: int = 0
    evidence: list[float] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)
    broken: int = 0

    def row(self, answerable: bool) -> dict[str, Any]:
        row: dict[str, Any] = {
            "questions": self.asked,
            "refused": share(self.refused, self.asked),
            "broken": self.broken,
        }
        if answerable:
            row |= {
                "accuracy": share(self.right, self.asked),
                "evidence": round(statistics.fmean(self.evidence), 3) if self.evidence else None,
                "precision": round(statistics.fmean(self.precision), 3) if self.precision else None,
            }
        return row


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def read(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def evidence_spans(record: Mapping[str, Any], document: Document) -> list[tuple[int, int]]:
    """Where the key's evidence strings stand in the report, as (start, end)."""
    spans = []
    for text in record["evidence"]:
        at = document.text.find(text)
        if at < 0:
            raise ValueError(f"{record['id']}: the evidence {text!r} does not stand in the report")
        spans.append((at, at + len(text)))
    return spans


def cited(answer: Answer, document: Document, spans: list[tuple[int, int]]) -> tuple[float, float]:
    """(share of the evidence that stands in the cited statements, share of the citations that hold some of it)."""
    tiles = [(s.start, s.end) for s in (document.statement(c.id) for c in answer.citations)]
    held = [sum(max(0, min(b, e) - max(a, s)) for s, e in tiles) / (b - a) for a, b in spans]
    useful = [any(min(b, e) > max(a, s) for a, b in spans) for s, e in tiles]
    return (
        sum(h >= 0.5 for h in held) / len(held) if held else 1.0,
        sum(useful) / len(useful) if useful else 0.0,
    )


def broken(answer: Answer, document: Document) -> int:
    """Promises that do not hold: a quote that is not at its offsets, a mark without citation, a sentence the gate refuses."""
    from qa import gate

    markers = {c.marker for c in answer.citations}
    faults = sum(document.text[c.start : c.end] != c.quote for c in answer.citations)
    for sentence in answer.statements:
        faults += not set(sentence.citations) <= markers or not sentence.citations
        faults += bool(gate.check(sentence, answer.citations, answer.language))
    return faults


class TimedEncoder:
    """The index's encoder, and the milliseconds it has taken."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder, self.name, self.dimension, self.ms = encoder, encoder.name, encoder.dimension, 0.0

    def encode(self, texts: Sequence[str], role: Role) -> NDArray[np.float32]:
        began = time.perf_counter()
        vectors = self.encoder.encode(texts, role)
        self.ms += (time.perf_counter() - began) * 1000
        return vectors


def run(
    answerer: Answerer, records: list[dict[str, Any]], wrong: bool = False, generator: str | None = None
) -> dict[str, Any]:
    """The table: {language: {kind: row}}, with `all` and the timings."""
    document = answerer.corpus.documents[0]
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    times: list[tuple[float, float]] = []
    encoder = TimedEncoder(answerer.index.encoder)
    answerer.index.encoder = encoder
    for record in records:
        began, before = time.perf_counter(), encoder.ms
        answer = answerer.ask(record["question"], record.get("history", ()), generator=generator)
        times.append(((time.perf_counter() - began) * 1000, encoder.ms - before))
        kind = record["type"] if record["answerable"] else "unanswerable"
        right = bool(record["answerable"]) and not answer.refusal and score(record, answer.text).ok
        right = right and answer.language == record["lang"]
        groups = [(record["lang"], kind), (record["lang"], "answerable" if record["answerable"] else "unanswerable")]
        for group in dict.fromkeys(groups):
            tally = tallies[group]
            tally.asked += 1
            tally.right += right
            tally.refused += answer.refusal is not None
            tally.broken += broken(answer, document)
            if record["answerable"] and not answer.refusal:
                evidence, precision = cited(answer, document, evidence_spans(record, document))
                tally.evidence.append(evidence)
                tally.precision.append(precision)
        if (wrong and right == (not record["answerable"])) or (
            wrong and not record["answerable"] and not answer.refusal
        ):
            show(record, answer, document)
    table: dict[str, Any] = defaultdict(dict)
    for (language, kind), tally in sorted(tallies.items()):
        table[language][kind] = tally.row(kind != "unanswerable")
    totals, encodes = [t for t, _ in times], [e for _, e in times]
    table["ms"] = {
        "median": round(statistics.median(totals), 2),
        "median without encoder": round(statistics.median(t - e for t, e in times), 2),
        "encoder's share": round(sum(encodes) / sum(totals), 3),
    }
    return dict(table)


def show(record: Mapping[str, Any], answer: Answer, document: Document) -> None:
    if not record["answerable"] and answer.refusal:
        return
    history = " / ".join(t["content"] for t in record.get("history", ()) if t["role"] == "user")
    want = [document.at(a).id.split("/", 1)[1] for a, _ in evidence_spans(record, document)]
    got = [c.id.split("/", 1)[1] for c in answer.citations]
    print(f"{record['id']} {record['type']} [{history}] {record['question']}")
    print(f"    want {want} {record.get('must')} {record.get('must_any')} not {record.get('must_not')}")
    print(f"    got  {got} {answer.refusal.reason if answer.refusal else ''} {answer.text[:240]}")


def main() -> None:
    from qa.settings import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["choose", "report", "both"], default="report")
    parser.add_argument("--questions", type=Path, help="another file of the same form")
    parser.add_argument("--wrong", action="store_true", help="print every failure (choosing half only)")
    parser.add_argument("--generator", default=None)
    args = parser.parse_args()
    paths = (
        [args.questions] if args.questions else list(HALVES.values()) if args.half == "both" else [HALVES[args.half]]
    )
    table = run(Answerer.open(load()), read(paths), args.wrong, args.generator)
    print(json.dumps(table, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
