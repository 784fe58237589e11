"""A stream of text, cut however it comes, is the same sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.sentences import LONGEST, Raw, Splitter, tidy

TEXTS: tuple[tuple[str, list[Raw]], ...] = (
    ("甲升5.3%。[1]乙降2%。[2][3]", [Raw("甲升5.3%。", (1,)), Raw("乙降2%。", (2, 3))]),
    ("甲升5.3%[1]。乙降2%【2】。", [Raw("甲升5.3%。", (1,)), Raw("乙降2%。", (2,))]),
    ("甲升。乙降。[2]", [Raw("甲升。", ()), Raw("乙降。", (2,))]),
    (
        "GDP grew 5.3 percent. [1] No. 9 led the list [2, 3].",
        [Raw("GDP grew 5.3 percent.", (1,)), Raw("No. 9 led the list.", (2, 3))],
    ),
    (
        "GDP grew by 5.3 percent. Incomes rose too. [1]",
        [Raw("GDP grew by 5.3 percent.", ()), Raw("Incomes rose too.", (1,))],
    ),
    ("1. **Jobs**: 60,000 [1]\n2. Roads: 3,600 km [2]\n", [Raw("Jobs: 60,000", (1,)), Raw("Roads: 3,600 km", (2,))]),
    ("<think>maybe [9]?</think>Yes. [1]", [Raw("Yes.", (1,))]),
    ("<think>without end [1]", []),
    ("Answer: It rose [1][1].", [Raw("It rose.", (1,))]),
    ("没有标记", [Raw("没有标记", ())]),
    ("  \n ", []),
    ("“甲升。”[1]", [Raw("“甲升。”", (1,))]),
    ("See U.S. trade. [1]", [Raw("See U.S. trade.", (1,))]),
)


@pytest.mark.parametrize(("text", "sentences"), TEXTS, ids=[t[:20] for t, _ in TEXTS])
@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_cut_however_it_comes(text: str, sentences: list[Raw], size: int) -> None:
    splitter = Splitter()
    found = [raw for at in range(0, len(text), size) for raw in splitter.feed(text[at : at + size])]
    assert found + list(splitter.flush()) == sentences


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="ab中。.[]12 \n<think/>【】,-*", max_size=12), max_size=12))
def test_no_text_is_lost_or_made_up(pieces: list[str]) -> None:
    splitter = Splitter()
    found = [raw for piece in pieces for raw in splitter.feed(piece)]
    found += splitter.flush()
    whole = "".join(pieces)
    assert all(set(raw.text) <= set(whole) for raw in found)
    assert all(len(raw.text) <= len(whole) for raw in found)


def test_a_sentence_without_end_is_cut() -> None:
    splitter = Splitter()
    found = [raw for _ in range(300) for raw in splitter.feed("哈哈哈哈哈哈哈哈哈哈")]
    assert len(found) >= 2
    assert all(len(raw.text) <= LONGEST + 10 for raw in found)


@pytest.mark.parametrize(
    ("text", "plain"), [("- *a*", "*a*"), ("（1） 甲", "甲"), ("> x", "x"), ("`a` , b", "a, b"), ("2024年", "2024年")]
)
def test_tidy(text: str, plain: str) -> None:
    assert tidy(text) == plain
