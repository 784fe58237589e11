"""The tables from one language's words to the other's, and to words that mean the same."""

from __future__ import annotations

import pytest

from index.dictionary import (
    chinese_to_chinese,
    chinese_to_english,
    english_stems,
    english_to_chinese,
    english_to_english,
    held,
    phrases,
)


def test_words_that_are_held_wherever_they_stand() -> None:
    assert held(["格尔木盐湖", "盐湖"]) == {"格": 1, "格尔木": 1, "尔": 1, "木": 1, "盐": 2, "盐湖": 2, "湖": 2}
    assert held([]) == held(["", "🙂 abc 5"]) == {}


def test_runs_of_stems() -> None:
    assert phrases(["qinghai", "salt", "lake"]) == ["qinghai_salt", "salt_lake", "qinghai_salt_lake"]
    assert phrases(["qinghai", "salt", "lake"], 2) == ["qinghai_salt", "salt_lake"]
    assert phrases(["yak"]) == phrases([]) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("yak", {"牦牛": 1.0}),
        ("salt_lake", {"盐湖": 1.0}),
        ("golmud", {"格尔木": 1.0}),
        ("gdp", {"生产总值": 1 / 1.3}),  # the dictionary's second meaning of the word
        ("lake", None),  # 湖 is not among the words
    ],
)
def test_english_to_chinese(phrase: str, expected: dict[str, float] | None) -> None:
    table = english_to_chinese({"牦牛", "盐湖", "格尔木", "生产总值"})
    found = table.get(phrase)
    assert found == (expected and pytest.approx(expected))


def test_chinese_to_english() -> None:
    table = chinese_to_english({"yak", "salt_lake", "railway"})
    assert table["牦牛"] == {"yak": 1.0}
    assert table["盐湖"] == {"salt_lake": 1.0}
    assert table["铁路"] == {"railway": 1.0}
    assert "公路" not in table


def test_within_one_language() -> None:
    assert chinese_to_chinese({"草原", "牦牛"})["草场"] == {"草原": 0.7}
    assert "草原" not in chinese_to_chinese({"草原"}).get("草原", {})  # nothing is its own synonym
    english = english_to_english({"employ", "railway"})
    assert english["job"] == {"employ": 0.7}
    assert english["rail"] == {"railway": 0.7}


def test_only_what_is_held_is_led_to_with_weights_up_to_1() -> None:
    wanted = {"牦牛", "盐湖", "就业", "旅游", "公路"}
    for table in (english_to_chinese(wanted), chinese_to_chinese(wanted)):
        assert {word for members in table.values() for word in members} <= wanted
        assert all(0 < weight <= 1 for members in table.values() for weight in members.values())
    assert english_to_chinese(set()) == chinese_to_chinese(set()) == chinese_to_english(set()) == {}


def test_english_words_are_known() -> None:
    known = english_stems()
    assert {"yak", "hydropow", "environ", "gdp"} <= known
    assert not {"grasland", "enviro", ""} & known
