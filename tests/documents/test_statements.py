"""Statements: they tile, they end where sentences do, and long ones are cut where facts part."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.corpus import bundled
from documents.statements import LONG, clauses, cut


def parts(text: str, heading: str = "") -> list[str]:
    return [text[start:end] for start, end in cut(text, 0, len(text), heading)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("省", ["省"]),
        ("😀。👍", ["😀。", "👍"]),
        ("甲升。乙降；丙平！丁呢？\n", ["甲升。", "乙降；", "丙平！", "丁呢？\n"]),
        ("一、回顾\n甲升。\n", ["一、回顾\n", "甲升。\n"]),
        ("目标是：甲升；乙降。", ["目标是：甲升；", "乙降。"]),
        ("真好！！再来。", ["真好！！", "再来。"]),
        ("他说“好。真好。”，大家同意。再议。", ["他说“好。真好。”，大家同意。", "再议。"]),
        ("要坚持“真干。”我们行动。", ["要坚持“真干。”", "我们行动。"]),
        ("实现“稳；进”的目标。完成。", ["实现“稳；进”的目标。", "完成。"]),
        ("见《规划（2021；2025）》第二章；再见附件。", ["见《规划（2021；2025）》第二章；", "再见附件。"]),
        ("建成(一期；二期）。投产。", ["建成(一期；二期）。", "投产。"]),
        ("“未闭合。下一句。\n再下。", ["“未闭合。", "下一句。\n", "再下。"]),
        ("多余”的。下一句。", ["多余”的。", "下一句。"]),
        ("（全文完。）再见。", ["（全文完。）", "再见。"]),
        ("GDP grew 5%! Why? Well.", ["GDP grew 5%! ", "Why? ", "Well."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_the_heading_is_a_tile_by_itself() -> None:
    assert parts("——产业有新貌。增长5%。\n", "——产业有新貌。") == ["——产业有新貌。", "增长5%。\n"]
    assert parts("一、回顾\n甲升。\n", "一、回顾") == ["一、回顾\n", "甲升。\n"]
    assert parts("一、回顾\n", "一、回顾") == ["一、回顾\n"]


def test_a_sentence_that_is_not_long_is_one_statement() -> None:
    sentence = "，".join(["完成国土绿化任务"] * 9)[: LONG - 1] + "。"
    assert len(sentence) == LONG
    assert parts(sentence) == [sentence]


def test_indicators_and_prose_part_company() -> None:
    assert parts(
        "抢抓机遇促发展，担当实干抓落实，全年经济运行呈现前高、中扬、后稳态势，总体回升向好，主要目标任务圆满完成，"
        "全省生产总值增长5.3%，全体居民人均可支配收入增长5.9%，城镇调查失业率5.5%，居民消费价格上涨0.5%，"
        "高质量发展扎实推进，发展的稳定性、协调性、可持续性进一步增强，现代化新青海建设迈出坚实步伐。"
    ) == [
        "抢抓机遇促发展，担当实干抓落实，全年经济运行呈现前高、中扬、后稳态势，总体回升向好，主要目标任务圆满完成，",
        "全省生产总值增长5.3%，全体居民人均可支配收入增长5.9%，城镇调查失业率5.5%，居民消费价格上涨0.5%，",
        "高质量发展扎实推进，发展的稳定性、协调性、可持续性进一步增强，现代化新青海建设迈出坚实步伐。",
    ]


@pytest.mark.parametrize(
    "whole",
    [
        "装备制造业、高技术制造业增加值分别增长，45.3%和62.2%，",
        "第一产业、第二产业、第三产业增加值分别增长，4.7%，5.6%，6.1%，",
        "全省一般公共预算收入完成三百多亿元，同比增长15.9%，其中税收收入增长8%，",
        "外贸进出口总值达到五十亿元以上，增长20.3%，",
        "开行国际货运班列一百五十多列，比上年提高2个百分点，",
    ],
)
def test_a_figure_is_never_torn_from_what_it_belongs_to(whole: str) -> None:
    filler = "统筹推进国土绿化和草原生态修复治理，深入开展城乡人居环境综合整治"
    for before in range(4):
        for after in range(4):
            text = (filler + "，") * before + whole + (filler + "，") * after + "安全可控。"
            assert any(whole.rstrip("，") in part for part in parts(text)), (before, after)


def test_a_clause_that_leans_is_not_left_alone() -> None:
    text = (
        "面对复杂严峻的外部环境和艰巨繁重的改革发展稳定任务，我们牢记嘱托、感恩奋进，全力推动经济社会发展，"
        "以“壮士断腕”的勇气从严从快推进生态环保督察反馈问题整改，做到不留死角、不留空白、不留余地。"
    )
    assert parts(text) == [
        "面对复杂严峻的外部环境和艰巨繁重的改革发展稳定任务，我们牢记嘱托、感恩奋进，全力推动经济社会发展，",
        "以“壮士断腕”的勇气从严从快推进生态环保督察反馈问题整改，做到不留死角、不留空白、不留余地。",
    ]


def test_the_turn_to_the_audience_is_a_statement_by_itself() -> None:
    assert parts("各位代表，我们将办好民生实事。") == ["各位代表，", "我们将办好民生实事。"]
    assert parts("各位代表：\n现在报告。") == ["各位代表：\n", "现在报告。"]


def test_commas_in_quotes_and_brackets_do_not_cut() -> None:
    quoted = "“" + "不忘初心，牢记使命，" * 12 + "”"
    text = f"全省上下深入开展{quoted}主题教育，取得显著成效，受到干部群众普遍欢迎。"
    assert [part for part in parts(text) if quoted in part] != []


def test_a_clause_without_commas_stays_whole_however_long() -> None:
    text = "支持" + "、".join(f"第{n}号项目" for n in range(60)) + "建设。"
    assert len(text) > 300
    assert parts(text) == [text]


def test_clauses() -> None:
    text = "甲升，“乙，丙”降，（丁，戊）平。"
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == ["甲升，", "“乙，丙”降，", "（丁，戊）平。"]
    assert clauses("甲，", 0, 2) == [(0, 2)]
    assert clauses("", 0, 0) == [(0, 0)]


def rule_cuts() -> list[str]:
    """The bundled report's long sentences as the rule cuts them, without its edition."""
    document = bundled().documents[0]
    return [document.text[a:b] for s in document.sections for a, b in cut(document.text, s.start, s.end)]


def test_the_rule_on_the_bundled_report() -> None:
    document = bundled().documents[0]
    tiles = rule_cuts()
    assert "".join(tiles) == document.text
    assert max(len(tile.rstrip()) for tile in tiles) == 80
    assert all(tile.count("“") == tile.count("”") for tile in tiles)
    assert all(re.search(r"分别[^0-9]*，$", tile) is None for tile in tiles)


def test_most_of_the_rule_s_cuts_are_those_made_by_hand() -> None:
    document = bundled().documents[0]
    ends = {match.end() for match in re.finditer("[。！？；：]”?\n?", document.text)}
    by_hand = {s.start for s in document.statements} - ends
    made = {a for s in document.sections for a, _ in cut(document.text, s.start, s.end)} - ends
    assert len(made & by_hand) / len(made) > 0.8  # measured: 0.84
    assert len(made & by_hand) / len(by_hand) > 0.55  # the hand cuts sentences under 80 characters too


CHARS = st.text(alphabet="甲乙5%，，，。；！“”（）()《》分别增长各位代表\n 😀a", max_size=200)


@given(CHARS | st.text(max_size=40))
def test_any_text_is_tiled(text: str) -> None:
    tiles = cut(text, 0, len(text))
    assert "".join(text[a:b] for a, b in tiles) == text
    assert all(a < b for a, b in tiles)


@given(CHARS, st.integers(0, 50), st.integers(0, 50))
def test_any_stretch_of_a_text_is_tiled(text: str, skip: int, more: int) -> None:
    start = min(skip, len(text))
    end = min(start + more, len(text))
    assert "".join(text[a:b] for a, b in cut(text, start, end)) == text[start:end]


@given(
    st.lists(
        st.sampled_from("甲甲甲甲甲甲甲甲甲甲甲甲 乙“丙，丁”乙 （戊，己）戊戊戊戊戊 增长5% 分别增长5%、6%".split()),
        max_size=30,
    )
)
def test_no_statement_ends_inside_quotes_or_brackets(clauses_: list[str]) -> None:
    for part in parts("，".join(clauses_) + "。"):
        assert part.count("“") == part.count("”")
        assert part.count("（") == part.count("）")
