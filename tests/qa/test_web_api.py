"""The native API: answers at once and by and by, citations, reports, search."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from documents import figures
from tests.host import GDP_EN, GDP_ID, GDP_ZH, answerer, client, events


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with client() as started:
        yield started


def test_ask_gives_the_answer_of_design_5(web: TestClient) -> None:
    answer = web.post("/api/ask", json={"question": GDP_ZH}).json()
    expected = answerer().ask(GDP_ZH).to_json()
    assert {**answer, "timings_ms": {}} == {**expected, "timings_ms": {}}
    assert answer["answer"] == "全省生产总值增长5.3%。[1]"


@pytest.mark.parametrize("question", [GDP_ZH, GDP_EN])
def test_every_quote_stands_in_the_report(web: TestClient, question: str) -> None:
    answer = web.post("/api/ask", json={"question": question}).json()
    assert answer["citations"]
    for citation in answer["citations"]:
        text = answerer().corpus.document(citation["report"]).text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_language_can_be_asked_for(web: TestClient) -> None:
    assert web.post("/api/ask", json={"question": GDP_ZH, "language": "en"}).json()["language"] == "en"


def test_history_makes_a_follow_up_whole(web: TestClient) -> None:
    history = [
        {"role": "user", "content": GDP_ZH},
        {"role": "assistant", "content": "全省生产总值增长5.3%。[1]"},
    ]
    asked = {"question": "那2024年呢？", "history": history}
    expected = answerer().ask("那2024年呢？", history).to_json()
    assert web.post("/api/ask", json=asked).json()["citations"] == expected["citations"]


def test_chat_tells_each_sentence_after_its_citations_and_ends_with_the_whole(web: TestClient) -> None:
    response = web.post("/api/chat", json={"question": GDP_ZH})
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    told = events(response.text)
    names = [name for name, _ in told]
    assert names[0] == "status"
    assert names[-1] == "done"
    known: set[int] = set()
    said = []
    for name, data in told:
        if name == "citations":
            known |= {c["marker"] for c in data["citations"]}
        if name == "statement":
            assert set(data["citations"]) <= known
            said.append(data)
    done = told[-1][1]
    assert done["statements"] == said
    assert {**done, "timings_ms": {}} == {**answerer().ask(GDP_ZH).to_json(), "timings_ms": {}}


def test_a_citation_with_neighbours(web: TestClient) -> None:
    found = web.get(f"/api/citations/{GDP_ID}", params={"context": 1}).json()
    assert found["id"] == GDP_ID
    assert found["scope"] == {"years": [2023, 2023], "kind": "result"}
    assert "全省生产总值增长5.3%" in found["text"]["zh"]
    assert [len(found["before"]), len(found["after"])] == [1, 1]
    assert found["previous"] == found["before"][0]["id"]
    assert found["next"] == found["after"][0]["id"]


@pytest.mark.parametrize(
    ("form", "media", "begins"),
    [
        ("text", "text/plain; charset=utf-8", "“"),
        ("gb7714", "text/plain; charset=utf-8", "青海省人民政府. "),
        ("bibtex", "application/x-bibtex", "@techreport{" + GDP_ID.replace("/", "-")),
        ("csl", "application/vnd.citationstyles.csl+json", "["),
    ],
)
def test_a_citation_in_every_format(web: TestClient, form: str, media: str, begins: str) -> None:
    response = web.get(f"/api/citations/{GDP_ID}", params={"format": form})
    assert response.headers["content-type"] == media
    assert response.text.startswith(begins)


def test_an_unknown_citation_is_404_in_the_one_shape(web: TestClient) -> None:
    response = web.get("/api/citations/qinghai-2024/9.9/9", headers={"X-Request-ID": "mine-1"})
    assert response.status_code == 404
    assert response.json() == {"error": {
        "code": "unknown_citation", "message": "no statement has the id 'qinghai-2024/9.9/9'",
        "hint": "ids look like qinghai-2024/0.0/0", "request_id": "mine-1",
    }}  # fmt: skip


def test_the_list_of_reports(web: TestClient) -> None:
    (report,) = web.get("/api/reports").json()["reports"]
    document = answerer().corpus.documents[0]
    assert [report["id"], report["statements"], report["sha256"]] == [
        "qinghai-2024", len(document.statements), document.sha256,
    ]  # fmt: skip


def test_a_whole_report_holds_its_text_exactly(web: TestClient) -> None:
    report = web.get("/api/reports/qinghai-2024").json()
    document = answerer().corpus.documents[0]
    statements = [s for section in report["sections"] for s in section["statements"]]
    assert [s["id"] for s in statements] == [s.id for s in document.statements]
    for s in statements:
        assert document.text[s["start"] : s["end"]] == s["text"]["zh"]
    assert "".join(s["text"]["zh"] + "\n" * s["ends_paragraph"] for s in statements) == document.text


def test_an_unknown_report_is_404(web: TestClient) -> None:
    assert web.get("/api/reports/nowhere-1999").json()["error"]["code"] == "unknown_report"
    assert web.post("/api/ask", json={"question": GDP_ZH, "report": "nowhere-1999"}).status_code == 404
    assert web.post("/api/chat", json={"question": GDP_ZH, "report": "nowhere-1999"}).status_code == 404


def test_search_gives_hits_best_first(web: TestClient) -> None:
    hits = web.get("/api/search", params={"q": "清洁能源装机", "k": 5}).json()["hits"]
    assert hits == answerer().search("清洁能源装机", 5)
    assert [h["score"] for h in hits] == sorted((h["score"] for h in hits), reverse=True)


def test_health(web: TestClient) -> None:
    assert web.get("/healthz").json() == {"status": "ok"}
    ready = web.get("/readyz").json()
    assert ready["reports"] == [{"id": "qinghai-2024", "statements": len(answerer().corpus.documents[0].statements)}]


def test_figures_are_those_of_the_ledger(web: TestClient) -> None:
    given = web.get("/api/figures").json()
    ledger = [f for f in figures.ledger(answerer().corpus.documents[0]) if f.is_figure]
    assert [f["text"]["zh"] for f in given["figures"]] == [f.text for f in ledger]
    first = given["figures"][0]
    assert (first["indicator"]["zh"], first["value"], first["unit"], first["citation"]) == (
        "全省生产总值",
        5.3,
        "%",
        GDP_ID,
    )
    text = answerer().corpus.documents[0].text
    assert all(text[f["start"] : f["end"]] == f["text"]["zh"] for f in given["figures"])


def test_figures_are_filtered(web: TestClient) -> None:
    found = web.get("/api/figures", params={"q": "粮食", "kind": "target", "year": 2024}).json()["figures"]
    assert "107万吨以上" in [f["text"]["zh"] for f in found]
    assert {(f["scope"]["kind"], *f["scope"]["years"]) for f in found} == {("target", 2024, 2024)}
    assert web.get("/api/figures", params={"q": "量子纠缠"}).json()["figures"] == []


def test_results_stand_beside_targets(web: TestClient) -> None:
    pairs = {p["result"]["indicator"]["zh"]: p for p in web.get("/api/figures").json()["pairs"]}
    prices = pairs["居民消费价格"]
    assert (prices["result"]["text"]["zh"], prices["target"]["text"]["zh"]) == ("0.5%", "3%左右")


def test_figures_as_csv_open_in_a_spreadsheet(web: TestClient) -> None:
    response = web.get("/api/figures", params={"format": "csv", "kind": "result"})
    assert response.headers["content-disposition"] == 'attachment; filename="qinghai-2024-figures.csv"'
    assert response.text.startswith("\ufeffindicator_zh,")
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert len(rows) == len(web.get("/api/figures", params={"kind": "result"}).json()["figures"])
    assert (rows[0]["indicator_zh"], rows[0]["value"], rows[0]["citation"]) == ("全省生产总值", "5.3", GDP_ID)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_suggested_is_answered(web: TestClient, language: str) -> None:
    questions = web.get("/api/suggestions", params={"language": language}).json()["questions"]
    assert 3 <= len(questions) == len(set(questions)) <= 6
    for question in questions:
        answer = web.post("/api/ask", json={"question": question, "language": language}).json()
        assert (answer["status"], answer["language"]) == ("answered", language)
