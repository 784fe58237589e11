"""`/api/ask` answers at once; `/api/chat` sentence by sentence."""

import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from documents.errors import QinghaiQAError
from qa.answer import Answer
from qa.answerer import Answerer, Event
from qa.question import MAX_CHARS, check
from qa.settings import Settings
from qa.web import errors, metrics, schema
from qa.web.errors import Reply
from qa.web.memory import Memory
from qa.web.work import Desk

log = logging.getLogger("qa.web")
STREAM_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_EVENTS = (
    "Server-sent events: `status` {stage}, `citations` {citations} and `statement` {text, citations, computed} as each "
    "sentence passes the gate, then `done` with the whole answer, or `error` in the shape of every error."
)
_CHAT_EXAMPLE = (
    'event: status\ndata: {"stage":"search"}\n\n'
    'event: citations\ndata: {"citations":[{"marker":1,"id":"report-2024/1.0/3"}]}\n\n'
    'event: statement\ndata: {"text":"生产总值增长5.3%。","citations":[1],"computed":false}\n\n'
    'event: done\ndata: {"status":"answered","answer":"生产总值增长5.3%。[1]"}\n\n'
)


def routes(answerer: Answerer, memory: Memory, desk: Desk, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["answers"])

    @router.post("/api/ask", summary="Ask a question", responses={200: {"model": schema.Answer}, **schema.ASKING})
    async def ask(body: schema.Ask) -> Reply:
        """The whole answer, every sentence cited; or an honest refusal (also with status 200)."""
        arguments = prepare(answerer, body, settings)
        answer = await desk.run(lambda: memory.ask(**arguments))
        note(answer, "api", settings)
        return Reply(answer.to_json())

    @router.post(
        "/api/chat", summary="Ask a question, answered sentence by sentence", response_class=StreamingResponse,
        responses={
            200: {"description": _EVENTS, "content": {"text/event-stream": {"example": _CHAT_EXAMPLE}}},
            **schema.ASKING,
        },
    )  # fmt: skip
    async def chat(body: schema.Ask, request: Request) -> StreamingResponse:
        arguments = prepare(answerer, body, settings)
        told_of = desk.stream(lambda: memory.stream(**arguments))

        async def lines() -> AsyncIterator[bytes]:
            request_id = errors.request_id(request.scope)
            try:
                async with aclosing(told_of):
                    async for event in told_of:
                        if event is not None and event.answer is not None:
                            note(event.answer, "chat", settings)
                        yield b"".join(sse(name, data) for name, data in told(event))
            except QinghaiQAError as error:
                yield sse("error", errors.of(error, request_id))
            except Exception:
                yield sse("error", errors.body(request_id, "internal", "something went wrong on the server"))
                raise

        return StreamingResponse(lines(), media_type="text/event-stream", headers=STREAM_HEADERS)

    return router


def prepare(answerer: Answerer, body: schema.Ask, settings: Settings) -> dict[str, Any]:
    """The Answerer's arguments. Raises `BadQuestion` or `UnknownReport` before anything is started."""
    check(body.question)
    if body.report is not None:
        answerer.corpus.document(body.report)
    return {
        "question": body.question,
        "history": latest([turn.model_dump() for turn in body.history], settings.max_history),
        "language": body.language,
        "report": body.report,
        "generator": body.generator,
    }


def latest(history: Sequence[dict[str, str]], turns: int) -> list[dict[str, str]]:
    """The last `turns` of the conversation; each cut where a question would be too long."""
    return [{**turn, "content": turn["content"][:MAX_CHARS]} for turn in history[-turns:]] if turns else []


def told(event: Event | None) -> Iterator[tuple[str, Any]]:
    """What the page is told of an event: names and data. A statement's own citations come before it."""
    if event is None:
        yield "", None
        return
    if event.kind == "status":
        yield "status", {"stage": event.stage}
    if event.citations and event.answer is None:
        yield "citations", {"citations": [c.to_json() for c in event.citations]}
    if event.sentence is not None:
        s = event.sentence
        yield "statement", {"text": s.text, "citations": list(s.citations), "computed": s.computed}
    if event.answer is not None:
        yield "done", event.answer.to_json()


def sse(name: str, data: Any) -> bytes:
    """One server-sent event; without a name, a comment that only keeps the connection alive.

    >>> sse("status", {"stage": "search"})
    b'event: status\\ndata: {"stage":"search"}\\n\\n'
    """
    line = f"event: {name}\ndata: {errors.dumps(data)}\n\n" if name else ": still here\n\n"
    return line.encode("utf-8", "replace")


def note(answer: Answer, face: str, settings: Settings) -> None:
    """Counts the answer, and logs it: without the words of the question unless the settings ask for them."""
    metrics.count(answer, face)
    fields = {
        "face": face, "language": answer.language, "status": answer.status, "generator": answer.generator,
        "reason": answer.refusal.reason if answer.refusal else None,
        "citations": [c.id for c in answer.citations] if settings.log_questions else len(answer.citations),
        "ms": answer.timings_ms.get("total"),
    }  # fmt: skip
    if settings.log_questions:
        fields["question"] = answer.question
    log.info("answer", extra={"fields": fields})
