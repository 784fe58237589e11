"""One shape for every error: `{"error": {"code", "message", "hint", "request_id"}}`, with the right status."""

import json
import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Scope

from documents.errors import QinghaiQAError

_CODES = {
    400: "bad_request", 401: "unauthorised", 404: "not_found", 405: "method_not_allowed", 406: "not_acceptable",
    408: "timeout", 413: "body_too_large", 415: "unsupported_media_type", 422: "unusable_request",
    429: "too_many_requests", 500: "internal", 503: "unavailable", 504: "timeout",
}  # fmt: skip
_HINTS = {
    404: "the routes are listed at /openapi.json",
    405: "the routes and their methods are listed at /openapi.json",
    500: "the server's log holds the details under this request id",
}


class Reply(JSONResponse):
    """JSON in UTF-8. What UTF-8 cannot hold (half a surrogate pair) becomes a question mark instead of a fault."""

    def render(self, content: Any) -> bytes:
        return dumps(content).encode("utf-8", "replace")


class Busy(QinghaiQAError):
    """More questions wait than `waiting` allows."""

    http_status = 503


class TooSlow(QinghaiQAError):
    """The answer took longer than `max_seconds`."""

    http_status = 504


def dumps(content: Any) -> str:
    """Compact JSON on one line, Chinese as it is."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def body(request_id: str, code: str, message: str, hint: str = "") -> dict[str, Any]:
    """The shape itself.

    >>> body("r1", "not_found", "no such page")
    {'error': {'code': 'not_found', 'message': 'no such page', 'hint': '', 'request_id': 'r1'}}
    """
    return {"error": {"code": code, "message": message, "hint": hint, "request_id": request_id}}


def of(error: QinghaiQAError, request_id: str) -> dict[str, Any]:
    """The body for one of the program's own errors; its code is the class's name, `UnknownCitation` -> `unknown_citation`."""
    code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()
    return body(request_id, code, error.message, error.hint)


def request_id(scope: Scope) -> str:
    """The id that `trail.Trail` gave the request, or an empty string outside of it."""
    return str(scope.get("state", {}).get("request_id", ""))


def reply(scope: Scope, status: int, message: str, hint: str = "", headers: Mapping[str, str] | None = None) -> Reply:
    """An error that no exception carries."""
    code = _CODES.get(status, "error")
    content = body(request_id(scope), code, message, hint or _HINTS.get(status, ""))
    return Reply(content, status, headers=dict(headers or {}))


def install(app: FastAPI) -> None:
    """Teaches `app` to answer every error in this shape."""

    @app.exception_handler(QinghaiQAError)
    async def ours(request: Request, error: QinghaiQAError) -> Reply:
        headers = {"Retry-After": "1"} if isinstance(error, Busy) else {}
        return Reply(of(error, request_id(request.scope)), error.http_status, headers=headers)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Reply:
        return reply(request.scope, error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Reply:
        """Says where the request is wrong, without repeating what it holds."""
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return reply(request.scope, 400, "the body is not JSON", 'send an object such as {"question": "…"}')
        if first["type"] == "model_attributes_type" and not _says_json(request):
            return reply(request.scope, 415, "the body is not marked as JSON", "send it as application/json")
        place = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
        return reply(request.scope, 422, f"{place}: {first['msg']}", "the shapes are described at /openapi.json")


def _says_json(request: Request) -> bool:
    return "json" in request.headers.get("content-type", "")
