"""Typing errors that are mended, and what must stay as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mend import Mender
from index.search import Index


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("居民销费", "居民消费"),
        ("旅油收入", "旅游收入"),
        ("盐胡", "盐湖"),
        ("甲肥产量", "钾肥产量"),
        ("新增救业", "新增就业"),
        ("生态环竟", "生态环境"),
        ("牦扭", "牦牛"),
        ("enviroment protection", "environment protection"),
        ("lithum carbonate", "lithium carbonate"),
        ("grasland", "grassland"),
        ("highwey", "highway"),
        ("tourisim", "tourism"),
        ("2023年旅油 revenue", "2023年旅游 revenue"),
    ],
)
def test_mended(region: Index, typed: str, meant: str) -> None:
    assert region.mender.mend(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "省", "🙂", "\ud800",
        "居民消费", "青海湖国家公园",
        "销售费用", "消防",  # words, though the texts do not hold them
        "Golmud", "SALT LAKES", "GDP", "employment",
        "xyzzyq",  # near nothing
        "yk",  # too short to tell
        "2023", "5.3%",
    ],
)  # fmt: skip
def test_left_alone(region: Index, text: str) -> None:
    assert region.mender.mend(text) == text


def test_two_words_of_one_sound_leave_a_doubt() -> None:
    sounds = {"销": ("xiao",), "费": ("fei", "bi")}
    assert Mender(sounds, {"xiao fei": "消费"}).mend("销费") == "消费"
    assert Mender(sounds, {"xiao fei": "消费", "xiao bi": "小币"}).mend("销费") == "销费"


def test_one_letter_in_short_words_two_in_long_ones() -> None:
    useful = ["yaks", "sheep", "hydropower"]
    mender = Mender(useful=useful)
    assert mender.mend("sheap") == "sheep"
    assert mender.mend("shaap") == "shaap"
    assert mender.mend("hidropowr") == "hydropower"
    assert Mender(useful=useful, known=frozenset({"sheap"})).mend("sheap") == "sheap"


@given(st.text())
def test_without_tables_nothing_changes(text: str) -> None:
    assert Mender().mend(text) == text


@given(st.text(alphabet="居民消销费旅游油盐胡湖甲钾肥的abGDP 5%，。", max_size=12))
def test_mended_once_is_mended(region: Index, text: str) -> None:
    mended = region.mender.mend(text)
    assert len(mended) >= len(text) - 2
    assert [char for char in mended if char in " ，。5%"] == [char for char in text if char in " ，。5%"]
