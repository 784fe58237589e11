"""English words through CC-CEDICT: which Chinese words they may render.

Asked only where a word of a sentence stands in no cited text and no glossary entry, since reading the dictionary takes
about a second, once.
"""

import functools
import re
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from index.cedict import meanings
from index.words import STOP_EN, stem

T = TypeVar("T")

LONGEST: Final = 3
"""Words of a gloss: longer ones are explanations, whose words mean little each."""

LETTERS: Final = 3
"""Forms of one word begin with this many letters in common."""

_WORD: Final = re.compile(r"(?<![A-Za-z])[a-z]+(?![A-Za-z])")


_reading: Final = threading.Lock()


def _once(read: Callable[[], T]) -> Callable[[], T]:
    """`read` called once, by one thread, while others wait for it."""
    kept = functools.cache(read)

    def locked() -> T:
        with _reading:
            return kept()

    return locked


@_once
def _table() -> dict[str, dict[str, set[str]]]:
    """First letters of an English word -> the word -> the Chinese words it may render."""
    table: dict[str, dict[str, set[str]]] = {}
    for meaning in meanings():
        if not 2 <= len(meaning.word) <= 5:
            continue
        words = _WORD.findall(meaning.gloss.lower())
        if len(words) <= LONGEST:
            for word in words:
                if word not in STOP_EN:
                    table.setdefault(word[:LETTERS], {}).setdefault(word, set()).add(meaning.word)
    return table


@_once
def _ordinary() -> frozenset[str]:
    return frozenset(word for meaning in meanings() for word in _WORD.findall(meaning.gloss))


def is_ordinary(word: str) -> bool:
    """Whether an English word is more than a name: it stands in the dictionary without a capital.

    >>> is_ordinary("Keep"), is_ordinary("Lhasa")
    (True, False)
    """
    return word.lower() in _ordinary()


def prepare() -> None:
    """Reads the dictionary in the background, so that nobody waits for it while a language model writes anyway."""
    threading.Thread(target=_both, name="dictionary", daemon=True).start()


def _both() -> None:
    _table()
    _ordinary()


def renders(word: str, zh: str) -> bool:
    """Whether a Chinese word that the English `word` may render stands in `zh`.

    >>> renders("justice", "海东市司法局"), renders("railway", "海东市司法局")
    (True, False)
    """
    return any(chinese in zh for chinese in _chinese(word.lower()))


@functools.lru_cache(maxsize=1 << 14)
def _chinese(word: str) -> frozenset[str]:
    """The Chinese for an English word in any of its forms."""
    base = stem(word)
    alike = _table().get(word[:LETTERS], {})
    return frozenset(chinese for other, found in alike.items() if stem(other) == base for chinese in found)
