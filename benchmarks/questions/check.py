"""`python -m benchmarks.questions.check [FILE …]`: are the questions and their keys sound?

Verifies ids, fields, evidence, pairs and contrasts, and that every key is met by the
report's own words and by its model answer; prints what the questions cover.
Exits with status 1 if anything is wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.match import score

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "documents" / "reports" / "qinghai-2024" / "zh.txt"
PERIODS = {"2023", "2024", "both", "none"}
REASONS = {"not_in_report", "other_year", "other_place", "off_topic", "unclear"}
FIELDS = {"id", "lang", "question", "type", "period", "answerable", "evidence"}
FIELDS |= {"answer_zh", "answer_en", "must", "must_any", "must_not", "pair"}

Question = dict[str, Any]


def bare(text: str) -> str:
    """The text without any white space, so that page breaks and stray spaces do not matter."""
    return re.sub(r"\s+", "", text)


def load(path: Path) -> list[Question]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def answers_to_check(question: Question) -> dict[str, str]:
    """Answers that any fair key accepts: the model answer, and the report's own words."""
    evidence = "；".join(question["evidence"])
    if question["lang"] == "zh":
        return {"answer_zh": "；".join(question["answer_zh"]), "evidence": evidence}
    english = "; ".join(question["answer_en"])
    return {"answer_en": english, "answer_en + evidence": f"{english}; {evidence}"}


def faults_of_one(question: Question, report: str) -> list[str]:
    missing = FIELDS - question.keys()
    if missing:
        return [f"lacks {sorted(missing)}"]
    faults = []
    if question["lang"] not in {"zh", "en"}:
        faults.append(f"lang {question['lang']}")
    if question["period"] not in PERIODS:
        faults.append(f"period {question['period']}")
    if question["type"] == "followup" and not question.get("history"):
        faults.append("follow-up without history")
    if not question["answerable"]:
        if question.get("reason", "not_in_report") not in REASONS:
            faults.append(f"reason {question['reason']}")
        return faults
    if not (question["must"] or question["must_any"]):
        faults.append("empty key")
    if not question["evidence"]:
        faults.append("no evidence")
    faults += [f"not in report: {e}" for e in question["evidence"] if bare(e) not in report]
    for name, answer in answers_to_check(question).items():
        if not (result := score(question, answer)).ok:
            faults.append(f"key not met by {name}: {result}")
    return faults


def faults_between(questions: list[Question]) -> list[str]:
    """Ids once each, texts once each, a pair in two languages, a contrast that leads back."""
    faults = []
    for field in ("id", "question"):
        seen = Counter((q[field], str(q.get("history"))) for q in questions)
        faults += [f"{field} twice: {value[0]}" for value, n in seen.items() if n > 1]
    pairs: dict[str, list[Question]] = {}
    for question in questions:
        if question["pair"]:
            pairs.setdefault(question["pair"], []).append(question)
    for name, members in pairs.items():
        if sorted(q["lang"] for q in members) != ["en", "zh"]:
            faults.append(f"pair {name} is not one zh and one en")
    for question in questions:
        other = pairs.get(question.get("contrast") or "", [])
        if question.get("contrast") and not other:
            faults.append(f"{question['id']}: contrast {question['contrast']} not found")
        elif any(q.get("contrast") != question["pair"] for q in other):
            faults.append(f"{question['id']}: contrast does not lead back")
    return faults


def paragraphs(report: str) -> list[tuple[str, str]]:
    """(label, text without spaces) of every paragraph; the label is its part and opening words."""
    part, found = "0", []
    for line in filter(None, map(str.strip, report.splitlines())):
        text = bare(line.lstrip("# "))
        if heading := re.match(r"([一二三])、", text):
            part = str("一二三".index(heading[1]) + 1)
        found.append((f"{part} {re.split('[。，：！]', text)[0][:24]}", text))
    return found


def main() -> int:
    report = REPORT.read_text(encoding="utf-8")
    wrong = 0
    for path in [Path(p) for p in sys.argv[1:]] or sorted(HERE.glob("*.jsonl")):
        questions = load(path)
        faults = [f"{q['id']}: {f}" for q in questions for f in faults_of_one(q, bare(report))]
        faults += faults_between(questions)
        wrong += len(faults)
        print(f"{path.name}: {len(questions)} questions, {len(faults)} faults")
        print(*(f"  {fault}" for fault in faults), sep="\n")
        kinds = Counter((q["type"], q["lang"]) for q in questions)
        for kind in dict.fromkeys(q["type"] for q in questions):
            print(f"  {kind:14} zh {kinds[kind, 'zh']:4} en {kinds[kind, 'en']:4}")
        for lang in ("zh", "en"):
            print(f"  all {lang:10} {sum(q['lang'] == lang for q in questions):4}")
        print("  questions whose evidence stands in:")
        for label, text in paragraphs(report):
            asked = sum(any(bare(e) in text for e in q["evidence"]) for q in questions)
            print(f"  {asked:4}  {label}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
