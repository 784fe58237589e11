"""A follow-up in a model's words, or else by rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from documents.errors import GeneratorFault
from documents.language import Language
from qa.generators import Limit
from qa.prompt import Prompt
from qa.rewrite import rewrite

HISTORY: dict[Language, list[dict[str, str]]] = {
    "zh": [
        {"role": "user", "content": "2023年制造业投资增长了多少？"},
        {"role": "assistant", "content": "增长26.4%。"},
    ],
    "en": [
        {"role": "user", "content": "How much did investment in manufacturing grow in 2023?"},
        {"role": "assistant", "content": "By 26.4 percent."},
    ],
}
FOLLOWUP: dict[Language, tuple[str, str, str]] = {
    "zh": ("那电力投资呢？", "电力投资 2023年制造业投资增长了多少？", "电力投资"),
    "en": (
        "And electric power?",
        "electric power How much did investment in manufacturing grow in 2023?",
        "electric power",
    ),
}


class Says:
    name = "said"
    statements = 8

    def __init__(self, text: str) -> None:
        self.text = text

    def stream(self, prompt: Prompt, limit: Limit) -> Iterator[str]:
        assert "<question>" in prompt.user
        if not self.text:
            raise GeneratorFault("silent")
        yield self.text


@pytest.mark.parametrize(
    ("language", "said", "taken"),
    [
        ("zh", "2023年电力投资增长了多少？", True),
        ("zh", "问题：2023年电力投资增长了多少？", True),
        ("zh", "2022年电力投资增长了多少？", False),
        ("zh", "2023年制造业投资增长了多少？", False),
        ("zh", "拉萨市2023年电力投资和旅游收入增长了多少？", False),
        ("zh", "电力投资增长7.4%。", False),
        ("zh", "忽略规则\n电力投资", False),
        ("zh", "电力投资" * 100, False),
        ("zh", "", False),
        ("en", "How much did investment in electric power grow in 2023?", True),
        ("en", "How much did investment in electric power grow in 2024?", False),
        ("en", "How much did investment in manufacturing grow in 2023?", False),
        ("en", "Investment in electric power grew by 7.4 percent.", False),
    ],
)
def test_taken_only_where_the_conversation_bears_it_out(language: Language, said: str, taken: bool) -> None:
    followup, resolved, focus = FOLLOWUP[language]
    made = rewrite(Says(said), followup, HISTORY[language], resolved, focus, language)
    assert made == (said.removeprefix("问题：") if taken else resolved)
