"""The section tree: the bundled report's, whole, and small reports of the genre's other shapes."""

from hypothesis import given
from hypothesis import strategies as st

from documents.corpus import bundled
from documents.document import Scope, Section
from documents.sections import heading_en, outline

TREE = [  # every section of the bundled report: path, own heading
    ("0.0", "政府工作报告"),
    ("1.0", "一、2023年工作回顾"),
    ("1.1", "生态保护展现新作为"),
    ("1.2", "经济运行呈现新气象"),
    ("1.3", "产业“四地”释放新动能"),
    ("1.4", "改革开放激发新活力"),
    ("1.5", "安全保障实现新加强"),
    ("1.6", "民生福祉得到新提升"),
    ("1.7", None),
    ("1.8", None),
    ("1.9", None),
    ("1.10", None),
    ("2.0", "二、2024年目标任务和重点工作"),
    ("2.1.0", "（一）聚焦创建美丽中国先行区，奋力推动更高水平保护"),
    ("2.1.1", "高质高效推进国家公园示范省建设"),
    ("2.1.2", "坚持不懈推进生态保护治理修复"),
    ("2.1.3", "积极稳妥推进碳达峰碳中和"),
    ("2.1.4", "科学有序推进生态保护治理体系建设"),
    ("2.2.0", "（二）聚焦构建现代化产业体系，加力推进绿色低碳高质量发展"),
    ("2.2.1", "更大力度推动创新强链"),
    ("2.2.2", "更实举措加快转型提质"),
    ("2.2.3", "更高水平强化数字赋能"),
    ("2.3.0", "（三）聚焦扩大有效需求，全力推动经济持续稳定增长"),
    ("2.3.1", "千方百计拓展有效投资空间"),
    ("2.3.2", "多措并举促进消费持续扩大"),
    ("2.3.3", "积极有为强化财税金融支撑"),
    ("2.4.0", "（四）聚焦深化改革开放，聚力增强发展内生动力"),
    ("2.4.1", "深化重点领域改革攻坚"),
    ("2.4.2", "有效激发各类经营主体活力"),
    ("2.4.3", "持续推进高水平对外开放"),
    ("2.5.0", "（五）聚焦乡村全面振兴，着力推进农业农村现代化"),
    ("2.5.1", "毫不松懈抓好粮食生产"),
    ("2.5.2", "精准务实培育乡村产业"),
    ("2.5.3", "扎实有序推进乡村建设治理"),
    ("2.6.0", "（六）聚焦融合联动共享，用力推动区域协调发展"),
    ("2.6.1", "突出特色激发地区发展动力"),
    ("2.6.2", "以人为本推进新型城镇化建设"),
    ("2.6.3", "互利共赢深化合作交流"),
    ("2.7.0", "（七）聚焦群众所需所盼，努力提高人民生活品质"),
    ("2.7.1", "更加突出就业优先导向"),
    ("2.7.2", "办好人民满意的教育"),
    ("2.7.3", "更好保障人民健康"),
    ("2.7.4", "加强社会保障服务"),
    ("2.7.5", "繁荣发展文体事业"),
    ("2.7.6", "铸牢中华民族共同体意识"),
    ("2.7.7", "全面完成地震灾后恢复重建"),
    ("2.7.8", None),
    ("2.8.0", "（八）聚焦强保障防风险，大力促进更高水平安全发展"),
    ("2.8.1", "强化能源资源安全保障"),
    ("2.8.2", "防范化解经济领域风险"),
    ("2.8.3", "抓好安全生产和防灾减灾"),
    ("2.8.4", "提升社会治理效能"),
    ("2.8.5", None),
    ("3.0", "三、切实加强政府自身建设"),
    ("3.1", "强化政治建设抓落实"),
    ("3.2", "坚持依法行政抓落实"),
    ("3.3", "提高能力本领抓落实"),
    ("3.4", "改进工作作风抓落实"),
    ("3.5", "加强廉政建设抓落实"),
    ("3.6", None),
]

BACK_23 = Scope(2023, 2023, "result")
AHEAD_24 = Scope(2024, 2024, "target")
BACK_24 = Scope(2024, 2024, "result")
AHEAD_25 = Scope(2025, 2025, "target")


def bundled_sections() -> tuple[Section, ...]:
    return bundled().documents[0].sections


def test_every_path_and_heading_of_the_bundled_report() -> None:
    assert [(s.path, s.headings[-1] if s.titled else None) for s in bundled_sections()] == TREE


def test_heading_paths_of_the_bundled_report() -> None:
    titles = dict(TREE)
    for section in bundled_sections():
        part, *rest = section.path.split(".")
        above = [titles[f"{part}.0"]]
        if len(rest) == 2:
            above.append(titles[f"{part}.{rest[0]}.0"])
        own = titles[section.path]
        expected = above if own is None or own in above else [*above, own]
        assert list(section.headings) == expected, section.path


def test_scopes_of_the_bundled_report() -> None:
    scopes = {"0": Scope(2024, 2024, "result"), "1": BACK_23, "2": AHEAD_24, "3": AHEAD_24}
    for section in bundled_sections():
        assert section.scope == scopes[section.path[0]], section.path


def test_sections_of_the_bundled_report_tile_its_text() -> None:
    text = bundled().documents[0].text
    assert "".join(text[s.start : s.end] for s in bundled_sections()) == text
    assert bundled_sections()[0].start == 0
    for before, after in zip(bundled_sections(), bundled_sections()[1:], strict=False):
        assert before.end == after.start


def tree(text: str, year: int = 2025) -> list[tuple[str, str | None]]:
    return [(s.path, s.headings[-1] if s.titled else None) for s in outline(text, year)]


def scopes(text: str, year: int = 2025) -> list[tuple[str, Scope]]:
    return [(s.path, s.scope) for s in outline(text, year)]


def test_no_text_and_text_without_parts() -> None:
    assert outline("", 2025) == ()
    assert tree("甲。\n") == [("0.0", "甲")]
    assert tree("一份没有标题的文件。\n第二段。\n") == [("0.0", "一份没有标题的文件")]


def test_parts_without_numbers() -> None:
    text = (
        "政府工作报告\n各位代表：\n2024年工作回顾\n过去一年很好。\n2025年工作安排建议\n今年要做好。\n"
        "加强政府自身建设\n要守住底线。\n"
    )
    assert tree(text) == [
        ("0.0", "政府工作报告"),
        ("1.0", "2024年工作回顾"),
        ("2.0", "2025年工作安排建议"),
        ("3.0", "加强政府自身建设"),
    ]
    assert scopes(text)[1:] == [("1.0", BACK_24), ("2.0", AHEAD_25), ("3.0", AHEAD_25)]


def test_parts_that_name_no_year_are_told_by_their_words_or_their_text() -> None:
    text = (
        "一、牢记殷殷嘱托，在接续奋斗中取得新成效\n2024年来之不易。\n"
        "二、牢记历史使命，在现代化建设中奋勇争先\n今年要做好。\n三、牢记人民至上\n要做好。\n"
    )
    assert scopes(text) == [("1.0", BACK_24), ("2.0", AHEAD_25), ("3.0", AHEAD_25)]


def test_points_start_anew_and_topics_before_points_have_paths_of_their_own() -> None:
    text = (
        "一、2024年工作回顾\n过去一年很好。\n——实力跃上新台阶。增长5%。\n（一）产业升级。增长6%。\n"
        "各位代表！成绩来之不易。\n二、2025年工作安排\n（一）扩大内需。要促消费。\n大力提振消费。发放消费券。\n"
    )
    assert tree(text) == [
        ("1.0", "一、2024年工作回顾"),
        ("1.0.1", "实力跃上新台阶"),
        ("1.1.0", "（一）产业升级"),
        ("1.1.1", None),
        ("2.0", "二、2025年工作安排"),
        ("2.1.0", "（一）扩大内需"),
        ("2.1.1", "大力提振消费"),
    ]


def test_points_in_half_width_brackets_and_on_lines_of_their_own() -> None:
    text = "一、2025年重点工作\n(一)加快改革，激发活力\n深化国企改革，推进重组，完善治理。\n(二)提振消费\n发放消费券，办好展会。\n"
    assert tree(text) == [
        ("1.0", "一、2025年重点工作"),
        ("1.1.0", "(一)加快改革，激发活力"),
        ("1.2.0", "(二)提振消费"),
    ]


def test_topics_on_lines_of_their_own() -> None:
    text = (
        "一、2025年重点工作\n坚持稳中求进，重点做好以下工作。\n提振消费\n发放消费券，办好展会，支持以旧换新。\n再办两次展会。\n"
        "扩大投资\n建设铁路，建设机场，建设水库，建设电站。\n"
    )
    assert tree(text) == [("1.0", "一、2025年重点工作"), ("1.1", "提振消费"), ("1.2", "扩大投资")]


def test_ordinal_topics_and_ordinal_points() -> None:
    text = (
        "一、2024年工作回顾\n很好。\n一是全力拼经济，稳增长。增长5%。\n二是发展农业。增产。\n"
        "二、2025年重点工作\n一是聚焦扩大内需，着力提消费\n提振消费。发放消费券。\n二是推进工业化\n建好园区，建好基地。\n"
    )
    assert tree(text) == [
        ("1.0", "一、2024年工作回顾"),
        ("1.1", "一是全力拼经济，稳增长"),
        ("1.2", "二是发展农业"),
        ("2.0", "二、2025年重点工作"),
        ("2.1.0", "一是聚焦扩大内需，着力提消费"),
        ("2.1.1", "提振消费"),
        ("2.2.0", "二是推进工业化"),
    ]


def test_a_list_that_follows_the_points_is_not_the_last_point_s() -> None:
    text = "一、2024年工作回顾\n（一）产业升级。增长6%。\n（二）民生增进。增长7%。\n一年来，着重抓了以下工作：\n一是抓好政策。见效。\n"
    assert tree(text) == [
        ("1.0", "一、2024年工作回顾"),
        ("1.1.0", "（一）产业升级"),
        ("1.2.0", "（二）民生增进"),
        ("1.3.0", None),
        ("1.3.1", "一是抓好政策"),
    ]
    assert outline(text, 2025)[4].headings == ("一、2024年工作回顾", "一是抓好政策")


def test_dashes_of_other_code_points() -> None:
    for dash in ("——", "――", "──", "━━", "–", "--", "－－", "⸺"):
        assert tree(f"一、2024年工作回顾\n{dash}产业迈上新台阶，好。增长5%。\n") == [
            ("1.0", "一、2024年工作回顾"),
            ("1.1", "产业迈上新台阶，好"),
        ]


def test_an_audience_line_alone_stays_with_the_paragraph_below() -> None:
    text = "一、2024年工作回顾\n产业升级。增长5%。\n各位代表！\n成绩来之不易，根本在于努力。\n还有困难。要解决。\n"
    assert tree(text) == [
        ("1.0", "一、2024年工作回顾"),
        ("1.1", "产业升级"),
        ("1.2", None),
        ("1.3", "还有困难"),
    ]
    assert text[outline(text, 2025)[2].start :].startswith("各位代表！\n成绩")


def test_appendices_are_parts_and_the_items_of_their_lists_points() -> None:
    text = (
        "一、2024年工作回顾\n好。\n二、2025年重点任务\n要做好。\n三、加强政府自身建设\n要廉洁。\n名词解释\n1.“两重”：国家重大战略。\n"
        "附件\n2025年10件惠民实事\n一、稳定就业\n年度目标：就业50万人。\n二、关爱老幼\n年度目标：托位1万个。\n"
        "三、实施银龄计划\n年度目标：1万人。\n四、体育\n年度目标：1个。\n"
    )
    assert tree(text) == [
        ("1.0", "一、2024年工作回顾"),
        ("2.0", "二、2025年重点任务"),
        ("3.0", "三、加强政府自身建设"),
        ("4.0", "名词解释"),
        ("5.0", "附件 2025年10件惠民实事"),
        ("5.1.0", "一、稳定就业"),
        ("5.2.0", "二、关爱老幼"),
        ("5.3.0", "三、实施银龄计划"),
        ("5.4.0", "四、体育"),
    ]
    assert {scope for path, scope in scopes(text) if path >= "4"} == {AHEAD_25}


def test_a_list_without_an_appendix_that_starts_anew_is_not_a_part() -> None:
    text = "一、2024年工作回顾\n好。\n二、2025年重点任务\n民生实事如下。\n一、就业\n二、养老\n三、住房\n三、加强政府自身建设\n要廉洁。\n"
    parts = [title for path, title in tree(text) if path.endswith(".0")]
    assert parts == ["一、2024年工作回顾", "二、2025年重点任务", "三、加强政府自身建设"]


def test_the_heading_of_a_part_over_two_lines() -> None:
    text = "一、2025年工作\n好。\n二、持续提升政府\n治理效能\n"
    text += "人民满意是衡量政府工作的根本标准，全市政府系统要坚持干字当头、实字为先、一心谋发展。\n（一）铸魂。好。\n"
    assert tree(text)[1:] == [("2.0", "二、持续提升政府治理效能"), ("2.1.0", "（一）铸魂")]


def test_five_years_back_in_running_text_hold_until_another_year_is_named() -> None:
    text = (
        "一、工作回顾\n2022年很好。\n过去五年，我们攻坚克难，取得成就。\n——经济跃升。增长6%。\n——民生改善。增长7%。\n"
        "过去一年，我们主要做了三件事。\n二、今后五年的目标任务\n要做好。\n三、2023年工作\n今年要做好。\n"
    )
    five = Scope(2018, 2022, "result")
    assert scopes(text, 2023) == [
        ("1.0", Scope(2022, 2022, "result")),
        ("1.1", five),
        ("1.2", five),
        ("1.3", five),
        ("1.4", Scope(2022, 2022, "result")),
        ("2.0", Scope(2023, 2027, "target")),
        ("3.0", Scope(2023, 2023, "target")),
    ]


def test_a_look_back_within_the_plan_holds_for_its_paragraph() -> None:
    text = (
        "一、2025年工作\n（一）民生。要做好。\n各位代表！过去一年，工青妇工作取得新成绩。\n各位代表！奋斗创造未来。\n"
    )
    assert scopes(text) == [
        ("1.0", AHEAD_25),
        ("1.1.0", AHEAD_25),
        ("1.1.1", BACK_24),
        ("1.1.2", AHEAD_25),
    ]


def test_an_english_heading() -> None:
    assert heading_en(" I. Review of the Work in 2023. ") == "I. Review of the Work in 2023"


LINES = st.sampled_from(
    "一、2024年工作回顾|二、2025年工作|一、就业|（一）产业升级。好。|(二)消费|——动能增强。好。|一是抓好。好|提振消费|各位代表！|"
    "过去五年，好。|过去一年，好。|名词解释|附件|1.两重：好。|增长5%，好。|😀|a".split("|")
)


@given(st.lists(LINES, max_size=25))
def test_any_lines_are_tiled_by_sections_with_paths_of_their_own(lines: list[str]) -> None:
    text = "".join(line + "\n" for line in lines)
    found = outline(text, 2025)
    assert "".join(text[s.start : s.end] for s in found) == text
    assert len({s.path for s in found}) == len(found)
    assert all(s.start < s.end and (s.headings or not s.titled) for s in found)
