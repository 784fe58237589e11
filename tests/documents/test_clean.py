"""Healing: the nine page breaks, the stray spaces, what is exempt, and that nothing else is lost."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.clean import clean
from documents.corpus import bundled

PAGE_BREAKS = [  # as the source has them: the block before, the block after, the words across
    ("市场信心不断增强。农牧业量质齐升、再获丰", "收，一产增加值增长 4.7%。", "再获丰收"),
    ("“墨子”开启巡天观测，全国首个技术创新中心", "落地青海，新认定企业 99 家。", "技术创新中心落地青海"),
    ("水平还需提高；少数干部思想观念、能力素质、工作", "作风还不能完全适应新要求。", "工作作风"),
    ("强化禁牧区和草畜平衡管理，推广“草光互", "补”、光伏治沙，完成 550 万亩以上。", "草光互补"),
    ("实施旅游大环线提质升级工程，推进文旅深", "度融合工程，培育生态观光。", "文旅深度融合"),
    ("坚持金融服务实体经济，大力", "发展科技金融、绿色金融。", "大力发展科技金融"),
    ("多形式完善联农带农机制，提升助农行动实", "效，打造 200 个乡村产业示范村。", "实效"),
    ("开展技能培训 9 万人次。做优拉面、青绣、家", "政等特色劳务品牌。", "家政"),
    ("打造一批精神家园标志性成果。加快实施少数", "民族发展项目。", "少数民族发展项目"),
]


@pytest.mark.parametrize(("before", "after", "across"), PAGE_BREAKS)
def test_a_page_break_in_mid_sentence_is_joined(before: str, after: str, across: str) -> None:
    assert clean(f"{before}\n\n{after}\n") == (before + after).replace(" ", "") + "\n"
    assert across in before + after
    assert across in bundled().documents[0].text


def test_the_bundled_text_is_canonical() -> None:
    document = bundled().documents[0]
    assert document.sha256 == "6ea80f075acaa777102803d769782978d1c1d3f41b29b7b6848ee160c92dc188"
    assert clean(document.text) == document.text


def test_a_page_break_is_blank_so_a_line_without_a_stop_stays_alone() -> None:
    assert clean("推动产业，再获丰\n收，增长。\n") == "推动产业，再获丰\n收，增长。\n"


@pytest.mark.parametrize(
    ("raw", "healed"),
    [
        ("增长 4.7%。", "增长4.7%。"),
        ("新增 980 万千瓦，完成。", "新增980万千瓦，完成。"),
        ("打造“青海 e 就业”品牌", "打造“青海e就业”品牌"),
        ("增加值分别增长 45.3%和 62.2%、占比均超 26%，", "增加值分别增长45.3%和62.2%、占比均超26%，"),
        ("占总产量的 77% 以上", "占总产量的77%以上"),
        ("国家 4C 级营地", "国家4C级营地"),
        ("稳定在 Ⅱ 类及以上，好。", "稳定在Ⅱ类及以上，好。"),
        ("推动 “双减” 成果，好。", "推动“双减”成果，好。"),
        ("一、2024 年工作回顾", "一、2024年工作回顾"),
        ("—— 2024年1月24日在会议上", "——2024年1月24日在会议上"),
        ("— —生态保护展现新作为。", "——生态保护展现新作为。"),
        ("赴境外举办“Discover Jiangxi”推广，成功。", "赴境外举办“Discover Jiangxi”推广，成功。"),
        ("推进“万企出海 鲁贸全球”，开拓 市场。", "推进“万企出海 鲁贸全球”，开拓市场。"),
    ],
)
def test_stray_spaces(raw: str, healed: str) -> None:
    assert clean(raw) == healed + "\n"


def test_the_title_the_date_line_and_the_signature_are_exempt() -> None:
    raw = (
        "## 政府工作报告\n\n——2024年1月24日在大会上\n\n青海省人民政府省长　吴晓军\n\n各位代表：\n\n现在，我报告工作。\n"
    )
    assert clean(raw) == (
        "政府工作报告\n——2024年1月24日在大会上\n青海省人民政府省长 吴晓军\n各位代表：\n现在，我报告工作。\n"
    )


@pytest.mark.parametrize(
    "raw",
    [
        "坚持生态优先，绿色发展。\n\n（二）聚焦产业\n",  # a heading follows
        "（一）聚焦产业，加力推进\n\n坚持发展。\n",  # a heading stands before
        "第一段，没有句号\n\n——生态保护。\n",  # a dashed topic follows
        "目标是：\n\n增长5%。\n",
        "他说，“好。”\n\n各方努力。\n",
        "## 一、回顾，展望\n\n过去一年好。\n",
    ],
)
def test_a_blank_line_between_whole_blocks_is_not_a_page_break(raw: str) -> None:
    assert clean(raw).count("\n") == 2


@pytest.mark.parametrize(
    ("raw", "healed"),
    [
        ("", ""),
        (" \n\t\n　\n", ""),
        ("省", "省\n"),
        ("😀", "😀\n"),
        ("\ufeff甲\r\n乙\r丙\f丁\u2028戊", "甲\n乙\n丙\n丁\n戊\n"),
        ("甲\u200b乙\x00丙\x07\ud800", "甲乙丙\n"),
        ("### ## 三、建设", "三、建设\n"),
        ("#标题", "#标题\n"),
        ("ＧＤＰ增長５％", "ＧＤＰ增長５％\n"),
        ("GDP grew by 5%", "GDP grew by 5%\n"),
    ],
)
def test_odd_text(raw: str, healed: str) -> None:
    assert clean(raw) == healed


def bare(text: str) -> str:
    """`text` without white space, marks and control characters: what healing must keep."""
    unmarked = re.sub(r"(?m)^\s*(?:#{1,6}[ \t]+)+", "", re.sub("[\r\f\v\x1c-\x1e\x85\u2028\u2029]", "\n", text))
    kept = (c for c in unmarked if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return "".join(kept)


TEXTS = st.text(alphabet="甲乙一、（）“”，。；：—–- 9A%Ⅱ#\n\t\r\f　\u200b\u2028😀", max_size=40)


@given(TEXTS | st.text(max_size=30))
def test_healing_twice_is_healing_once(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(TEXTS.filter(lambda text: not re.search(r"#\s", text)))
def test_nothing_but_white_space_and_marks_is_removed(raw: str) -> None:
    assert bare(clean(raw)) == bare(raw)


@given(TEXTS)
def test_one_paragraph_a_line(raw: str) -> None:
    lines = clean(raw).split("\n")
    assert lines.pop() == ""
    assert all(line and line == line.strip() for line in lines)
