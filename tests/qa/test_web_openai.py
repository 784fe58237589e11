"""The OpenAI-compatible face, with OpenAI's own client over a real connection."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest
from openai import OpenAI

from tests.host import GDP_EN, GDP_ID, GDP_ZH, HALF_ZH, answerer, client, running

MODEL = "qinghai-qa"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture(scope="module")
def api(base: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{base}/v1", api_key="unused", max_retries=0) as made:
        yield made


def test_the_model_is_listed(api: OpenAI) -> None:
    assert [m.id for m in api.models.list()] == [MODEL]
    assert api.models.retrieve(MODEL).object == "model"


def test_half_an_answer_says_what_is_missing(api: OpenAI) -> None:
    asked = [{"role": "user", "content": HALF_ZH}]
    whole = api.chat.completions.create(model=MODEL, messages=asked)  # type: ignore[arg-type]
    said = "全省生产总值增长5.3%。[1]\n报告没有说明：火星探测器什么时候发射"
    assert whole.choices[0].message.content == said
    pieces = api.chat.completions.create(model=MODEL, messages=asked, stream=True)  # type: ignore[call-overload]
    assert "".join(p.choices[0].delta.content or "" for p in pieces if p.choices) == said


def test_a_completion(api: OpenAI, base: str) -> None:
    completion = api.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": GDP_ZH}])
    (choice,) = completion.choices
    assert choice.message.content == "全省生产总值增长5.3%。[1]"
    assert choice.finish_reason == "stop"
    assert completion.usage is not None
    assert completion.usage.total_tokens == completion.usage.prompt_tokens + completion.usage.completion_tokens
    # 全省生产总值增长 5 . 3 % 。 [ 1 ]
    assert completion.usage.completion_tokens == 8 + 4 + 1 + 3
    annotations = choice.message.annotations
    assert annotations is not None
    (annotation,) = annotations
    place = annotation.url_citation
    assert choice.message.content[place.start_index : place.end_index] == "[1]"
    assert place.url == f"{base}/c/{GDP_ID}"
    assert completion.model_extra is not None
    assert completion.model_extra["citations"] == answerer().ask(GDP_ZH).to_json()["citations"]


@pytest.mark.parametrize("question", [GDP_ZH, GDP_EN, "2024年有哪些目标？", "What are the main targets for 2024?"])
def test_a_stream_says_the_same(api: OpenAI, question: str) -> None:
    stream = api.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": question}],
        stream=True,
        stream_options={"include_usage": True},
    )
    text, finishes, usage, extension, annotations = "", [], None, None, []
    for chunk in stream:
        for choice in chunk.choices:
            text += choice.delta.content or ""
            annotations += (choice.delta.model_extra or {}).get("annotations", [])
            if choice.finish_reason:
                finishes.append(choice.finish_reason)
                extension = chunk.model_extra
        usage = chunk.usage or usage
    expected = answerer().ask(question)
    assert text == expected.text
    assert finishes == ["stop"]
    assert usage is not None
    assert usage.completion_tokens > 0
    assert extension is not None
    assert extension["citations"] == expected.to_json()["citations"]
    assert len(annotations) == sum(len(s.citations) for s in expected.statements)


@pytest.mark.parametrize("stream", [False, True])
def test_two_turns(api: OpenAI, stream: bool) -> None:
    history = [
        {"role": "system", "content": "Answer as a pirate."},
        {"role": "user", "content": GDP_ZH},
        {"role": "assistant", "content": "全省生产总值增长5.3%。[1]"},
        {"role": "user", "content": [{"type": "text", "text": "那2024年呢？"}]},
    ]
    given = api.chat.completions.create(model=MODEL, messages=history, stream=stream)  # type: ignore[call-overload]
    text = "".join(c.choices[0].delta.content or "" for c in given) if stream else given.choices[0].message.content
    earlier = [
        {"role": "user", "content": GDP_ZH},
        {"role": "assistant", "content": "全省生产总值增长5.3%。[1]"},
    ]
    expected = answerer().ask("那2024年呢？", earlier)
    assert text == expected.text


def test_errors_are_those_of_the_client(api: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="no such model"):
        api.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": GDP_ZH}])
    with pytest.raises(openai.NotFoundError):
        api.models.retrieve("gpt-4o")
    with pytest.raises(openai.UnprocessableEntityError, match="no message of the user"):
        api.chat.completions.create(model=MODEL, messages=[{"role": "system", "content": "x"}])
    with pytest.raises(openai.UnprocessableEntityError):
        api.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": GDP_ZH}], n=3)


def test_keys_and_rates_are_those_of_the_client() -> None:
    from qa.web.keys import digest

    with running(api_keys=(digest("right"),), rate_limit=2) as address:
        with (
            OpenAI(base_url=f"{address}/v1", api_key="wrong", max_retries=0) as wrong,
            pytest.raises(openai.AuthenticationError),
        ):
            wrong.models.list()
        with OpenAI(base_url=f"{address}/v1", api_key="right", max_retries=0) as right:
            assert right.models.list().data
            assert right.models.list().data
            with pytest.raises(openai.RateLimitError):
                right.models.list()


def test_parameters_of_chat_programs_have_no_effect() -> None:
    with client() as web:
        sent = {
            "model": MODEL, "messages": [{"role": "user", "content": GDP_ZH}], "temperature": 0.2, "top_p": 1, "max_tokens": 5,
            "tools": [], "user": "u", "frequency_penalty": 0, "stop": None, "response_format": {"type": "text"}, "stream": None,
        }  # fmt: skip
        assert (
            web.post("/v1/chat/completions", json=sent).json()["choices"][0]["message"]["content"]
            == "全省生产总值增长5.3%。[1]"
        )
