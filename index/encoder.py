"""Texts to vectors: the one-method interface to an embedding model, and the two ways to run one.

`OnnxEncoder` runs a folder that `index.model.prepare` made, with ONNX Runtime and tokenizers alone: it loads in
0.3 s and needs 2 ms for a question on one core. `SentenceTransformersEncoder` runs what could not be made so.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from documents.errors import ModelFault
from index import manifest

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Role = Literal["query", "passage"]
KIND = manifest.Kind(
    "prepared model",
    1,
    frozenset({"name", "source", "runtime", "reason", "dimension", "max_tokens", "prompts"}),
    ModelFault,
)
"""A folder that `index.model.prepare` made: runtime is "onnx", or "sentence-transformers" for the given reason."""


class Encoder(Protocol):
    """Anything that turns texts into vectors; ``name`` tells one model from another in an index's manifest."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str], role: Role) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension), fp32; the same text and role give the same vector."""
        ...


class OnnxEncoder:
    """A prepared model. Each text runs by itself on one core, and many share the cores: as fast as batches, which
    compute padding, and a vector never depends on its neighbours. To hand the pieces of a question to two cores costs
    more than it saves (docs/log.md).

    Example: ``OnnxEncoder.from_folder(prepare(home)).encode(["增长5.3%"], "query").shape == (1, 384)``
    """

    def __init__(
        self,
        name: str,
        dimension: int,
        session: InferenceSession,
        tokenizer: Tokenizer,
        prompts: Mapping[str, str],
    ) -> None:
        self.name = name
        self.dimension = dimension
        self._session = session
        self._tokenizer = tokenizer
        self._prompts = prompts

    @classmethod
    def from_folder(cls, folder: Path) -> OnnxEncoder:
        """Load a prepared model. Raises ModelFault when files are missing, cut short or not readable."""
        known = manifest.read(folder, KIND)
        import onnxruntime
        from onnxruntime.capi import onnxruntime_pybind11_state as failures
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3

        def session() -> InferenceSession:
            return onnxruntime.InferenceSession(
                str(folder / "model.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # the fused one is three times slower than its parts
            )

        try:
            with ThreadPoolExecutor(1) as beside:  # ONNX Runtime reads without Python's lock, the tokenizer with it
                reading = beside.submit(session)
                content = (folder / "tokenizer.json").read_bytes()
                if hashlib.sha256(content).hexdigest() != known["files"]["tokenizer.json"]["sha256"]:
                    raise ModelFault(f"the prepared model in {folder} is damaged", manifest.REBUILD)
                tokenizer = Tokenizer.from_buffer(content)
                read = reading.result()
        except (
            failures.Fail,
            failures.InvalidArgument,
            failures.InvalidGraph,
            failures.InvalidProtobuf,
            failures.NoSuchFile,
            failures.NotImplemented,
            failures.RuntimeException,
            ValueError,  # the tokenizer
        ) as error:
            raise ModelFault(f"the prepared model in {folder} is damaged", manifest.REBUILD) from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(known["max_tokens"])
        return cls(known["name"], known["dimension"], read, tokenizer, known["prompts"])

    def encode(self, texts: Sequence[str], role: Role) -> NDArray[np.float32]:
        prompt = self._prompts[role]
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)

        def one(row: int) -> None:
            ids = np.array([self._tokenizer.encode(prompt + _clean(texts[row])).ids], dtype=np.int64)
            vectors[row] = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]

        if len(texts) == 1:
            one(0)
        else:
            with ThreadPoolExecutor(cores()) as pool:
                list(pool.map(one, range(len(texts))))
        return vectors


class SentenceTransformersEncoder:
    """Any sentence-transformers model, run by that library: a start of several seconds, and torch in memory."""

    def __init__(self, name: str, model: SentenceTransformer, prompts: Mapping[str, str]) -> None:
        self.name = name
        self.dimension = int(model.get_embedding_dimension() or 0)
        self._model = model
        self._prompts = prompts

    @classmethod
    def from_source(cls, source: str, name: str | None = None, *, local: bool = False) -> SentenceTransformersEncoder:
        """Load a folder or a hub name, on the CPU, in fp32; ``local``: without the network. Raises ModelFault."""
        from index.export import load, prompts

        model = load(source, local=local)
        return cls(name or source, model, prompts(model))

    def encode(self, texts: Sequence[str], role: Role) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors: NDArray[np.float32] = self._model.encode(
            [_clean(text) for text in texts],
            prompt=self._prompts[role],
            batch_size=8,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return vectors.astype(np.float32, copy=False)


def load_encoder(folder: Path) -> Encoder:
    """The encoder of a folder that `index.model.prepare` made. Raises ModelFault when it is not whole."""
    known = manifest.read(folder, KIND)
    if known["runtime"] == "onnx":
        return OnnxEncoder.from_folder(folder)
    print(
        f"the model {known['source']} runs through sentence-transformers, which starts slowly: {known['reason']}",
        file=sys.stderr,
    )
    return SentenceTransformersEncoder.from_source(known["source"], known["name"], local=True)


def _clean(text: str) -> str:
    """The text without lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
