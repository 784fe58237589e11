"""A causal language model on this machine, through transformers: a folder, a GGUF file or a hub name.

Loaded on first use and kept; one answer at a time. Computes in fp32: bf16 kills the process on some processors.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from documents.errors import GeneratorFault
from qa.generators.limit import Limit
from qa.prompt import Prompt

MAX_TOKENS = 240
"""Tokens of an answer, about what design §5 allows: a local model is slow, and a small one repeats itself."""


class TransformersGenerator:
    """Text of the model at `source`, chosen greedily, so that it is the same each time. Raises `GeneratorFault`."""

    name = "transformers"
    statements = 4  # reading is what takes a small machine's time

    def __init__(self, source: str, max_tokens: int = MAX_TOKENS) -> None:
        self.source = source
        self.max_tokens = max_tokens
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def stream(self, prompt: Prompt, limit: Limit) -> Iterator[str]:
        if not self._lock.acquire(timeout=max(0.0, limit.remaining)):
            raise GeneratorFault("the local model is busy", "ask again, or raise QINGHAI_QA_GENERATOR_TIMEOUT")
        try:
            if self._loaded is None:
                self._loaded = _load(self.source)
            tokenizer, model = self._loaded
            yield from _generate(tokenizer, model, prompt, limit, self.max_tokens)
        finally:
            self._lock.release()


def _load(source: str) -> tuple[Any, Any]:
    """(tokenizer, model) of a folder, a GGUF file or a hub name."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    path = Path(source).expanduser()
    where: dict[str, Any] = {"pretrained_model_name_or_path": source}
    if path.suffix == ".gguf":
        where = {"pretrained_model_name_or_path": str(path.parent), "gguf_file": path.name}
    elif path.exists():
        where = {"pretrained_model_name_or_path": str(path)}
    try:
        tokenizer = AutoTokenizer.from_pretrained(**where)
        model = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.float32)
    except (OSError, ValueError, ImportError, KeyError, RuntimeError) as error:
        raise GeneratorFault(
            f"the model {source[:80]} cannot be loaded ({type(error).__name__})",
            "QINGHAI_QA_TRANSFORMERS_MODEL is a folder, a GGUF file (needs the package gguf) or a hub name",
        ) from error
    if not tokenizer.chat_template:
        raise GeneratorFault(f"the model {source[:80]} has no chat template", "choose one that follows instructions")
    return tokenizer, model.eval()


def _generate(tokenizer: Any, model: Any, prompt: Prompt, limit: Limit, most: int) -> Iterator[str]:
    """Greedy decoding, a token at a time, so that the limit is seen between any two."""
    import torch

    ids = tokenizer.apply_chat_template(
        prompt.messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
    )["input_ids"]
    room = int(getattr(model.config, "max_position_embeddings", 1 << 20)) - most
    if ids.shape[1] > room:
        raise GeneratorFault(
            "the evidence is longer than the local model can read", "choose a model with a longer context"
        )
    ends = _ends(tokenizer, model)
    made: list[int] = []
    shown = ""
    kept: Any = None
    with torch.inference_mode():
        while len(made) < most and not limit.over:
            out = model(input_ids=ids, past_key_values=kept, use_cache=True, logits_to_keep=1)
            kept = out.past_key_values
            chosen = int(out.logits[0, -1].argmax())
            if chosen in ends:
                break
            made.append(chosen)
            ids = torch.tensor([[chosen]])
            text = tokenizer.decode(made, skip_special_tokens=True)
            if len(text) > len(shown) and not text.endswith("\ufffd"):  # half a character waits for its other half
                yield text[len(shown) :]
                shown = text


def _ends(tokenizer: Any, model: Any) -> frozenset[int]:
    """The tokens at which the model means to stop."""
    configured = model.generation_config.eos_token_id
    several = configured if isinstance(configured, list) else [configured]
    return frozenset(t for t in (*several, tokenizer.eos_token_id) if t is not None)
