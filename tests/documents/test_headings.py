"""Lines of a report: which are headings, and of what."""

import pytest

from documents import headings


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("一", 1),
        ("九", 9),
        ("十", 10),
        ("十一", 11),
        ("十九", 19),
        ("二十", 20),
        ("三十二", 32),
        ("九十九", 99),
    ],
)
def test_numerals(line: str, number: int) -> None:
    assert headings.numeral(line) == number


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["一、回顾", "文。", "二、任务"], {0: 1, 2: 1}),
        (["第一部分：回顾", "文。", "第二部分：任务"], {0: 1, 2: 1}),
        (["第一部分 回顾", "第二部分 任务"], {0: 1, 1: 1}),
        (["第一章 回顾", "第二章 任务"], {0: 1, 1: 1}),
        (["二、任务", "一、回顾"], {1: 1}),
        (["2024年工作回顾", "文。", "2025年工作安排"], {0: 1, 2: 1}),
        (["过去五年工作回顾", "今后五年工作建议", "加强政府自身建设"], {0: 1, 1: 1, 2: 1}),
        (["2024年工作回顾，很好。", "2025年很好。"], {}),
        (["一、" + "很" * 40, "二、" + "好" * 40], {}),
        ([], {}),
        (["一、回顾", "一、就业", "二、养老", "二、2025年任务"], {0: 1, 3: 1}),
    ],
)
def test_parts(lines: list[str], found: dict[int, int]) -> None:
    assert headings.parts(lines) == found


@pytest.mark.parametrize(
    ("lines", "filled"),
    [
        (["名词解释"], 1),
        (["注释："], 1),
        (["《政府工作报告》有关用语说明"], 1),
        (["附件2名词解释"], 1),
        (["附件1", "2025年省十件民生实事", "一、就业"], 2),
        (["附件", "一、就业"], 1),
        (["附件", "1.两重：国家重大战略。"], 1),
        (["附件处理完毕，好。"], 0),
        (["加强解释"], 0),
        (["一、名词"], 0),
    ],
)
def test_appendices(lines: list[str], filled: int) -> None:
    assert headings.appendix(lines, 0) == filled


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("（一）聚焦产业，加力推进。坚持发展。", "（一）聚焦产业，加力推进。"),
        ("(十一)保障民生", "(十一)保障民生"),
        ("（一）" + "很" * 70, ""),
        ("一、聚焦产业。", ""),
        ("（省）好。", ""),
    ],
)
def test_points(body: str, title: str) -> None:
    assert headings.point(body) == title


LONG = "发放消费券，办好展会，支持以旧换新，促进首店经济，培育夜间消费，推进城市更新，完善县域商业。"


@pytest.mark.parametrize(
    ("body", "following", "title"),
    [
        ("高质高效推进国家公园示范省建设。编制规划。", "", "高质高效推进国家公园示范省建设。"),
        ("——经济稳中有进、向上向好，动能增强。增长5%。", "", "——经济稳中有进、向上向好，动能增强。"),
        ("一是扎实抓好政策，见效。用好机遇。", "", "一是扎实抓好政策，见效。"),
        ("1.医疗卫生方面。开展筛查。", "", "1.医疗卫生方面。"),
        ("大力提振消费", LONG, "大力提振消费"),
        ("大力提振消费。", LONG, "大力提振消费。"),
        ("大力提振消费", "很好。", ""),  # nothing to head
        ("大力提振消费", "二、2025年重点工作以及主要任务安排", ""),
        ("今年是“十四五”规划收官之年。做好工作。", "", ""),
        ("人才是科技创新的根基。要建设。", "", ""),
        ("重点做好以下工作。", LONG, ""),
        ("粮食总产853.2亿斤。增长。", "", ""),
        ("各位代表！很好。", "", ""),
        ("等等。", LONG, ""),
        ("坚持发展，加力推进。很好。", "", ""),
        ("目标是：", LONG, ""),
        ("", LONG, ""),
        ("😀", LONG, ""),
    ],
)
def test_topics(body: str, following: str, title: str) -> None:
    assert headings.topic(body, following) == title


def test_a_heading_as_it_is_shown() -> None:
    assert headings.heading("——产业“四地”释放新动能。") == "产业“四地”释放新动能"
    assert headings.heading("各位代表：") == "各位代表"
    assert headings.heading("一、2025年工作") == "一、2025年工作"


def test_lines_that_only_announce_a_list() -> None:
    assert headings.is_lead_in("一年来，主要做了以下工作。")
    assert headings.is_lead_in("一年来，我们着重抓了这些工作：")
    assert not headings.is_lead_in("各位代表！过去一年，工青妇工作取得新成绩。")
    assert not headings.is_lead_in("提振消费")
