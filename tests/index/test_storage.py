"""Saving and loading: what is loaded equals what was built, and what does not match is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from documents.errors import IndexFault
from index import storage
from index.entry import Entry
from index.search import Index
from tests.fakes import FakeEncoder
from tests.index.conftest import TEXTS

QUESTIONS = ["生产总值增长多少？", "How much farmland is there?", "就业"]


class OtherEncoder(FakeEncoder):
    name = "another"


@pytest.fixture
def folder(tmp_path: Path, built: Index) -> Path:
    """A folder that holds the small index."""
    folder = tmp_path / "x"
    folder.mkdir()
    storage.save(built, folder)
    return folder


def test_a_loaded_index_equals_the_built_one(folder: Path, built: Index) -> None:
    loaded = storage.load(folder, TEXTS, FakeEncoder())
    assert loaded.entries == built.entries
    assert loaded.data.strings == built.data.strings
    assert loaded.data.arrays.keys() == built.data.arrays.keys()
    for name, array in built.data.arrays.items():
        assert loaded.data.arrays[name].dtype == array.dtype, name
        np.testing.assert_array_equal(loaded.data.arrays[name], array)
    for question in QUESTIONS:
        assert loaded.search(question) == built.search(question)


def test_arrays_are_mapped(folder: Path) -> None:
    loaded = storage.load(folder, TEXTS, FakeEncoder())
    assert all(isinstance(array, np.memmap) for array in loaded.data.arrays.values())


def test_there_is_no_pickle(folder: Path) -> None:
    for path in folder.glob("*.npy"):
        np.load(path, allow_pickle=False)
    assert {path.suffix for path in folder.iterdir()} == {".npy", ".json"}


def refused(folder: Path, entries: list[Entry] = TEXTS, encoder: FakeEncoder | None = None) -> str:
    with pytest.raises(IndexFault) as caught:
        storage.load(folder, entries, encoder or FakeEncoder())
    assert caught.value.hint == "type: qinghai-qa index"
    return caught.value.message.replace(str(folder), "F")


def test_another_model_or_other_texts_are_refused(folder: Path) -> None:
    assert refused(folder, encoder=OtherEncoder()) == "the index in F was made with another model"
    assert refused(folder, TEXTS[:3]) == "the index in F was made of other reports"
    for change in (
        {"text": "全省生产总值增长5.4%。"},
        {"headings": ("一",)},
        {"translation": "x"},
        {"passage": 9},
    ):
        other = [dataclasses.replace(TEXTS[0], **change), *TEXTS[1:]]
        assert refused(folder, other) == "the index in F was made of other reports"


def test_another_recipe_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "recipe", lambda: "of tomorrow")
    assert refused(folder) == "the index in F was made in another way"


def test_every_file_is_needed_whole(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        for damaged in (content[:-2], content[:10], b"", bytes([content[0] ^ 255]) + content[1:]):
            path.write_bytes(damaged)
            assert refused(folder)
        path.unlink()
        assert refused(folder)
        path.write_bytes(content)
    storage.load(folder, TEXTS, FakeEncoder())


def test_an_empty_absent_or_foreign_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == "F is not a complete index: its manifest.json cannot be read"
    assert refused(tmp_path / "no") == "F is not a complete index: its manifest.json cannot be read"
    (tmp_path / "manifest.json").write_text('{"manifest_version": 3, "name": "an extension"}', encoding="utf-8")
    assert refused(tmp_path) == "F holds no index"


def test_the_manifest_says_what_the_index_is_made_of() -> None:
    known = storage.identity(TEXTS, "fake")
    assert (known["model"], known["entries"], known["reports"]) == ("fake", 4, {"": 4})
    assert len(known["texts"]) == len(known["recipe"]) == 64
