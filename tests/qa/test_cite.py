"""Citations looked up and exported, on a tiny report of another province: nothing here knows Qinghai."""

from __future__ import annotations

import json

import pytest

from documents.clean import clean
from documents.corpus import Corpus, assemble, bundled
from documents.document import Document
from documents.errors import UnknownCitation
from qa import cite
from qa.cite import FORMATS, lookup, render

RAW = """2025年云南省政府工作报告

一、2024年工作回顾

全年生产总值增长3.3%。粮食产量1986万吨。

二、2025年重点工作

生产总值增长5%左右。
"""


@pytest.fixture
def report() -> Document:
    meta = {"id": "yunnan-2025", "title": "2025年云南省政府工作报告", "region": "云南", "date": "2025-01-18",
            "source": "云南日报", "licence": "公文"}  # fmt: skip
    return assemble(meta, clean(RAW))


@pytest.fixture
def corpus(report: Document) -> Corpus:
    return Corpus((report,))


def test_lookup_gives_neighbours_in_the_order_of_the_text(corpus: Corpus) -> None:
    entry = lookup(corpus, "yunnan-2025/1.0/1", 1)
    assert [s.id for s in entry.before] == ["yunnan-2025/1.0/0"]
    assert entry.statement.text == "全年生产总值增长3.3%。"
    assert [s.id for s in entry.after] == ["yunnan-2025/1.0/2"]


def test_neighbours_stop_at_the_ends(corpus: Corpus, report: Document) -> None:
    first, last = report.statements[0].id, report.statements[-1].id
    assert lookup(corpus, first, 5).before == ()
    assert lookup(corpus, last, 5).after == ()
    assert cite.to_json(lookup(corpus, first))["previous"] is None
    assert cite.to_json(lookup(corpus, last))["next"] is None


def test_context_is_bounded(corpus: Corpus) -> None:
    assert lookup(corpus, "yunnan-2025/1.0/1", -3).before == ()
    assert len(lookup(bundled(), bundled().documents[0].statements[0].id, 10_000).after) == cite.MAX_CONTEXT


def test_unknown_id_says_what_ids_look_like(corpus: Corpus) -> None:
    with pytest.raises(UnknownCitation, match="ids look like yunnan-2025/"):
        lookup(corpus, "yunnan-2025/9.9/9")
    with pytest.raises(UnknownCitation):
        lookup(corpus, "")


def test_text(corpus: Corpus) -> None:
    assert render(corpus, "yunnan-2025/1.0/1") == (
        "“全年生产总值增长3.3%。”\n——《2025年云南省政府工作报告》，2025-01-18，一、2024年工作回顾（yunnan-2025/1.0/1）"
    )


def test_text_with_context_shows_the_neighbours(corpus: Corpus) -> None:
    assert render(corpus, "yunnan-2025/1.0/1", 1).splitlines()[:3] == [
        "一、2024年工作回顾", "“全年生产总值增长3.3%。”", "粮食产量1986万吨。",
    ]  # fmt: skip


def test_gb7714(corpus: Corpus) -> None:
    assert render(corpus, "yunnan-2025/1.0/1", 0, "gb7714") == (
        "云南省政府. 2025年云南省政府工作报告[R]. 2025-01-18: 一、2024年工作回顾, yunnan-2025/1.0/1."
    )


def test_bibtex_escapes_what_tex_reads(corpus: Corpus) -> None:
    assert render(corpus, "yunnan-2025/1.0/1", 0, "bibtex") == "\n".join([
        "@techreport{yunnan-2025-1.0-1,", "  author = {{云南省政府}},", "  title = {{2025年云南省政府工作报告}},",
        "  institution = {云南省政府},", "  type = {政府工作报告},", "  number = {yunnan-2025/1.0/1},", "  year = {2025},",
        "  month = jan,", "  day = {18},", "  note = {一、2024年工作回顾: “全年生产总值增长3.3\\%。”},", "  language = {chinese}", "}",
    ])  # fmt: skip


def test_csl(corpus: Corpus) -> None:
    (item,) = json.loads(render(corpus, "yunnan-2025/2.0/1", 0, "csl"))
    assert item == {
        "id": "yunnan-2025-2.0-1", "type": "report", "title": "2025年云南省政府工作报告", "author": [{"literal": "云南省政府"}],
        "publisher": "云南省政府", "genre": "政府工作报告", "number": "yunnan-2025/2.0/1", "section": "二、2025年重点工作",
        "issued": {"date-parts": [[2025, 1, 18]]}, "note": "生产总值增长5%左右。", "language": "zh-CN",
    }  # fmt: skip


def test_json_holds_every_way_to_cite(corpus: Corpus) -> None:
    given = json.loads(render(corpus, "yunnan-2025/2.0/1", 1, "json"))
    assert given["scope"] == {"years": [2025, 2025], "kind": "target"}
    assert given["cite"]["gb7714"] == render(corpus, "yunnan-2025/2.0/1", 0, "gb7714")
    assert [s["id"] for s in given["before"]] == ["yunnan-2025/2.0/0"]
    assert given["previous"] == "yunnan-2025/2.0/0"


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("青海省人民政府工作报告（2024年）", "青海省人民政府"),
        ("2025年内蒙古自治区政府工作报告", "内蒙古自治区政府"),
        ("政府工作报告", "云南"),
        ("2025年工作要点", "云南"),
    ],
)
def test_the_issuer_is_the_government_that_the_title_names(title: str, issuer: str) -> None:
    meta = {"id": "x", "title": title, "region": "云南", "date": "2025-01-18", "source": "s", "licence": "l"}
    made = assemble(meta, clean(RAW))
    assert cite.Entry(made, made.statements[0]).issuer == issuer


@pytest.mark.parametrize("form", FORMATS)
def test_every_statement_of_the_bundled_report_renders(form: cite.Format) -> None:
    corpus = bundled()
    for statement in corpus.documents[0].statements[::7]:
        assert statement.id.split("/")[0] in render(corpus, statement.id, 2, form)
