"""Who phrases an answer. A generator turns a prompt into text, piece by piece; it is trusted with nothing.

`extractive` is no generator: it is the composer's own answer. `openai` speaks to any OpenAI-compatible service,
`transformers` runs a local model. Whatever they write goes through `qa.write`, which lets out only what `qa.gate` passes.
"""

from collections.abc import Iterator
from typing import Protocol

from documents.errors import WrongUse
from qa.generators.limit import Limit
from qa.prompt import Prompt
from qa.settings import Settings

__all__ = ["Generator", "Limit", "create"]


class Generator(Protocol):
    """`name` is what `Answer.generator` shows, `statements` how much evidence it is given. `stream` yields text as it
    comes, stops soon after `limit` is over, and raises `GeneratorFault` for whatever goes wrong outside the program."""

    @property
    def name(self) -> str: ...

    @property
    def statements(self) -> int: ...

    def stream(self, prompt: Prompt, limit: Limit) -> Iterator[str]: ...


def create(settings: Settings, name: str | None = None) -> Generator | None:
    """The generator that the settings (or `name`) ask for; None for `extractive`. Nothing is loaded or reached yet.

    Raises `WrongUse` where a setting is missing.

    >>> create(Settings(generator="extractive")) is None
    True
    """
    chosen = name or settings.generator
    if chosen == "extractive":
        return None
    if chosen == "openai":
        from qa.generators.openai_compatible import OpenAIGenerator

        if not settings.openai_model:
            raise WrongUse("the generator openai needs a model", "set QINGHAI_QA_OPENAI_MODEL, for example qwen3:4b")
        if not settings.openai_base_url and not settings.openai_api_key:
            raise WrongUse(
                "the generator openai needs an address or a key",
                "set QINGHAI_QA_OPENAI_BASE_URL, for example http://127.0.0.1:11434/v1",
            )
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        return OpenAIGenerator(settings.openai_model, settings.openai_base_url, key)
    if chosen == "transformers":
        from qa.generators.transformers_local import TransformersGenerator

        if not settings.transformers_model:
            raise WrongUse(
                "the generator transformers needs a model",
                "set QINGHAI_QA_TRANSFORMERS_MODEL to a folder, a GGUF file or a hub name",
            )
        return TransformersGenerator(settings.transformers_model)
    raise WrongUse(f"no generator is called {chosen[:40]!r}", "choose extractive, openai or transformers")
