"""A sentence-transformers model to fp32 ONNX: vocabulary pruned, pooling and scaling inside.

Uses torch, so only preparation imports it. Never bf16: some processors die of it.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from documents.errors import ModelFault
from index import vocabulary

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

OUTPUT = "sentence_vector"


class NotExportable(Exception):
    """Why a model cannot run in ONNX Runtime, in words for the user. Caught in `index.model`."""


def load(source: str, *, local: bool = False) -> SentenceTransformer:
    """A sentence-transformers folder or hub name, on the CPU, in fp32. Raises ModelFault when it cannot be had."""
    with quiet():
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                source,
                device="cpu",
                local_files_only=local,
                model_kwargs={"attn_implementation": "eager", "dtype": "float32"},
            ).eval()
        except (OSError, ValueError, ImportError, KeyError, RuntimeError) as error:
            line = str(error).strip().split("\n")[0]
            raise ModelFault(
                f"the embedding model {source} cannot be loaded: {line[:300]}",
                "set QINGHAI_QA_MODEL to a sentence-transformers folder or hub name, or unset it",
            ) from error


def prompts(model: SentenceTransformer) -> dict[str, str]:
    """The model's own prefixes of questions and passages; hub models call the latter passage or document."""
    own = dict(model.prompts or {})
    return {"query": own.get("query") or "", "passage": own.get("passage") or own.get("document") or ""}


def prune(model: SentenceTransformer) -> str:
    """Reduce the model's word table, in place, to what `vocabulary.prune` keeps; the ``tokenizer.json`` of the rest.

    Raises NotExportable where the tokenizer is not one that the ``tokenizers`` library runs.
    """
    import torch

    backend = getattr(getattr(model, "tokenizer", None), "backend_tokenizer", None)
    if backend is None:
        raise NotExportable("its tokenizer is of another kind")
    pruned = vocabulary.prune(json.loads(backend.to_str()))
    if pruned is None:
        return str(backend.to_str())
    content, ids = pruned
    network = model[0].auto_model
    rows = network.get_input_embeddings().weight.detach()[torch.from_numpy(ids)]
    network.set_input_embeddings(torch.nn.Embedding.from_pretrained(rows))
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def export(model: SentenceTransformer, path: Path, max_tokens: int) -> None:
    """Write the whole model, token ids and mask to unit vectors, as fp32 ONNX (weights in a file beside it).

    Raises NotExportable when torch cannot express it, OSError as writing files does.
    """
    import torch

    class Whole(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.steps = torch.nn.ModuleList(list(model))

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for step in self.steps:
                features = step(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], p=2, dim=1)

    # Two tensors: given one twice, the exporter takes the two inputs for the same.
    ids, mask = torch.full((2, 7), 5), torch.ones(2, 7, dtype=torch.int64)
    dimensions = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length", max=max_tokens)}
    with quiet(), torch.no_grad():
        try:
            torch.onnx.export(
                Whole().eval(),
                (ids, mask),
                path,
                dynamo=True,
                external_data=True,
                verbose=False,
                input_names=["input_ids", "attention_mask"],
                output_names=[OUTPUT],
                dynamic_shapes=(dimensions, dimensions),
            )
        except torch.onnx.OnnxExporterError as error:
            raise NotExportable(f"torch cannot export it ({type(error).__name__})") from error


def reference(model: SentenceTransformer, texts: list[str], prompt: str) -> NDArray[np.float32]:
    """The model's own vectors of ``texts``, scaled to unit length; (n, dimension)."""
    vectors: NDArray[np.float32] = model.encode(
        texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
    )
    return vectors.astype(np.float32)


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps the libraries' notes, warnings and progress bars off the terminal, and their hands off `logging`.

    ONNX Runtime's quantiser sets up the whole process's logging when it is imported; that is undone.
    """
    root = logging.getLogger()
    handlers, level, disabled = root.handlers[:], root.level, root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from transformers.utils import logging as notes

            verbosity, bars = notes.get_verbosity(), notes.is_progress_bar_enabled()
            notes.set_verbosity_error()
            notes.disable_progress_bar()
            try:
                yield
            finally:
                notes.set_verbosity(verbosity)
                if bars:
                    notes.enable_progress_bar()
    finally:
        logging.disable(disabled)
        root.handlers[:], root.level = handlers, level
