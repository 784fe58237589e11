"""How words sound, and what may be meant by a sound."""

from __future__ import annotations

import pytest

from index import pinyin


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("青海", [("qing", "hai")]),
        ("旅游", [("lv", "you")]),
        ("玛尔挡", [("ma", "er", "dang")]),  # in no dictionary: from its characters
        ("银行", [("yin", "hang")]),  # of the word, not 银 + 行 (xing)
        ("盐", [("yan",)]),
    ],
)
def test_spoken(word: str, readings: list[tuple[str, ...]]) -> None:
    assert pinyin.spoken(word) == readings


def test_commonest_reading_first() -> None:
    assert pinyin.sounds()["肥"] == ("fei",)
    assert pinyin.sounds()["长"][:2] == ("chang", "zhang")
    assert "🙂" not in pinyin.sounds()


def test_the_most_frequent_word_of_a_sound_is_meant() -> None:
    assert pinyin.by_sound({"消费": 3, "小费": 1})["xiao fei"] == "消费"
    assert pinyin.by_sound({"消费": 1, "小费": 3})["xiao fei"] == "小费"
    assert pinyin.by_sound({}) == {}


def test_words_of_dictionaries_and_of_the_texts_may_be_meant() -> None:
    found = pinyin.frequencies({"消费": 2, "盐": 5, "国家公园体制": 1}, ["疆煤入青，疆煤入青"])
    assert found["消费"] == 2
    assert "盐" not in found  # one character is no word to mistake
    assert "国家公园体制" not in found  # nor are many


def test_names_by_their_spelling() -> None:
    names = pinyin.names(["建成玛尔挡水电站，格尔木", "加强保护"])
    assert names["maerdang"] == "玛尔挡"
    assert names["geermu"] == "格尔木"
    assert "baohu" not in names  # a common word is no name
    assert pinyin.names(["", "GDP 5.3%", "🙂"]) == {}
