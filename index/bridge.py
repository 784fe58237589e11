"""Question -> groups of terms that the texts hold, across languages and within one.

Every thing a question names becomes one `Group`: the terms any of which names it in the texts. An English phrase is
looked up longest first, so `salt lake` is not taken for a salty thing and a lake; its words count half beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from documents.language import Language
from index.keywords import Group
from index.words import han_terms

LONGEST_PHRASE = 6
LONGEST_WORD = 10
WORD_IN_PHRASE = 0.5
"""Weight of a word beside the phrase it stands in. XQuAD en -> zh, bridge alone: R@1 0.730 -> 0.733."""

Pair = tuple[Language, Language]


@dataclass(frozen=True, slots=True)
class Bridge:
    """The tables of `index.dictionary`, by (language of the question, language of the texts).

    A table maps a phrase to `term:weight` pairs in one string, taken apart only when looked up.
    """

    tables: Mapping[Pair, Mapping[str, str]] = field(default_factory=dict)

    def members(self, phrase: str, pair: Pair) -> tuple[tuple[str, float], ...]:
        """The terms for `phrase`, empty where the table has none.

        >>> Bridge({("en", "zh"): {"yak": "牦牛:1"}}).members("yak", ("en", "zh"))
        (('牦牛', 1.0),)
        """
        packed = self.tables.get(pair, {}).get(phrase)
        return unpack(packed) if packed else ()

    def english(self, stems: Sequence[str], to: Language) -> list[Group]:
        """Groups for the stems of an English text, in texts of language `to`."""
        groups: list[Group] = []
        at = 0
        while at < len(stems):
            size = next(
                (s for s in range(min(LONGEST_PHRASE, len(stems) - at), 1, -1) if self._has(stems, at, s, to)),
                1,
            )
            phrase = "_".join(stems[at : at + size])
            if size > 1:
                groups.append(Group(phrase, _named(phrase, self.members(phrase, ("en", to)))))
            for stem in stems[at : at + size]:
                weight = WORD_IN_PHRASE if size > 1 else 1.0
                groups.append(Group(stem, _named(stem, self.members(stem, ("en", to))), weight))
            at += size
        return groups

    def chinese(self, run: str, to: Language) -> list[Group]:
        """Groups for a run of Chinese characters, in texts of language `to`."""
        return self._chinese(run) if to == "zh" else self._across(run)

    def _chinese(self, run: str) -> list[Group]:
        """One group for each of the run's own terms, and one for each word in it that has synonyms."""
        members: dict[str, tuple[tuple[str, float], ...]] = {term: ((term, 1.0),) for term in han_terms(run)}
        for start in range(len(run)):
            for end in range(start + 2, min(start + LONGEST_WORD, len(run)) + 1):
                word = run[start:end]
                alike = self.members(word, ("zh", "zh"))
                if alike:
                    members[word] = ((word, 1.0), *alike)
        return [Group(term, found) for term, found in members.items()]

    def _across(self, run: str) -> list[Group]:
        """Longest words first, without overlap; characters that begin no word are passed over."""
        groups: list[Group] = []
        at = 0
        while at < len(run):
            for end in range(min(at + LONGEST_WORD, len(run)), at, -1):
                found = self.members(run[at:end], ("zh", "en"))
                if found:
                    groups.append(Group(run[at:end], found))
                    at = end
                    break
            else:
                at += 1
        return groups

    def _has(self, stems: Sequence[str], at: int, size: int, to: Language) -> bool:
        return "_".join(stems[at : at + size]) in self.tables.get(("en", to), {})


def _named(term: str, members: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """The term itself before its translations: in Chinese texts, too, some things have Latin names (GDP, 5G)."""
    return ((term, 1.0), *members)


def pack(members: Mapping[str, float]) -> str:
    """`{"牦牛": 1.0, "犏牛": 0.5}` -> `牦牛:1 犏牛:0.5`, the heaviest first."""
    ordered = sorted(members.items(), key=lambda pair: (-pair[1], pair[0]))
    return " ".join(f"{term}:{weight:.3g}" for term, weight in ordered)


def unpack(packed: str) -> tuple[tuple[str, float], ...]:
    """The inverse of `pack`, in its order."""
    return tuple((term, float(weight)) for term, _, weight in (pair.rpartition(":") for pair in packed.split(" ")))
