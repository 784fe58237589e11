"""The examples in the docstrings of `documents` are true."""

import doctest
import importlib
from pathlib import Path

import pytest

import documents

NAMES = sorted(path.stem for path in Path(documents.__path__[0]).glob("[a-z]*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"documents.{name}")).failed == 0
