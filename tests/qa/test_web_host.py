"""What a host relies on: keys, rates, limits, headers, logs, counters; answers that are slow, fail or are left."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.types import Message

from documents.errors import GeneratorFault, WrongUse
from qa.answer import Answer, Sentence
from qa.answerer import Event
from qa.settings import Settings
from qa.web.keys import Keys, digest
from qa.web.rates import Rates, network
from qa.web.trail import JsonLines, TextLines
from tests.host import GDP_ID, GDP_ZH, answerer, client, events, running


class Slow:
    """Answers only when told to; `closed` is set when a stream is left in mid-answer."""

    def __init__(self, error: Exception | None = None) -> None:
        self.corpus = answerer().corpus
        self.settings = Settings()
        self.go = threading.Event()
        self.closed = threading.Event()
        self.error = error

    def ask(self, **asked: Any) -> Answer:
        assert self.go.wait(20)
        if self.error:
            raise self.error
        return Answer(asked["question"], "zh", (Sentence("好。", ()),))

    def stream(self, **asked: Any) -> Iterator[Event]:
        try:
            yield Event("status", "search")
            yield Event("statement", sentence=Sentence("好。", ()))
            yield Event("done", answer=self.ask(**asked))
        finally:
            self.closed.set()


# Keys


def test_without_keys_anyone_may_ask() -> None:
    with client() as web:
        assert web.get("/api/reports").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Basic right"}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"Authorization": f"Bearer {digest('right')}"}, 401),
        ({"Authorization": "Bearer right"}, 200),
        ({"authorization": "bearer right"}, 200),
        ({"X-API-Key": "right"}, 200),
    ],
)
def test_with_keys_one_of_them_is_needed(headers: dict[str, str], status: int) -> None:
    with client(api_keys=(digest("other"), digest("right"))) as web:
        for path in ("/api/reports", "/v1/models", "/metrics"):
            response = web.get(path, headers=headers)
            assert response.status_code == status
            if status == 401:
                assert response.headers["www-authenticate"] == "Bearer"
                assert response.json()["error"]["code"] == "unauthorised"
        for path in ("/", "/page/js/app.js", "/healthz", "/readyz"):
            assert web.get(path).status_code == 200


def test_keys_come_from_a_file_too(tmp_path: Any) -> None:
    (tmp_path / "keys").write_text(f"# the newsroom\nsha256:{digest('right')}  # desk\n\n", encoding="utf-8")
    keys = Keys.of(Settings(api_keys_file=tmp_path / "keys"))
    assert keys.accept("right")
    assert not keys.accept("# the newsroom")
    assert not keys.accept("")


def test_a_key_in_the_place_of_its_hash_is_wrong_use(tmp_path: Any) -> None:
    with pytest.raises(WrongUse, match=r"python -m qa\.web\.keys"):
        Keys.of(Settings(api_keys=("plain-key",)))
    with pytest.raises(WrongUse, match="cannot be read"):
        Keys.of(Settings(api_keys_file=tmp_path / "missing"))


# Rates


def test_rates_refill_over_time() -> None:
    now = [100.0]
    rates = Rates(60, burst=3, clock=lambda: now[0])
    assert [rates.wait("a") for _ in range(4)] == [0, 0, 0, pytest.approx(1.0)]
    now[0] += 1.0
    assert [rates.wait("a"), rates.wait("b")] == [0, 0]
    assert rates.wait("a") == pytest.approx(1.0)
    now[0] += 3600
    assert [rates.wait("a") for _ in range(4)] == [0, 0, 0, pytest.approx(1.0)]


def test_rates_are_shared_by_all_who_open_the_same_folder(tmp_path: Any) -> None:
    first, second = Rates(60, burst=2, folder=tmp_path), Rates(60, burst=2, folder=tmp_path)
    assert [first.wait("a"), second.wait("a")] == [0, 0]
    assert first.wait("a") > 0
    assert second.wait("a") > 0


@pytest.mark.parametrize(
    ("address", "client_"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1::5", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:ffff::9", "2001:db8:0:1::/64"),
        ("testclient", "testclient"),
    ],
)
def test_one_customer_is_one_client(address: str, client_: str) -> None:
    assert network(address) == client_


def test_too_many_requests_are_told_when_to_come_back() -> None:
    with client(rate_limit=2) as web:
        assert [web.get("/api/reports").status_code for _ in range(3)] == [200, 200, 429]
        response = web.get("/api/reports")
        assert 1 <= int(response.headers["retry-after"]) <= 30
        assert response.json()["error"]["code"] == "too_many_requests"
        assert web.get("/").status_code == 200


@pytest.mark.parametrize(
    ("settings", "rate"),
    [
        ({"host": "127.0.0.1"}, 0),
        ({"host": "localhost"}, 0),
        ({"host": "::1"}, 0),
        ({"host": "0.0.0.0"}, 60),
        ({"host": "example.org"}, 60),
        ({"host": "0.0.0.0", "rate_limit": 0}, 0),
        ({"host": "127.0.0.1", "rate_limit": 5}, 5),
    ],
)
def test_rates_are_off_on_the_loopback_address_and_on_elsewhere(settings: dict[str, Any], rate: int) -> None:
    assert Settings(**settings).rate == rate


# Headers


def test_every_response_is_guarded() -> None:
    with client() as web:
        for path in ("/", f"/c/{GDP_ID}", "/page/js/app.js", "/api/reports", "/nowhere"):
            headers = web.get(path).headers
            policy = headers["content-security-policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert "access-control-allow-origin" not in headers
            assert "server" not in headers


def test_other_sites_may_call_only_where_they_are_named() -> None:
    origin = {"Origin": "https://news.example"}
    asks = {
        **origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,authorization",
    }
    with client(cors_origins=("https://news.example",), api_keys=(digest("k"),)) as web:
        assert web.options("/api/ask", headers=asks).headers["access-control-allow-origin"] == "https://news.example"
        assert web.get("/api/reports", headers=origin).headers["access-control-allow-origin"] == "https://news.example"
        assert (
            "access-control-allow-origin"
            not in web.get("/api/reports", headers={"Origin": "https://else.example"}).headers
        )


def test_a_request_id_is_kept_if_it_is_one() -> None:
    with client() as web:
        assert web.get("/healthz", headers={"X-Request-ID": "a-1"}).headers["x-request-id"] == "a-1"
        assert len(web.get("/healthz", headers={"X-Request-ID": "a b"}).headers["x-request-id"]) == 32


# Logs and counters


def logged(caplog: pytest.LogCaptureFixture, **settings: Any) -> str:
    """All that is logged when a question with a secret is asked with a key."""
    caplog.set_level(logging.DEBUG)
    with client(api_keys=(digest("the-key"),), **settings) as web:
        headers = {"Authorization": "Bearer the-key", "X-Request-ID": "id-7"}
        web.post("/api/ask", json={"question": "我的秘密是什么？"}, headers=headers)
        web.post("/api/chat", json={"question": "我的秘密是什么？"}, headers=headers)
        web.get("/api/search?q=我的秘密", headers=headers)
    return "\n".join(f.format(r) for r in caplog.records if r.name.startswith("qa") for f in (JsonLines(), TextLines()))


def test_no_question_and_no_key_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    log = logged(caplog)
    assert '"route": "/api/ask"' in log
    assert "秘密" not in log.encode().decode("unicode_escape", "ignore")
    assert "\\u79d8\\u5bc6" not in log
    assert "the-key" not in log


def test_questions_are_logged_where_the_host_asks_for_it(caplog: pytest.LogCaptureFixture) -> None:
    assert "\\u6211\\u7684\\u79d8\\u5bc6" in logged(caplog, log_questions=True)


def test_log_lines_are_objects_with_the_request_id(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "qa.web")
    with client() as web:
        web.get("/healthz", headers={"X-Request-ID": "id-9"})
    record = next(r for r in caplog.records if r.getMessage() == "request")
    assert record.fields["status"] == 200  # type: ignore[attr-defined]
    entry = json.loads(JsonLines().format(record))
    assert {"time", "level", "logger", "message", "request_id", "method", "route", "status", "ms"} <= set(entry)


def test_counters_count() -> None:
    with client() as web:
        before = web.get("/metrics").text
        web.post("/api/ask", json={"question": GDP_ZH})
        after = web.get("/metrics").text
    name = 'qinghai_qa_questions_total{face="api",language="zh",status="answered"}'

    def value(text: str) -> float:
        return next((float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name)), 0.0)

    assert value(after) == value(before) + 1
    assert 'qinghai_qa_stage_seconds_bucket{le="0.1",stage="total"}' in after
    assert 'route="/api/ask"' in after
    assert GDP_ZH not in after


# Answers that are slow, fail or are left


def test_an_answer_that_takes_too_long_ends_in_504() -> None:
    slow = Slow()
    with client(slow, max_seconds=0.2) as web:
        error = web.post("/api/ask", json={"question": GDP_ZH}).json()["error"]
        assert error["code"] == "too_slow"
        name, data = events(web.post("/api/chat", json={"question": GDP_ZH}).text)[-1]
        assert (name, data["error"]["code"]) == ("error", "too_slow")
        slow.go.set()
    assert slow.closed.is_set()


def test_a_fault_becomes_its_status_or_an_error_event() -> None:
    slow = Slow(GeneratorFault("the language model cannot be reached", "set QINGHAI_QA_OPENAI_BASE_URL"))
    slow.go.set()
    with client(slow) as web:
        response = web.post("/api/ask", json={"question": GDP_ZH})
        assert response.status_code == 503
        assert response.json()["error"]["code"] == "generator_fault"
        told = events(web.post("/api/chat", json={"question": GDP_ZH}).text)
        assert [name for name, _ in told] == ["status", "statement", "error"]
        assert told[-1][1]["error"]["hint"] == "set QINGHAI_QA_OPENAI_BASE_URL"


def test_a_defect_of_the_program_is_500_in_the_one_shape_and_the_next_question_is_answered() -> None:
    slow = Slow(ZeroDivisionError("boom"))
    slow.go.set()
    with client(slow) as web:
        response = web.post("/api/ask", json={"question": GDP_ZH}, headers={"X-Request-ID": "id-1"})
        assert response.status_code == 500
        assert response.json()["error"]["request_id"] == response.headers["x-request-id"] == "id-1"
        assert "content-security-policy" in response.headers
        assert "boom" not in response.text
        slow.error = None
        assert web.post("/api/ask", json={"question": GDP_ZH}).status_code == 200


def test_too_many_waiting_questions_are_sent_away() -> None:
    slow = Slow()
    with running(slow, threads=1, waiting=1) as address, httpx.Client(base_url=address, timeout=20) as web:
        statuses: list[int] = []

        def ask() -> None:
            statuses.append(httpx.post(f"{address}/api/ask", json={"question": GDP_ZH}, timeout=20).status_code)

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        while web.get("/metrics").text.find("qinghai_qa_questions_running 2.0") < 0:
            time.sleep(0.02)
        third = web.post("/api/ask", json={"question": GDP_ZH})
        assert (third.status_code, third.json()["error"]["code"], third.headers["retry-after"]) == (
            503,
            "busy",
            "1",
        )
        slow.go.set()
        for thread in threads:
            thread.join()
        assert statuses == [200, 200]
        assert web.post("/api/ask", json={"question": GDP_ZH}).status_code == 200


def test_a_stream_that_is_left_is_stopped_and_its_place_is_free() -> None:
    slow = Slow()
    with running(slow, threads=1, waiting=0) as address:
        with httpx.stream("POST", f"{address}/api/chat", json={"question": GDP_ZH}, timeout=20) as response:
            next(response.iter_raw())
        slow.go.set()
        assert slow.closed.wait(10)
        deadline = time.monotonic() + 10
        while httpx.post(f"{address}/api/ask", json={"question": GDP_ZH}, timeout=20).status_code == 503:
            assert time.monotonic() < deadline
            time.sleep(0.02)


def test_running_answers_are_finished_before_the_server_stops() -> None:
    slow = Slow()
    given: list[httpx.Response] = []
    with running(slow) as address:
        thread = threading.Thread(
            target=lambda: given.append(httpx.post(f"{address}/api/ask", json={"question": GDP_ZH}, timeout=20))
        )
        thread.start()
        while "qinghai_qa_questions_running 1.0" not in httpx.get(f"{address}/metrics").text:
            time.sleep(0.02)
        threading.Timer(0.3, slow.go.set).start()
    thread.join()
    assert given[0].status_code == 200


def test_a_body_that_does_not_arrive_is_408() -> None:
    from qa.web.guard import BodyLimit

    async def app(*_: Any) -> None:
        raise AssertionError("the application must not be reached")

    async def receive() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/ask", "headers": []}
    asyncio.run(BodyLimit(app, limit=100, seconds=0.05)(scope, receive, send))
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["error"]["code"] == "timeout"
