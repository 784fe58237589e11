"""The manifest: written over what is there, read back, and refused with what to type when anything is amiss."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from documents.errors import IndexFault
from index import manifest

KIND = manifest.Kind("thing", 3, frozenset({"colour"}), IndexFault)


def made(folder: Path) -> Path:
    (folder / "a.bin").write_bytes(b"abc")
    manifest.write(folder, KIND, {"colour": "青"})
    return folder


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    content = manifest.read(made(tmp_path), KIND, whole=True)
    assert content == {
        "kind": "thing",
        "format": 3,
        "colour": "青",
        "files": {"a.bin": {"bytes": 3, "sha256": hashlib.sha256(b"abc").hexdigest()}},
    }


def test_people_can_read_it(tmp_path: Path) -> None:
    text = (made(tmp_path) / "manifest.json").read_text(encoding="utf-8")
    assert text.startswith('{\n  "kind": "thing",\n  "format": 3,\n  "colour": "青",\n')


def test_written_twice_it_does_not_list_itself(tmp_path: Path) -> None:
    manifest.write(made(tmp_path), KIND, {"colour": "赤"})
    assert list(manifest.read(tmp_path, KIND)["files"]) == ["a.bin"]


def refused(folder: Path, *, whole: bool = False) -> str:
    with pytest.raises(IndexFault) as caught:
        manifest.read(folder, KIND, whole=whole)
    assert caught.value.hint == "type: qinghai-qa index"
    return caught.value.message.replace(str(folder), "F")


def test_a_missing_or_unreadable_manifest_is_refused(tmp_path: Path) -> None:
    expected = "F is not a complete thing: its manifest.json cannot be read"
    assert refused(tmp_path) == expected
    assert refused(tmp_path / "absent").endswith("its manifest.json cannot be read")
    for content in (b"", b"{", b"\xff\xfe", b'{"kind": "thi'):
        (tmp_path / "manifest.json").write_bytes(content)
        assert refused(tmp_path) == expected


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "other"}, "F holds no thing"),
        ({"format": 2}, "F has format 2, this program reads 3"),
        ({"files": []}, "F is not a complete thing: its manifest.json lacks fields"),
        ({"files": {"a.bin": 3}}, "F is not a complete thing: its manifest.json lacks fields"),
        (
            {"files": {"../b.bin": {"bytes": 1, "sha256": ""}}},
            "a file of the thing is missing or cut short: F/../b.bin",
        ),
    ],
)
def test_another_kind_or_format_is_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    path = made(tmp_path) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    assert refused(tmp_path) == message


def test_a_list_or_a_missing_field_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("[]", encoding="utf-8")
    assert refused(tmp_path) == "F holds no thing"
    (tmp_path / "manifest.json").write_text('{"kind": "thing", "format": 3, "files": {}}', encoding="utf-8")
    assert refused(tmp_path) == "F is not a complete thing: its manifest.json lacks fields"


def test_files_cut_short_missing_or_changed_are_refused(tmp_path: Path) -> None:
    file = made(tmp_path) / "a.bin"
    file.write_bytes(b"abd")
    manifest.read(tmp_path, KIND)
    assert refused(tmp_path, whole=True) == "a file of the thing is damaged: F/a.bin"
    file.write_bytes(b"ab")
    assert refused(tmp_path) == "a file of the thing is missing or cut short: F/a.bin"
    file.unlink()
    assert refused(tmp_path) == "a file of the thing is missing or cut short: F/a.bin"
