"""Divisions of China: the list, and what a text names of it."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import divisions


def test_examples() -> None:
    assert doctest.testmod(divisions).failed == 0


def test_the_list_is_whole() -> None:
    counties = [d for d in divisions.of_province("青海") if d.rank in "县市区"]
    assert {d.rank for d in divisions.load()} == {"州", "县", "市", "区", "旗", "盟", "地区", "林区", "特区", "新区"}
    assert len({d.province for d in divisions.load()}) == 31
    assert len(counties) == 44 + 2  # 44 of county level, and Xining and Haidong
    assert [d.zh for d in divisions.of_province("青海") if d.rank == "州"] == [
        "海北",
        "黄南",
        "海南",
        "果洛",
        "玉树",
        "海西",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("称多县今年要修路吗", ["称多"]),
        ("平安区、平安县和平安市", ["平安", "平安"]),  # 平安县 until 2015
        ("湟中县今年", ["湟中"]),  # a district since 2020
        ("互助土族的县", []),
        ("今年乡下的路", []),
        ("脱贫县、边境县和县域经济", []),
        ("老城区改造、新城区建设、港口区位", []),
        ("海淀区和浦东新区", ["海淀", "浦东"]),
        ("县", []),
    ],
)
def test_named_with_their_rank(text: str, names: list[str]) -> None:
    assert divisions.ranked(text, "青海") == names


@given(st.sampled_from(divisions.load()), st.sampled_from(["，", "。", "2024年", "abc"]))
def test_every_division_of_some_length_is_found_where_it_stands(division: divisions.Division, before: str) -> None:
    named = divisions.ranked(f"{before}{division.zh}{division.rank}{before}", division.province)
    assert named == ([division.zh] if len(division.zh) > 1 else [])
