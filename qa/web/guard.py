"""What a request must get past before it is read: a key, a rate, a size, a speed."""

import asyncio
import math

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.settings import Settings
from qa.web import errors, metrics
from qa.web.keys import Keys, digest, given
from qa.web.rates import Rates, network

GUARDED = ("/api/", "/v1/", "/metrics")
"""Where keys and rates apply. The page, its files and the health checks are for everyone."""

BODY_SECONDS = 20.0
"""Time for the whole body to arrive: a connection that trickles must not hold a place."""


class Guard:
    """Keys (401), then rates (429)."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.keys = Keys.of(settings)
        self.rates = Rates(settings.rate, folder=settings.run_folder) if settings.rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(GUARDED):
            await self.app(scope, receive, send)
            return
        key = given(Headers(scope=scope))
        if self.keys and not self.keys.accept(key):
            metrics.turned_away.labels(why="key").inc()
            refused = errors.reply(
                scope, 401, "this server asks for an API key", "send it as: Authorization: Bearer KEY",
                {"WWW-Authenticate": "Bearer"},
            )  # fmt: skip
            await refused(scope, receive, send)
            return
        if self.rates:
            address = network(scope["client"][0]) if scope.get("client") else "unknown"
            wait = self.rates.wait(f"key {digest(key)}" if self.keys else f"address {address}")
            if wait:
                metrics.turned_away.labels(why="rate").inc()
                seconds = math.ceil(wait)
                refused = errors.reply(
                    scope, 429, "too many requests", f"try again in {seconds} s", {"Retry-After": str(seconds)}
                )
                await refused(scope, receive, send)
                return
        await self.app(scope, receive, send)


class BodyLimit:
    """Reads the body before anyone else does: at most `limit` bytes (413) in `seconds` (408)."""

    def __init__(self, app: ASGIApp, limit: int, seconds: float = BODY_SECONDS) -> None:
        self.app = app
        self.limit = limit
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        try:
            body = await asyncio.wait_for(self._read(scope, receive), self.seconds)
        except TimeoutError:
            slow = errors.reply(
                scope, 408, "the body did not arrive in time", "send it at once", {"Connection": "close"}
            )
            await slow(scope, receive, send)
            return
        if body is None:
            metrics.turned_away.labels(why="size").inc()
            large = errors.reply(
                scope, 413, f"the body is larger than {self.limit} bytes", "send a shorter history",
                {"Connection": "close"},
            )  # fmt: skip
            await large(scope, receive, send)
            return
        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        """The whole body, or None where it is too large."""
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdigit() and int(declared) > self.limit:
            return None
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return b"".join(parts)
            part = message.get("body", b"")
            size += len(part)
            if size > self.limit:
                return None
            parts.append(part)
            if not message.get("more_body", False):
                return b"".join(parts)
