"""The glossary as the gate looks things up in it: terms to renderings, renderings to terms, and where either stands."""

import functools
import re
from collections.abc import Iterator

from documents import glossary
from documents.language import Language


def renderings_of(zh: str) -> Iterator[str]:
    """All English for the glossary's terms that stand in a Chinese text."""
    for term in terms_in(zh):
        yield from en_of()[term]


@functools.cache
def zh_of() -> dict[str, tuple[str, ...]]:
    """English rendering, lower-cased -> the Chinese terms it renders."""
    table: dict[str, list[str]] = {}
    for term in glossary.load():
        for rendering in term.renderings:
            if rendering:
                table.setdefault(rendering.lower(), []).append(term.zh.strip("“”"))
    return {k: tuple(v) for k, v in table.items()}


@functools.cache
def en_of() -> dict[str, tuple[str, ...]]:
    """Chinese term -> its renderings, lower-cased."""
    return {t.zh.strip("“”"): tuple(r.lower() for r in t.renderings if r) for t in glossary.load()}


@functools.cache
def proper_renderings() -> frozenset[str]:
    """The renderings that English writes with a capital, lower-cased."""
    return frozenset(r.lower() for t in glossary.load() for r in t.renderings if r[:1].isupper())


@functools.cache
def _zh_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(t) for t in sorted(en_of(), key=len, reverse=True)))


@functools.cache
def _en_pattern() -> re.Pattern[str]:
    words = sorted(zh_of(), key=len, reverse=True)
    return re.compile(r"(?<![a-z])(?:" + "|".join(re.escape(w) for w in words) + r")(?![a-z])")


@functools.lru_cache(maxsize=1 << 12)
def terms_in(text: str) -> tuple[str, ...]:
    """The glossary's terms in a Chinese text, the longest at each place."""
    return tuple(dict.fromkeys(_zh_pattern().findall(text)))


def renderings_in(lower: str) -> tuple[str, ...]:
    """The glossary's renderings in a lower-cased English text, the longest at each place."""
    return tuple(dict.fromkeys(_en_pattern().findall(lower)))


def through_glossary(word: str, zh: str) -> bool:
    """Whether an English word renders a term that stands in the cited Chinese."""
    return any(t in zh for t in zh_of().get(word.lower(), ()))


def synonym(term: str, zh: str) -> bool:
    """Whether a term that shares a rendering with `term` stands in the cited Chinese."""
    return any(other in zh for rendering in en_of().get(term, ()) for other in zh_of()[rendering])


@functools.cache
def proper_pattern(language: Language) -> re.Pattern[str]:
    """The glossary's proper names: those that English writes with a capital."""
    proper = [t for t in glossary.load() if t.en[:1].isupper()]
    if language == "zh":
        words = {t.zh.strip("“”") for t in proper}
        return re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)))
    words = {r for t in proper for r in t.renderings if r[:1].isupper()}
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")\b")
