"""The home folder: opens the index of some reports with some model, and makes what is missing, once for all.

    <home>/models/<model>/    prepared embedding models        (index.model)
    <home>/indexes/<key>/     indexes, one per set of reports, model and recipe      (index.storage)

What is there under its key is current, so nothing current is ever replaced: changed reports, another model or a new
version make another folder, and the former one stays good until it is among the oldest. What is damaged is reported,
never silently replaced: `qinghai-qa index` makes it anew (``repair``).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from documents.corpus import Corpus
from documents.errors import Fault, IndexFault
from index import manifest, model, storage
from index.atomic import explained, locked, replacing
from index.encoder import KIND, Encoder, load_encoder
from index.entry import Entry, of_reports
from index.progress import Progress, silent
from index.search import Index

Build = Callable[[Sequence[Entry], Encoder, Progress], Index]
KEEP = 8  # indexes; the oldest beyond that go when a new one has been made


@dataclass(frozen=True, slots=True)
class Part:
    """The model or the index: where it is, whether it is "ready", "missing" or "damaged", why, and its size."""

    name: str
    folder: str
    state: str
    problem: str | None
    bytes: int


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What the home folder holds for some reports and a model. ``str()`` is for people, `to_json` for programs."""

    home: str
    model: Part
    index: Part
    entries: int
    reports: dict[str, int]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        reports = ", ".join(f"{name} ({count} statements)" for name, count in self.reports.items())
        lines = [f"home     {self.home}", f"reports  {reports}"]
        for label, part in (("model", self.model), ("index", self.index)):
            size = f", {part.bytes / 1e6:.1f} MB" if part.bytes else ""
            lines.append(f"{label:8} {part.state}{size}: {part.folder}")
            if part.problem:
                lines.append(f"         {part.problem}")
        if "missing" in (self.model.state, self.index.state):
            lines.append("         what is missing is made by the next command that needs it, or: qinghai-qa index")
        return "\n".join(lines)


def open_index(
    home: Path,
    corpus: Corpus,
    source: str | None = None,
    progress: Progress = silent,
    *,
    repair: bool = False,
) -> Index:
    """The index over the reports of ``corpus``, with the embedding model ``source`` (None: the bundled one).

    Prepares the model and builds the index where they are not there for exactly these reports, this model and this
    version; processes that start at once wait for the first. Raises ModelFault or IndexFault where that fails, or
    where what is there is damaged, unless ``repair``, which makes it anew.
    """
    encoder = load_encoder(model.prepare(home, source, progress, repair=repair))
    return index_of(home, of_reports(corpus.documents), encoder, progress, repair=repair)


def index_of(
    home: Path,
    entries: Sequence[Entry],
    encoder: Encoder,
    progress: Progress = silent,
    *,
    repair: bool = False,
    build: Build | None = None,
) -> Index:
    """The index over ``entries`` with a given encoder, loaded from ``home``, or built and kept there.

    ``build`` is `index.build.of_entries` unless given. Raises as `open_index` does.
    """
    folder = _folder(home, entries, encoder.name)
    with explained(IndexFault, home):
        if not _is_ready(folder, repair):
            with locked(folder.parent, progress):
                if not _is_ready(folder, repair):
                    with replacing(folder) as new:
                        storage.save((build or _build)(entries, encoder, progress), new)
                    _forget(folder.parent)
        return storage.load(folder, entries, encoder)


def status(home: Path, corpus: Corpus, source: str | None = None) -> IndexStatus:
    """What is there for these reports and this model; makes nothing, and loads no model."""
    prepared = model.folder_of(home, source)
    entries = of_reports(corpus.documents)
    return IndexStatus(
        str(home),
        _part(prepared, KIND),
        _part(_folder(home, entries, prepared.name), storage.KIND),
        len(entries),
        storage.identity(entries, prepared.name)["reports"],
    )


def _build(entries: Sequence[Entry], encoder: Encoder, progress: Progress) -> Index:
    from index.build import of_entries  # which loads the dictionaries

    return of_entries(entries, encoder, progress)


def _folder(home: Path, entries: Sequence[Entry], encoder: str) -> Path:
    identity = storage.identity(entries, encoder)
    key = hashlib.sha256(json.dumps([storage.KIND.format, identity]).encode()).hexdigest()[:12]
    first = next(iter(identity["reports"]), "") or "texts"
    return home / "indexes" / f"{first}-{key}"


def _is_ready(folder: Path, repair: bool) -> bool:
    """Whether the folder is there; with ``repair``, also whether it is whole."""
    if not repair:
        return folder.exists()
    try:
        manifest.read(folder, storage.KIND, whole=True)
    except IndexFault:
        return False
    return True


def _part(folder: Path, kind: manifest.Kind) -> Part:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if not folder.exists():
        return Part(folder.name, str(folder), "missing", None, 0)
    try:
        manifest.read(folder, kind, whole=True)
    except Fault as fault:
        return Part(folder.name, str(folder), "damaged", str(fault), size)
    return Part(folder.name, str(folder), "ready", None, size)


def _forget(indexes: Path) -> None:
    """Remove all but the `KEEP` youngest indexes."""
    folders = [path for path in indexes.iterdir() if (path / manifest.NAME).is_file()]
    for old in sorted(folders, key=lambda path: (path / manifest.NAME).stat().st_mtime_ns)[:-KEEP]:
        shutil.rmtree(old, ignore_errors=True)
