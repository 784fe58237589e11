"""Typing errors that are mended, and what must stay as it is."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import mend
from index.mend import Mender
from index.search import Index


def test_examples() -> None:
    assert doctest.testmod(mend).failed == 0


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
        "nicer", "prettiest", "cheaper",  # no dictionary lists them
        "xyzzyq",  # near nothing
        "yk",  # too short to tell
        "2023", "5.3%",
    ],
)  # fmt: skip
def test_left_alone(region: Index, text: str) -> None:
    assert region.mender.mend(text) == text


def test_a_characters_commonest_sound_is_tried_first() -> None:
    sounds = {"绿": ("lv", "lu"), "游": ("you",)}
    assert Mender(sounds, {"lv you": "旅游", "lu you": "录友"}).mend("绿游") == "旅游"
    assert Mender(sounds, {"lu you": "录友"}).mend("绿游") == "录友"


SOUNDS = {
    "里": "li",
    "的": "de",
    "搞": "gao",
    "都": "dou",
    "是": "shi",
    "县": "xian",
    "车": "che",
    "没": "mei",
    "提": "ti",
}


@pytest.mark.parametrize("text", ["青海湖里的裸鲤", "搞的产业集群都是", "试点的县", "车的", "没提"])
def test_particles_are_no_piece_of_a_mistyped_word(text: str) -> None:
    words = {
        "li de": "立德",
        "gao de": "高德",
        "dou shi": "都市",
        "de xian": "得闲",
        "che de": "车德",
        "mei ti": "媒体",
    }
    assert Mender({char: (sound,) for char, sound in SOUNDS.items()}, words).mend(text) == text


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
