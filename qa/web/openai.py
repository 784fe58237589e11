"""The same answers in the shape of OpenAI's chat completions, so that its client and chat programs work unchanged.

The text carries its marks, `…增长5.3%。[1]`. `message.annotations` holds one `url_citation` for every mark, pointing to
the citation's own page; `citations` at the top holds them as `/api/ask` gives them, `refusal_reason` why there is none.
"""

import re
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from documents.errors import BadQuestion, QinghaiQAError, WrongUse
from documents.language import detect, normalise
from qa.answer import Answer
from qa.question import check
from qa.settings import Settings
from qa.web import errors, schema
from qa.web.asking import STREAM_HEADERS, latest, note
from qa.web.errors import Reply
from qa.web.memory import Memory
from qa.web.work import Desk

MODEL = "qinghai-qa"
_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[A-Za-z]+|\d+|[^\s\w]|\w")


class UnknownModel(WrongUse):
    """`model` is not one of `/v1/models`."""

    http_status = 404


class Part(BaseModel):
    """A piece of a message; only text is read."""

    model_config = ConfigDict(extra="allow")

    type: str
    text: str | None = None


class Message(BaseModel):
    """A message. Those of `system`, `developer` and `tool` are left out: the report decides what is said."""

    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text" and part.text)
        return self.content or ""


class StreamOptions(BaseModel):
    include_usage: bool | None = False


class Completion(BaseModel):
    """Other parameters of the interface (temperature, tools, …) are accepted and have no effect."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [{"model": MODEL, "messages": [{"role": "user", "content": "去年生产总值增长了多少？"}]}]
        },
    )

    model: str = Field(description="one of /v1/models")
    messages: list[Message] = Field(min_length=1, description="the last user message is the question")
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=1, ge=1, le=1, description="there is one answer")


def routes(memory: Memory, desk: Desk, settings: Settings) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])
    born = int(time.time())

    @router.get("/models", summary="List the models", responses=schema.errors())
    async def models() -> Reply:
        return Reply({"object": "list", "data": [_model(born)]})

    @router.get("/models/{model}", summary="Describe a model", responses=schema.errors(404))
    async def model(model: Annotated[str, Path(examples=[MODEL])]) -> Reply:
        known(model)
        return Reply(_model(born))

    @router.post(
        "/chat/completions", summary="Chat completion", response_class=JSONResponse, response_model=None,
        responses={
            200: {"content": {"application/json": {"schema": {"type": "object"}}, "text/event-stream": {}}},
            **schema.ASKING,
        },
    )  # fmt: skip
    async def completions(body: Completion, request: Request) -> Reply | StreamingResponse:
        known(body.model)
        question, history = conversation(body.messages)
        check(question)
        spoken = detect(normalise(question))
        arguments: dict[str, Any] = {"question": question, "history": latest(history, settings.max_history)}
        asked = sum(tokens(message.text) for message in body.messages)
        shape = Shape(str(request.base_url), asked)
        if not body.stream:
            answer = await desk.run(lambda: memory.ask(**arguments))
            note(answer, "openai", settings)
            return Reply(shape.whole(answer))

        wants_usage = bool(body.stream_options and body.stream_options.include_usage)
        told_of = desk.stream(lambda: memory.stream(**arguments))

        async def lines() -> AsyncIterator[bytes]:
            request_id = errors.request_id(request.scope)
            written = ""
            try:
                yield data(shape.chunk({"role": "assistant", "content": ""}))
                async with aclosing(told_of):
                    async for event in told_of:
                        if event is None:
                            yield b": still here\n\n"
                        elif event.answer is not None:
                            note(event.answer, "openai", settings)
                            for piece in shape.ending(event.answer, written, wants_usage):
                                yield data(piece)
                        elif event.sentence is not None:
                            gap = " " if written and spoken == "en" else ""
                            written += gap + event.sentence.marked
                            yield data(shape.chunk({"content": gap + event.sentence.marked}))
            except QinghaiQAError as error:
                yield data(errors.of(error, request_id))
            except Exception:
                yield data(errors.body(request_id, "internal", "something went wrong on the server"))
                raise
            yield b"data: [DONE]\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream", headers=STREAM_HEADERS)

    return router


def conversation(messages: list[Message]) -> tuple[str, list[dict[str, str]]]:
    """The question (the last user message) and the turns before it. Raises `BadQuestion` where nobody asks."""
    turns = [{"role": m.role, "content": m.text} for m in messages if m.role in ("user", "assistant") and m.text]
    last = max((i for i, turn in enumerate(turns) if turn["role"] == "user"), default=None)
    if last is None:
        raise BadQuestion("no message of the user holds text", "end `messages` with one of role user")
    return turns[last]["content"], turns[:last]


def known(model: str) -> None:
    """Raises `UnknownModel`."""
    if model != MODEL:
        raise UnknownModel("there is no such model", f"the model is called {MODEL}")


def tokens(text: str) -> int:
    """A count for `usage`: every Chinese character, word, number and mark is one. Nothing is billed by it.

    >>> tokens("增长5.3%, GDP")
    8
    """
    return len(_TOKEN.findall(text))


def data(content: Any) -> bytes:
    return f"data: {errors.dumps(content)}\n\n".encode("utf-8", "replace")


def _model(born: int) -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": born, "owned_by": MODEL}


class Shape:
    """One completion: its id, its time, where its citations point to, and how many tokens were asked."""

    def __init__(self, base_url: str, asked: int) -> None:
        self.base = base_url
        self.asked = asked
        self.id = f"chatcmpl-{uuid.uuid4().hex}"
        self.created = int(time.time())

    def whole(self, answer: Answer) -> dict[str, Any]:
        message = {
            "role": "assistant", "content": "\n".join(filter(None, (answer.text, answer.missing))), "refusal": None, "annotations": self.annotations(answer),
        }  # fmt: skip
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return {
            **self._head("chat.completion"), "choices": [choice], "usage": self.usage(answer), **self.extension(answer),
        }  # fmt: skip

    def chunk(self, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return {**self._head("chat.completion.chunk"), "choices": [choice]}

    def ending(self, answer: Answer, written: str, usage: bool) -> list[dict[str, Any]]:
        """The last chunks: what was not streamed yet (a refusal, what is missing), the annotations, the end, the usage."""
        pieces = []
        if not written:
            pieces.append(self.chunk({"content": answer.text}))
        if answer.missing:
            pieces.append(self.chunk({"content": f"\n{answer.missing}"}))
        if answer.citations:
            pieces.append(self.chunk({"annotations": self.annotations(answer)}))
        pieces.append({**self.chunk({}, "stop"), **self.extension(answer)})
        if usage:
            pieces.append({**self._head("chat.completion.chunk"), "choices": [], "usage": self.usage(answer)})
        return pieces

    def annotations(self, answer: Answer) -> list[dict[str, Any]]:
        """A `url_citation` for every mark in the text, at the mark's own place."""
        by_marker = {c.marker: c for c in answer.citations}
        found = []
        for mark in re.finditer(r"\[(\d+)\]", answer.text):
            if citation := by_marker.get(int(mark[1])):
                place = {
                    "start_index": mark.start(), "end_index": mark.end(), "url": f"{self.base}c/{citation.id}",
                    "title": " > ".join(citation.section),
                }  # fmt: skip
                found.append({"type": "url_citation", "url_citation": place})
        return found

    def extension(self, answer: Answer) -> dict[str, Any]:
        return {
            "citations": [c.to_json() for c in answer.citations],
            "refusal_reason": answer.refusal.reason if answer.refusal else None,
        }

    def usage(self, answer: Answer) -> dict[str, int]:
        said = tokens(answer.text)
        return {"prompt_tokens": self.asked, "completion_tokens": said, "total_tokens": self.asked + said}

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}
