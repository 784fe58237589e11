"""The readable half of a folder this program made: what it holds, in which format, and its files' checksums.

Written last, so its presence means that the folder is complete. Knows nothing of what the folder is for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents.errors import Fault

NAME = "manifest.json"
REBUILD = "type: qinghai-qa index"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of folder: its name and format in the manifest, the fields it must have, the error of a bad one."""

    name: str
    format: int
    fields: frozenset[str]
    fault: type[Fault]


def write(folder: Path, kind: Kind, fields: Mapping[str, Any]) -> None:
    """Write the manifest over all files now in ``folder``. Raises OSError."""
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": checksum(path)}
        for path in sorted(folder.iterdir())
        if path.name != NAME
    }
    content = {"kind": kind.name, "format": kind.format, **fields, "files": files}
    (folder / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read(folder: Path, kind: Kind, *, whole: bool = False) -> dict[str, Any]:
    """The manifest's fields, after a look at presence and size of every file, and its checksum too if ``whole``.

    Raises the kind's fault when the folder is of another kind or format, or a file is missing or changed.
    """
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise kind.fault(f"{folder} is not a complete {kind.name}: its {NAME} cannot be read", REBUILD) from error
    if not isinstance(content, dict) or content.get("kind") != kind.name:
        raise kind.fault(f"{folder} holds no {kind.name}", REBUILD)
    if content.get("format") != kind.format:
        raise kind.fault(f"{folder} has format {content.get('format')}, this program reads {kind.format}", REBUILD)
    try:
        files = {name: (entry["bytes"], entry["sha256"]) for name, entry in content["files"].items()}
    except (KeyError, TypeError, AttributeError):
        files = None
    if files is None or not kind.fields <= content.keys():
        raise kind.fault(f"{folder} is not a complete {kind.name}: its {NAME} lacks fields", REBUILD)
    for name, (size, digest) in files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise kind.fault(f"a file of the {kind.name} is missing or cut short: {path}", REBUILD)
        if whole and checksum(path) != digest:
            raise kind.fault(f"a file of the {kind.name} is damaged: {path}", REBUILD)
    return content


def checksum(path: Path) -> str:
    """sha256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
