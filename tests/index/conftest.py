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


REGION: list[Entry] = of_texts(
    [
        ("salt", "格尔木市盐湖产业：钾肥产量700万吨，碳酸锂11万吨。", "zh"),
        ("grass", "退化草原改良526万亩，牦牛存栏增加。", "zh"),
        ("tourism", "旅游总收入增长2倍，居民消费价格涨幅1.2%。", "zh"),
        ("output", "全省生产总值增长5.3%。", "zh"),
        ("jobs", "城镇新增就业6.3万人，失业率下降。", "zh"),
        ("energy", "青海湖国家公园周边发展新能源。", "zh"),
        ("dam", "建成玛尔挡水电站，海东医院开诊。", "zh"),
        ("nature", "生态环境保护加强，教育和公路改善。", "zh"),
    ]
)
ENGLISH: list[Entry] = of_texts(
    [
        ("salt", "The salt lakes hold potash fertilizer.", "en"),
        ("grass", "Grassland was restored; yaks graze on it.", "en"),
        ("tourism", "Tourism revenue doubled, employment grew.", "en"),
        ("rail", "Railways and highways reach Haidong.", "en"),
    ]
)


@pytest.fixture(scope="session")
def region() -> Index:
    """An index over `REGION`: Chinese texts that have no English edition."""
    return of_entries(REGION, FakeEncoder())


@pytest.fixture(scope="session")
def english() -> Index:
    """An index over `ENGLISH`: English texts, asked in Chinese."""
    return of_entries(ENGLISH, FakeEncoder())
