"""What tests share: the prepared embedding model, made once and kept between runs.

Tests that need it carry the marker `real_model`; they find it in QINGHAI_QA_HOME, or in the platform's cache folder.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import platformdirs
import pytest

from index.encoder import OnnxEncoder
from index.model import prepare

signal.signal(signal.SIGINT, signal.default_int_handler)
"""Started in the background, a shell's children ignore Ctrl-C, and theirs would too, which some tests send."""


@pytest.fixture(scope="session")
def real_home() -> Path:
    """The home folder in which the bundled model is prepared, as a user's would be."""
    home = Path(os.environ.get("QINGHAI_QA_HOME") or platformdirs.user_cache_dir("qinghai-qa", appauthor=False))
    prepare(home)
    return home


@pytest.fixture(scope="session")
def real_encoder(real_home: Path) -> OnnxEncoder:
    """The bundled model as questions use it."""
    return OnnxEncoder.from_folder(prepare(real_home))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright's event loop stays open in the main thread, where others want their own."""
    items.sort(key=lambda item: "browser" in item.path.parts)
