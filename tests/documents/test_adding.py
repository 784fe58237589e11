"""Adding a report of one's own: what is read from its first lines, what is asked for, and all or nothing."""

import datetime
import json
import os
import resource
import shutil
from pathlib import Path
from typing import Any

import pytest

from documents import adding
from documents.adding import Front, add, front
from documents.corpus import Corpus
from documents.errors import BadReport, QinghaiQAError, WrongUse

RAW = """## 2025年四川省政府工作报告

来源：四川日报

2025年1月20日在四川省第十四届人民代表大会第四次会议上

四川省人民政府省长　施小琳

各位代表：

现在，我代表省人民政府，向大会报告工作，请予审议。

## 2024年工作回顾

过去一年，全省地区生产总值增长 5.7%，粮食再获丰

收，产量 726.8 亿斤。

——经济运行稳中向好。城镇新增就业 104.5 万人，城镇调查失业率 5.5%，居民消费价格上涨 0.2%。

## 2025年工作安排建议

今年经济社会发展的主要预期目标是：地区生产总值增长5.5%以上；城镇新增就业85万人以上。

（一）全方位扩大内需，稳住经济大盘。发放消费券，办好展会，支持以旧换新，促进首店经济。

## 加强政府自身建设

各级政府要干字当头、真抓实干，在各领域创造经得起检验的业绩。
"""


def source(folder: Path, raw: str = RAW, name: str = "报告.md") -> Path:
    (folder / name).write_text(raw, encoding="utf-8")
    return folder / name


def refusal(kind: type[QinghaiQAError], *arguments: Any, **told: Any) -> str:
    with pytest.raises(kind) as caught:
        add(*arguments, **told)
    return str(caught.value)


def test_a_report_of_which_nothing_is_told(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    document = add(source(tmp_path), reports)
    assert json.loads((reports / "sichuan-2025" / "report.json").read_text(encoding="utf-8")) == {
        "id": "sichuan-2025",
        "title": "2025年四川省政府工作报告",
        "region": "四川",
        "date": "2025-01-20",
        "source": "报告.md",
        "licence": "未注明",
        "sha256": document.sha256,
    }
    assert [(s.path, s.scope.first, s.scope.kind) for s in document.sections] == [
        ("0.0", 2025, "result"),
        ("1.0", 2024, "result"),
        ("1.1", 2024, "result"),
        ("2.0", 2025, "target"),
        ("2.1.0", 2025, "target"),
        ("3.0", 2025, "target"),
    ]
    assert "粮食再获丰收，产量726.8亿斤。" in document.text
    assert Corpus.load(reports).documents == (document,)
    assert sorted(path.name for path in reports.iterdir()) == ["sichuan-2025"]
    assert sorted(path.name for path in (reports / "sichuan-2025").iterdir()) == ["report.json", "zh.txt"]


def test_what_is_told_wins(tmp_path: Path) -> None:
    document = add(
        source(tmp_path), tmp_path, id="sc", title="报告", region="蜀", date=datetime.date(2025, 2, 1), origin="四川日报",
        licence="公文", title_en="Report", region_en="Sichuan",
    )  # fmt: skip
    told = (
        document.id,
        document.title,
        document.region,
        document.date.isoformat(),
        document.source,
        document.licence,
    )
    assert told == ("sc", "报告", "蜀", "2025-02-01", "四川日报", "公文")
    assert (document.title_en, document.region_en) == ("Report", "Sichuan")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            "政府工作报告\n——2024年1月24日在青海省第十四届人民代表大会第二次会议上\n",
            Front("政府工作报告", "青海省", datetime.date(2024, 1, 24)),
        ),
        (
            "2025年宁夏政府工作报告\n——2025年1月19日在宁夏回族自治区第十三届人民代表大会第三次会议上\n",
            Front("2025年宁夏政府工作报告", "宁夏回族自治区", datetime.date(2025, 1, 19)),
        ),
        (
            "政府工作报告\n——2025年1月14日海南省省长刘小明在海南省第七届人民代表大会第四次会议上的讲话\n",
            Front("政府工作报告", "海南省", datetime.date(2025, 1, 14)),
        ),
        (
            "政府工作报告\n二〇二五年一月十九日在西宁市第十七届人民代表大会上\n",
            Front("政府工作报告", "西宁市", datetime.date(2025, 1, 19)),
        ),
        (
            "政府工作报告\n(二○二五年十二月二十一日)\n在海西蒙古族藏族自治州第十五届人民代表大会上\n",
            Front("政府工作报告", "海西蒙古族藏族自治州", datetime.date(2025, 12, 21)),
        ),
        ("2025年甘肃省政府工作报告\n", Front("2025年甘肃省政府工作报告", "甘肃省", None)),
        ("2025年2月30日\n", Front("", "", None)),
        ("", Front("", "", None)),
    ],
)
def test_what_the_first_lines_tell(lines: str, told: Front) -> None:
    assert front(lines) == told


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("青海省", "青海"),
        ("北京市", "北京"),
        ("西宁市", "西宁"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("海西蒙古族藏族自治州", "海西蒙古族藏族自治州"),
        ("湟中区", "湟中区"),
        ("", ""),
    ],
)
def test_a_place_as_it_is_called(place: str, region: str) -> None:
    assert Front("", place, None).region == region


def test_a_title_that_names_no_place_is_completed(tmp_path: Path) -> None:
    document = add(source(tmp_path, RAW.replace("2025年四川省政府", "政府")), tmp_path / "r")
    assert document.title == "四川省人民政府工作报告（2025年）"


def test_ids_are_made_of_pinyin(tmp_path: Path) -> None:
    for place, id_ in (("陕西省", "shaanxi-2025"), ("山西省", "shanxi-2025"), ("重庆市", "chongqing-2025")):
        assert add(source(tmp_path, RAW.replace("四川省", place)), tmp_path / "r").id == id_


def test_what_must_be_told(tmp_path: Path) -> None:
    dateless = source(tmp_path, RAW.replace("2025年1月20日在", "在"), "a.txt")
    assert refusal(WrongUse, dateless, tmp_path / "r") == (
        "the first lines of a.txt tell no date; tell it, for instance: --date 2025-01-19"
    )
    nowhere = source(tmp_path, RAW.replace("四川省", ""), "b.txt")
    assert refusal(WrongUse, nowhere, tmp_path / "r") == (
        "the first lines of b.txt tell no region; tell it, for instance: --region 青海"
    )
    short = source(tmp_path, "# 政府工作报告\n", "c.txt")
    assert refusal(WrongUse, short, tmp_path / "r") == (
        "c.txt holds 7 characters of text, too few for a report; name the file of a report"
    )
    assert refusal(WrongUse, source(tmp_path), tmp_path / "r", id="四川/2025") == (
        "'四川/2025' cannot be the id of a report; an id is lower-case letters, digits and hyphens: --id"
    )
    assert not (tmp_path / "r").exists()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert refusal(BadReport, tmp_path / "a.txt", tmp_path / "r").startswith(f"{tmp_path}/a.txt cannot be read")
    assert not (tmp_path / "r").exists()


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    first = add(source(tmp_path), tmp_path / "r")
    changed = source(tmp_path, RAW.replace("5.7%", "5.8%"))
    assert refusal(WrongUse, changed, tmp_path / "r") == (
        f"{tmp_path}/r holds a report sichuan-2025 already; give another --id, or --replace it"
    )
    assert Corpus.load(tmp_path / "r").documents == (first,)
    second = add(changed, tmp_path / "r", replace=True)
    assert Corpus.load(tmp_path / "r").documents == (second,)
    assert "5.8%" in second.text
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["sichuan-2025"]


def test_a_full_disk_leaves_the_report_that_was_there(tmp_path: Path) -> None:
    first = add(source(tmp_path), tmp_path / "r")
    changed = source(tmp_path, RAW.replace("5.7%", "5.8%"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))  # no file may grow beyond 100 bytes
    try:
        said = refusal(BadReport, changed, tmp_path / "r", replace=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert said == (
        f"{tmp_path}/r/sichuan-2025 cannot be written (File too large); make room, or name a folder that may be written"
    )
    assert Corpus.load(tmp_path / "r").documents == (first,)
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["sichuan-2025"]


def test_a_move_that_fails_is_undone(tmp_path: Path) -> None:
    (tmp_path / "final").mkdir()
    with pytest.raises(FileNotFoundError):
        adding.put(tmp_path / "never made", tmp_path / "final", tmp_path / "old")
    assert [path.name for path in tmp_path.iterdir()] == ["final"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("a file", encoding="utf-8")
    assert refusal(BadReport, source(tmp_path), tmp_path / "r").startswith(
        f"{tmp_path}/r/sichuan-2025 cannot be written ("
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir(mode=0o555)
    assert "cannot be written (Permission denied)" in refusal(BadReport, source(tmp_path), tmp_path / "r")


def test_the_bundled_report_added_anew_is_the_same(tmp_path: Path) -> None:
    bundled = Path(adding.__file__).parent / "reports" / "qinghai-2024"
    shutil.copy(bundled / "zh.txt", tmp_path / "qinghai.txt")
    document = add(tmp_path / "qinghai.txt", tmp_path / "r")
    assert document.id == "qinghai-2024"
    assert document.sha256 == json.loads((bundled / "report.json").read_text(encoding="utf-8"))["sha256"]
    assert (document.title, document.region) == ("青海省人民政府工作报告（2024年）", "青海")
