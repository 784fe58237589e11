"""Any OpenAI-compatible service: Ollama, vLLM, DeepSeek, Qwen, OpenAI itself, through the official client.

What is sent: the prompt of `qa.prompt`, which holds the question, the turns before it and the evidence. Nothing else.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from documents.errors import GeneratorFault
from qa.generators.limit import Limit
from qa.prompt import Prompt

if TYPE_CHECKING:
    from openai import OpenAI

RETRIES = 2
"""How often a request is made again that failed before any text came."""

WORTH_RETRYING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
LONGEST_WAIT = 5.0
"""Seconds that a service may ask to wait before a retry."""

CONNECT = 10.0
"""Seconds in which a connection must stand."""

MAX_TOKENS = 800
"""Tokens of an answer: three times what design §5 allows, so that a model's habits have room."""

LONGEST_LINE = 1 << 20
"""Bytes of one line of a stream; a longer one is not a stream of this kind."""


class OpenAIGenerator:
    """Text of `model` at `base_url`. Raises `GeneratorFault` from `stream`. Safe to use from several threads."""

    name = "openai"
    statements = 8

    def __init__(self, model: str, base_url: str | None = None, api_key: str | None = None) -> None:
        self.model = model
        self.base_url = base_url
        self._key = api_key
        self._lock = threading.Lock()
        self._made: OpenAI | None = None

    def stream(self, prompt: Prompt, limit: Limit) -> Iterator[str]:
        """The text as it comes. A failed request is made again, at most `RETRIES` times, while no text has come."""
        for attempt in range(RETRIES + 1):
            told = False
            try:
                for piece in self._once(prompt, limit):
                    told = True
                    yield piece
                return
            except _Again as again:
                if told or attempt == RETRIES or not limit.wait(again.seconds or 0.5 * 2**attempt):
                    raise GeneratorFault(again.message, again.hint) from again

    def _once(self, prompt: Prompt, limit: Limit) -> Iterator[str]:
        import httpx2  # what the official client speaks through
        import openai

        left = max(0.01, limit.remaining)
        timeout = openai.Timeout(left, connect=min(CONNECT, left))
        messages: Any = prompt.messages
        try:
            with self._client().chat.completions.with_streaming_response.create(
                model=self.model, messages=messages, stream=True, temperature=0, max_tokens=MAX_TOKENS, timeout=timeout
            ) as response:
                if "text/event-stream" in response.headers.get("content-type", "text/event-stream"):
                    yield from _events(response.iter_bytes(), limit)
                else:
                    yield from _whole(response.read())
        except openai.APIStatusError as error:
            message = f"the service answered {error.status_code}"
            if error.status_code in WORTH_RETRYING:
                raise _Again(message, "try again later", _asked_wait(error.response.headers)) from error
            raise GeneratorFault(message, "check the address, the model and the key") from error
        except (openai.APIConnectionError, httpx2.TransportError, httpx2.StreamError) as error:
            hint = "check QINGHAI_QA_OPENAI_BASE_URL, and that the service runs"
            raise _Again(f"the service cannot be reached ({type(error).__name__})", hint) from error
        except openai.OpenAIError as error:
            raise GeneratorFault(
                f"the service cannot be used ({type(error).__name__})", "check its settings"
            ) from error

    def _client(self) -> OpenAI:
        from openai import OpenAI

        with self._lock:
            if self._made is None:
                self._made = OpenAI(api_key=self._key or "none", base_url=self.base_url, max_retries=0)
            return self._made


class _Again(GeneratorFault):
    """A fault that may pass; `seconds` is how long the service asks to wait, 0 if it does not."""

    def __init__(self, message: str, hint: str, seconds: float = 0.0) -> None:
        super().__init__(message, hint)
        self.seconds = seconds


def _asked_wait(headers: Any) -> float:
    try:
        return min(LONGEST_WAIT, max(0.0, float(headers.get("retry-after", 0))))
    except ValueError:
        return 0.0


def _events(chunks: Iterator[bytes], limit: Limit) -> Iterator[str]:
    """The text in a stream of server-sent events, read line by line so that comments cannot hide the time."""
    rest = b""
    for chunk in chunks:
        if limit.over:
            return
        rest += chunk
        *lines, rest = rest.split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise GeneratorFault("the service sends a line without end", "check that it is OpenAI-compatible")
        for line in lines:
            if line.startswith(b"data:"):
                data = line[5:].strip()
                if data == b"[DONE]":
                    return
                yield from _texts(_parsed(data), "delta")
    if rest.strip().startswith(b"data:") and rest.strip() != b"data: [DONE]":
        yield from _texts(_parsed(rest.strip()[5:]), "delta")


def _whole(body: bytes) -> Iterator[str]:
    """The text of a service that answers at once although a stream was asked for."""
    yield from _texts(_parsed(body), "message")


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        raise GeneratorFault("the service sent what is not JSON", "check that it is OpenAI-compatible") from error


def _texts(event: Any, part: str) -> Iterator[str]:
    if not isinstance(event, dict):
        raise GeneratorFault("the service sent what is not a completion", "check that it is OpenAI-compatible")
    if event.get("error"):
        raise GeneratorFault("the service reports an error in mid-answer", "see its log")
    for choice in event.get("choices") or ():
        content = (choice.get(part) or {}).get("content") if isinstance(choice, dict) else None
        if isinstance(content, str) and content:
            yield content
