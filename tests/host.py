"""The host for tests: the real Answerer over the bundled report, with the fake encoder so that it is ready at once."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.testclient import TestClient

from documents.corpus import bundled
from index.build import build
from qa.answerer import Answerer
from qa.settings import Settings
from qa.web import create_app
from qa.web.server import listen, options
from tests.fakes import FakeEncoder

GDP_ZH = "2023年青海省生产总值增长了多少？"
GDP_EN = "How much did Qinghai's GDP grow in 2023?"
HALF_ZH = GDP_ZH + "火星探测器什么时候发射？"
"""Of this the report tells the first half."""
GDP_ID = next(s.id for s in bundled().documents[0].statements if "全省生产总值增长5.3%" in s.text)


@functools.cache
def answerer() -> Answerer:
    """One Answerer for all tests: it is read-only and safe to share."""
    corpus = bundled()
    return Answerer(corpus, build(corpus.documents, FakeEncoder()), Settings(generator="extractive"))


def client(by: Any = None, **settings: Any) -> TestClient:
    """A client of an application with these settings. Use it in a `with`, so that the application starts and stops.

    `by` answers instead of the real Answerer: for answers that are slow or that fail.
    """
    return TestClient(create_app(by or answerer(), Settings(**settings)), raise_server_exceptions=False)


@contextmanager
def running(by: Any = None, **settings: Any) -> Iterator[str]:
    """A server on a port of its own in a thread of this process; yields its address, such as http://127.0.0.1:40001."""
    chosen = Settings(port=0, log_level="error", **settings)
    server = uvicorn.Server(uvicorn.Config(create_app(by or answerer(), chosen), **options(chosen)))
    with listen(chosen) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def events(body: str) -> list[tuple[str, Any]]:
    """The server-sent events of `body`: (name, data)."""
    import json

    found = []
    for block in body.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "data" in lines:
            found.append((lines.get("event", ""), json.loads(lines["data"]) if lines["data"] != "[DONE]" else None))
    return found
