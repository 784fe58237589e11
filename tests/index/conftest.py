"""One small index for the tests of what is done with an index: building it takes seconds, for the dictionaries."""

from __future__ import annotations

import pytest

from index.build import of_entries
from index.entry import Entry, of_texts
from index.search import Index
from tests.fakes import FakeEncoder

TEXTS: list[Entry] = of_texts(
    [
        ("a", "全省生产总值增长5.3%。", "zh"),
        ("b", "城镇新增就业6.3万人。", "zh"),
        ("c", "Farmland reached 4.55 million mu.", "en"),
        ("d", "𠮷🙂 \ud800 é", "zh"),
    ]
)


@pytest.fixture(scope="session")
def built() -> Index:
    """An index over `TEXTS`, as it comes from building."""
    return of_entries(TEXTS, FakeEncoder())
