"""A question as the search takes it: text, language, what names things, what only frames them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.language import Language
from index.asked import Asked, read
from index.bridge import Bridge
from index.keywords import Group
from index.mend import Mender

REGIONS = frozenset({"青海", "青海省", "Qinghai"})
Runs = tuple[tuple[Language, tuple[str, ...]], ...]


def asked(question: str, framed: bool = True) -> Asked:
    return read(question, Mender(), framed, REGIONS)


@pytest.mark.parametrize(
    ("question", "language", "runs"),
    [
        ("", "zh", ()),
        ("？", "zh", ()),
        ("🙂\ud800", "zh", ()),
        ("钾肥", "zh", (("zh", ("钾肥",)),)),
        ("２０２３年青海的鉀肥產量？", "zh", (("zh", ("钾肥产量",)),)),
        ("2023年青海的钾肥产量是多少", "zh", (("zh", ("钾肥产量",)),)),
        ("钾 肥  产　量", "zh", (("zh", ("钾肥产量",)),)),
        ("去年全省GDP增长了多少？", "zh", (("en", ("gdp",)), ("zh", ("增长",)))),
        ("What are Qinghai's salt lakes?", "en", (("en", ("salt", "lake")),)),
        ("WHAT ARE QINGHAI'S SALT LAKES", "en", (("en", ("salt", "lake")),)),
        ("salt  lakes in 2023", "en", (("en", ("salt", "lake")),)),
        ("modernisation programmes", "en", (("en", ("modern", "program")),)),
        ("What is planned for 盐湖?", "en", (("en", ("plan",)), ("zh", ("盐湖",)))),
        ("5,000 mu", "en", (("en", ("5000", "mu")),)),
    ],
)
def test_what_names_things(question: str, language: Language, runs: Runs) -> None:
    found = asked(question)
    assert (found.language, found.runs) == (language, runs)


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("2023年青海的钾肥产量", "青海的钾肥产量"),
        ("去年钾肥产量", "钾肥产量"),
        ("2023年，钾肥产量", "钾肥产量"),
        ("potash output in 2023", "potash output"),
        ("potash output last year", "potash output"),
        ("Potash output THIS YEAR?", "Potash output?"),
        ("2023年", "2023年"),  # nothing else is asked
        ("", ""),
    ],
)
def test_years_are_kept_from_the_encoder(question: str, core: str) -> None:
    assert asked(question).core == core


def test_in_plain_texts_years_and_places_name_things() -> None:
    found = asked("2023年青海的钾肥产量", framed=False)
    assert found.core == found.text == "2023年青海的钾肥产量"
    assert found.runs == (("en", ("2023",)), ("zh", ("年青海",)), ("zh", ("钾肥产量",)))
    assert asked("Qinghai in 2023", framed=False).runs == (("en", ("qinghai", "2023")),)


def test_typing_errors_are_mended_on_the_way() -> None:
    mender = Mender({"销": ("xiao",), "费": ("fei",)}, {"xiao fei": "消费"}, useful=["potash"])
    assert read("居民銷費", mender).text == "居民消费"
    assert read("potesh output", mender).text == "potash output"


def test_each_group_once() -> None:
    bridge = Bridge({("en", "zh"): {"yak": "牦牛:1"}})
    assert asked("yaks, yak, YAK?").groups(bridge, "zh") == [Group("yak", (("yak", 1.0), ("牦牛", 1.0)))]
    assert asked("").groups(bridge, "zh") == []


@given(st.text())
def test_any_question_is_read(question: str) -> None:
    found = asked(question)
    assert found == asked(f" {question}\n")
    assert all(part for _, run in found.runs for part in run)
