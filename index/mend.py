"""A question with its typing errors mended, where the texts leave no doubt what was meant.

Chinese: characters that are no word, but sound like one that the texts hold (销费 -> 消费). English: a word that no
dictionary has, but that is one or two letters away from one that leads somewhere (enviroment -> environment). What
cannot be mended stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from index.words import STOP_EN, chinese_words, is_word, stem

PARTICLES = frozenset("的了是里都又在没不有和与也就还把被从到给让上下中几多少个些吗呢吧啊呀哪这那我你他她它们谁什么怎")
"""Characters that are words of their own, and so no piece of a mistyped one."""
LONGEST = 4
"""Characters of the longest word that is sought by its sound."""
_LATIN = re.compile(r"[A-Za-z]+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Mender:
    """`sounds`: characters -> their toneless syllables, the commonest first. `words`: syllables joined by spaces -> a word of the texts with
    that sound, the most frequent. `known`: stems that are English words. `useful`: English words that lead somewhere,
    the commonest first; only they are offered for an unknown one."""

    sounds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    useful: Sequence[str] = ()
    held: frozenset[str] = frozenset()

    def mend(self, text: str) -> str:
        """`text` with its errors mended.

        >>> Mender({"销": ["xiao"], "费": ["fei"]}, {"xiao fei": "消费"}).mend("居民销费")
        '居民消费'
        """
        text = _HAN.sub(lambda match: self._han(match.group()), text)
        return _LATIN.sub(lambda match: self._latin(match.group()), text)

    def _han(self, run: str) -> str:
        """The run with the unknown among its words replaced by ones of the same sound."""
        if not self.words:
            return run
        starts, at = [], 0
        for word in chinese_words(run):
            starts.append((at, at + len(word)))
            at += len(word)
        doubtful = [self._doubtful(run[start:end]) for start, end in starts]
        mended, first = "", 0
        while first < len(starts):
            for last in range(min(len(starts), first + LONGEST), first, -1):
                start, end = starts[first][0], starts[last - 1][1]
                if end - start > LONGEST or end - start < 2 or not all(doubtful[first:last]):
                    continue
                meant = self._sounding_like(run[start:end])
                if meant:
                    mended += meant
                    first = last
                    break
            else:
                start, end = starts[first]
                mended += run[start:end]
                first += 1
        return mended

    def _doubtful(self, word: str) -> bool:
        """Whether `word` may be a piece of a mistyped one: it is none itself, or one lone character."""
        known = len(word) > 1 and (word in self.held or is_word(word))
        return not known and PARTICLES.isdisjoint(word)

    def _sounding_like(self, word: str) -> str | None:
        if word in self.held or is_word(word):
            return None
        readings = [self.sounds.get(char, ()) for char in word]
        spoken = (self.words.get(" ".join(reading)) for reading in product(*readings))
        return next((meant for meant in spoken if meant), None)

    def _latin(self, word: str) -> str:
        lower = word.lower()
        known = (stem(form) in self.known for form in (lower, *_compared(lower)))
        if len(lower) < 5 or not self.useful or lower in STOP_EN or any(known):
            return word
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 1 if len(lower) < 9 else 2
        best = process.extractOne(lower, self.useful, scorer=OSA.distance, score_cutoff=allowed)
        return str(best[0]) if best else word


def _compared(word: str) -> Iterator[str]:
    """What an English word may be a comparative or a superlative of.

    >>> sorted(_compared("nicer")), sorted(_compared("prettiest"))
    (['nic', 'nice'], ['pretti', 'prettie', 'pretty'])
    """
    for ending in ("er", "est"):
        if word.endswith(ending):
            base = word.removesuffix(ending)
            yield base
            yield base + "e"
            if base.endswith("i"):
                yield base[:-1] + "y"
