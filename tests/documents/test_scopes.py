"""Which years a heading or a paragraph speaks of."""

import pytest

from documents.document import Kind, Scope
from documents.scopes import paragraph_scope, part_scope


@pytest.mark.parametrize(
    ("title", "text", "first", "scope"),
    [
        ("一、2024年工作回顾", "", True, Scope(2024, 2024, "result")),
        ("一、过去一年工作回顾", "", True, Scope(2024, 2024, "result")),
        ("一、工作回顾", "", True, Scope(2024, 2024, "result")),
        ("二、关于2025年工作", "", False, Scope(2025, 2025, "target")),
        ("二、2025年工作总体要求和主要目标", "", False, Scope(2025, 2025, "target")),
        ("三、加强政府自身建设", "", False, Scope(2025, 2025, "target")),
        ("三、加强政府自身建设", "2024年、去年、过去一年。", False, Scope(2025, 2025, "target")),
        ("一、取得新成效", "", True, Scope(2024, 2024, "result")),
        ("一、牢记使命", "今年2025年", True, Scope(2025, 2025, "target")),
        ("一、2024年和过去五年工作回顾", "", True, Scope(2020, 2024, "result")),
        ("二、今后五年的奋斗目标", "", False, Scope(2025, 2029, "target")),
        ("一、“十三五”时期和2020年工作回顾", "", True, Scope(2016, 2020, "result")),
        ("一、2024年和2023年工作回顾", "", True, Scope(2023, 2024, "result")),
        ("二、完成“十四五”规划目标任务", "", False, Scope(2025, 2025, "target")),
    ],
)
def test_parts(title: str, text: str, first: bool, scope: Scope) -> None:
    assert part_scope(title, text, 2025, first) == scope


@pytest.mark.parametrize(
    ("body", "kind", "scope"),
    [
        ("过去五年，我们攻坚克难。", "result", Scope(2020, 2024, "result")),
        ("回顾过去5年，成绩来之不易。", "result", Scope(2020, 2024, "result")),
        ("五年来，经济总量翻番。", "result", Scope(2020, 2024, "result")),
        ("过去一年是本届政府任期的最后一年。", "result", Scope(2024, 2024, "result")),
        ("2024年是关键一年。", "result", Scope(2024, 2024, "result")),
        ("各位代表！过去一年，成绩来之不易。", "result", Scope(2024, 2024, "result")),
        ("各位代表！回顾过去五年，很好。", "result", Scope(2020, 2024, "result")),
        ("“十三五”时期，经济总量翻番。", "result", Scope(2016, 2020, "result")),
        ("研发投入增速创新高，比过去五年的平均水平高。", "result", None),
        ("统筹谋划未来五年的目标。", "result", None),
        ("推进改革。", "result", None),
        ("未来五年，我们要翻番。", "target", Scope(2025, 2029, "target")),
        ("今年，我们要做好。", "target", Scope(2025, 2025, "target")),
        ("过去一年，工青妇取得新成绩。", "target", Scope(2024, 2024, "result")),
        ("过去五年，很好。", "target", None),
        ("", "target", None),
    ],
)
def test_paragraphs(body: str, kind: Kind, scope: Scope | None) -> None:
    assert paragraph_scope(body, kind, 2025) == scope
