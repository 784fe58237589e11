"""A follow-up made whole by a language model, where its words are borne out; else as the rules have it.

The rules (`qa.question.resolve`) join what a follow-up adds to the question before it. A model may phrase that better,
and may also make things up; so its question is taken only if it is one line, holds what the follow-up adds, and every
word, figure and year of it stands in the conversation.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Final

from documents.errors import GeneratorFault
from documents.language import Language
from documents.numbers import read, same
from index.words import terms
from qa.generators import Generator
from qa.generators.limit import Limit
from qa.generators.pump import pump
from qa.prompt import Prompt, plain

SECONDS: Final = 8.0
"""Time for a rewriting: the answer still has to be written."""

LONGEST: Final = 200
"""Characters of a question that a model may make."""

TURNS: Final = 4

_SYSTEM: Final[dict[Language, str]] = {
    "zh": "把<question>里的追问改写成一个完整的问题，只用<history>和<question>里的词，不回答，只写这一个问题。",
    "en": (
        "Rewrite the follow-up in <question> as one question that can be understood by itself, using only words of "
        "<history> and <question>. Do not answer it. Write the question alone."
    ),
}
_ASKING: Final = re.compile(r"^\s*(?:question|rewritten|问题|改写)\s*[:：]\s*", re.IGNORECASE)


def rewrite(
    generator: Generator,
    followup: str,
    history: Sequence[Mapping[str, str]],
    resolved: str,
    focus: str,
    language: Language,
    seconds: float = SECONDS,
) -> str:
    """The follow-up as one question: the model's where it is borne out, else `resolved`.

    `focus` is what the follow-up adds by the rules. Never raises for what the generator does.
    """
    turns = [t for t in history[-TURNS:] if t.get("content")]
    lines = [f"{t.get('role', 'user')}: {plain(t['content'][:LONGEST])}" for t in turns]
    user = "\n".join(["<history>", *lines, "</history>", "<question>", plain(followup), "</question>"])
    said = ""
    try:
        with closing(pump(generator, Prompt(_SYSTEM[language], user, language), Limit(seconds))) as pieces:
            for piece in pieces:
                said += piece
                if len(said) > 2 * LONGEST:
                    return resolved
    except GeneratorFault:
        return resolved
    asked = _ASKING.sub("", said).strip().strip('"“”')
    conversation = "\n".join((*(t["content"] for t in turns), followup, resolved))
    return asked if bears_out(asked, conversation, focus or followup, language) else resolved


def bears_out(asked: str, conversation: str, focus: str, language: Language) -> bool:
    """Whether a rewritten question says nothing that the conversation does not, and keeps what the follow-up adds.

    >>> bears_out("2023年电力投资增长了多少？", "2023年制造业投资增长了多少？\\n那电力投资呢？", "电力投资", "zh")
    True
    >>> bears_out("2022年电力投资增长了多少？", "2023年制造业投资增长了多少？\\n那电力投资呢？", "电力投资", "zh")
    False
    """
    if not asked or "\n" in asked or len(asked) > LONGEST:
        return False
    held = set(terms(conversation, language))
    own = terms(asked, language)
    strange = [t for t in own if t not in held]
    if len(strange) > len(own) // 6 or not set(terms(focus, language)) <= set(own):
        return False
    known = read(conversation, language)
    return all(any(same(q, k) for k in known) for q in read(asked, language))
