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
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for meaning in meanings():
        words = _WORD.findall(meaning.gloss.lower())
        if len(words) <= LONGEST and 2 <= len(meaning.word) <= 5:
            for word in words:
                if word not in STOP_EN:
                    table.setdefault(stem(word), set()).add(meaning.word)
    return {word: frozenset(chinese) for word, chinese in table.items()}


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
    return any(chinese in zh for chinese in _table().get(stem(word.lower()), ()))
