"""How right the answers are with a language model behind the gate, and what the gate costs.

    QINGHAI_QA_TRANSFORMERS_MODEL=… python -m benchmarks.generators --generator transformers --lang en
    python -m benchmarks.generators --alarms          # false alarms alone; no model is run

Prints the table of `benchmarks.answers`, and besides: how each answer ended, sentences withheld, false alarms (true
sentences withheld, of the hand-checked ones in `questions/written.jsonl`), and citation recall and precision in the
manner of ALCE (Gao et al. 2023), with the gate as the judge of support.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import answers
from documents.corpus import bundled
from documents.document import Document
from qa import gate
from qa.answer import Answer, Citation, Sentence
from qa.answerer import Answerer, known
from qa.settings import load

WRITTEN = Path(__file__).parent / "questions" / "written.jsonl"


@dataclass
class Recording:
    """An Answerer that keeps what it answered."""

    by: Answerer
    generator: str | None
    kept: list[Answer] = field(default_factory=list)

    @property
    def corpus(self) -> Any:
        return self.by.corpus

    @property
    def index(self) -> Any:
        return self.by.index

    def ask(self, question: str, history: Sequence[Mapping[str, str]] = (), **more: Any) -> Answer:
        answer = self.by.ask(question, history, generator=self.generator)
        self.kept.append(answer)
        return answer


def endings(kept: Sequence[Answer]) -> dict[str, Any]:
    """How the answers ended, and what was withheld, by reason."""
    reasons = Counter(part.split(":", 1)[0] for a in kept for _, why in a.withheld for part in why.split("; ")[:1])
    said = sum(len(a.statements) for a in kept if not a.generator.startswith("extractive"))
    return {
        "answers": dict(Counter(a.generator if a.statements else "refused" for a in kept).most_common()),
        "sentences written": said,
        "sentences withheld": sum(len(a.withheld) for a in kept),
        "withheld for": dict(reasons.most_common()),
    }


def false_alarms(document: Document) -> dict[str, Any]:
    """Of hand-checked true sentences on their right citation, how many the gate withholds."""
    rows = [json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines()]
    alarms = []
    for row in rows:
        statement = next(s for s in document.statements if row["holds"] in s.text)
        sentence = Sentence(row["text"], (1,))
        if gate.check(sentence, (Citation.of(statement, 1),), row["lang"], known(document)):
            alarms.append(row["id"])
    return {
        "sentences": len(rows),
        "withheld": len(alarms),
        "share": round(len(alarms) / len(rows), 3),
        "which": alarms,
    }


def alce(kept: Sequence[Answer], document: Document) -> dict[str, Any]:
    """Citation recall: share of sentences that their citations support. Citation precision: share of citations without
    which the sentence would lose its support, or that support it alone."""
    sentences = supported = marks = useful = 0
    for answer in kept:
        for sentence in answer.statements:
            sentences += 1
            if not _supports(answer, sentence, sentence.citations, document):
                marks += len(sentence.citations)
                continue
            supported += 1
            for mark in sentence.citations:
                marks += 1
                rest = tuple(m for m in sentence.citations if m != mark)
                alone = _supports(answer, sentence, (mark,), document)
                useful += alone or not rest or not _supports(answer, sentence, rest, document)
    return {"citation recall": answers.share(supported, sentences), "citation precision": answers.share(useful, marks)}


def _supports(answer: Answer, sentence: Sentence, marks: tuple[int, ...], document: Document) -> bool:
    moved = Sentence(sentence.text, marks, sentence.computed)
    return not gate.check(moved, answer.citations, answer.language, known(document))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--generator", default=None, help="extractive, openai or transformers; the settings' own if unset"
    )
    parser.add_argument("--half", choices=["choose", "report", "both"], default="report")
    parser.add_argument("--lang", choices=["zh", "en"], default=None)
    parser.add_argument("--every", type=int, default=1, help="only every n-th question")
    parser.add_argument("--alarms", action="store_true", help="false alarms alone")
    args = parser.parse_args()
    if args.alarms:
        print(json.dumps({"false alarms": false_alarms(bundled().documents[0])}, ensure_ascii=False, indent=1))
        return
    paths = list(answers.HALVES.values()) if args.half == "both" else [answers.HALVES[args.half]]
    records = [r for r in answers.read(paths) if args.lang in (None, r["lang"])][:: args.every]
    recording = Recording(Answerer.open(load()), args.generator)
    table = answers.run(recording, records)  # type: ignore[arg-type]
    document = recording.by.corpus.documents[0]
    table |= {"generator": endings(recording.kept), "alce": alce(recording.kept, document)}
    table["false alarms"] = false_alarms(document)
    print(json.dumps(table, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
