"""A server that speaks the OpenAI protocol by script: each request gets what the script says, good or bad.

with serving(text("全省生产总值增长5.3%。[1]")) as server:
    OpenAIGenerator("scripted", server.base_url)
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request. A script uses `start`, `event`, `raw` and `wait`."""

    server: Server
    protocol_version = "HTTP/1.0"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.requests.append(json.loads(body))
        script = self.server.scripts[min(len(self.server.requests), len(self.server.scripts)) - 1]
        with suppress(BrokenPipeError, ConnectionResetError):
            script(self)

    def log_message(self, *args: Any) -> None:
        """Silence: what is asked stands in `Server.requests`."""

    def start(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def event(self, content: str | None, **delta: Any) -> None:
        chunk = {"choices": [{"index": 0, "delta": {"content": content, **delta}}]}
        self.raw(b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n")

    def wait(self, seconds: float) -> None:
        self.server.closing.wait(seconds)

    @property
    def closing(self) -> bool:
        return self.server.closing.is_set()


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, scripts: tuple[Script, ...]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scripts = scripts
        self.requests: list[dict[str, Any]] = []
        self.closing = threading.Event()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def serving(*scripts: Script) -> Iterator[Server]:
    """A server whose n-th request gets the n-th script, later ones the last."""
    server = Server(scripts)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def text(content: str, size: int = 7) -> Script:
    """`content` in pieces of `size` characters, as a well-behaved service sends it."""

    def script(handler: Handler) -> None:
        handler.start()
        handler.event("", role="assistant")
        for at in range(0, len(content), size):
            handler.event(content[at : at + size])
        handler.raw(b"data: [DONE]\n\n")

    return script


def status(code: int, **headers: str) -> Script:
    """An error as services answer it."""

    def script(handler: Handler) -> None:
        handler.start(code, "application/json", **headers)
        handler.raw(b'{"error": {"message": "scripted", "type": "scripted"}}')

    return script


def at_once(content: str) -> Script:
    """A whole completion, though a stream was asked for."""

    def script(handler: Handler) -> None:
        handler.start(200, "application/json")
        handler.raw(json.dumps({"choices": [{"message": {"content": content}}]}, ensure_ascii=False).encode())

    return script


def raw(data: bytes, kind: str = "text/event-stream") -> Script:
    def script(handler: Handler) -> None:
        handler.start(200, kind)
        handler.raw(data)

    return script


def endless(content: str) -> Script:
    """`content` again and again, without pause."""

    def script(handler: Handler) -> None:
        handler.start()
        number = 0
        while not handler.closing:
            number += 1
            handler.event(content.replace("{}", str(number)))

    return script


def then_silence(content: str) -> Script:
    """`content`, and then nothing, with the connection open."""

    def script(handler: Handler) -> None:
        handler.start()
        if content:
            handler.event(content)
        handler.wait(30)

    return script


def then_comments(content: str) -> Script:
    """`content`, and then comments that keep the connection busy for ever."""

    def script(handler: Handler) -> None:
        handler.start()
        if content:
            handler.event(content)
        while not handler.closing:
            handler.raw(b": still here\n")
            time.sleep(0.02)

    return script


def then_dots(handler: Handler) -> None:
    """A line that never ends, a byte at a time."""
    handler.start()
    handler.raw(b"data: ")
    while not handler.closing:
        handler.raw(b".")
        time.sleep(0.02)


def then_reset(content: str) -> Script:
    """`content`, and then the connection breaks."""

    def script(handler: Handler) -> None:
        handler.start(200, "text/event-stream", content_length="100000")
        if content:
            handler.event(content)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        handler.connection.close()

    return script


def no_answer(handler: Handler) -> None:
    """Not even a status line."""
    handler.wait(30)
