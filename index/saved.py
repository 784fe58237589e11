"""What is saved of an index, and what is read back of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from documents import divisions
from documents.language import Language
from index.bridge import Bridge, Pair
from index.keywords import Keywords
from index.mend import Mender
from index.vectors import Vectors
from index.words import stem

LANGUAGES: tuple[Language, ...] = ("zh", "en")
LEVELS = ("own", "part", "passage")


@dataclass(frozen=True, slots=True)
class Data:
    """All that is saved of an index: plain arrays and plain lists of strings, by name."""

    arrays: Mapping[str, NDArray[np.generic]]
    strings: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Side:
    """What is searched in one language: the entries' own texts, or their translations."""

    words: Keywords
    clauses: Keywords
    levels: Mapping[str, Vectors]


def side(data: Data, language: Language) -> Side:
    """What is searched in one language."""
    arrays = data.arrays
    levels = {
        level: Vectors.build(
            np.asarray(arrays[f"{language}.{level}"], dtype=np.float32),
            np.asarray(arrays[f"{language}.{level}.rows"], dtype=np.int32),
            np.asarray(arrays[f"{language}.{level}.owners"], dtype=np.int32),
            np.asarray(arrays[f"{language}.{level}.mean"], dtype=np.float32),
        )
        for level in LEVELS
        if f"{language}.{level}" in arrays
    }
    return Side(keywords(data, f"{language}.words"), keywords(data, f"{language}.clauses"), levels)


def keywords(data: Data, name: str) -> Keywords:
    """The postings of that name."""
    return Keywords(
        {term: number for number, term in enumerate(data.strings[name])},
        np.asarray(data.arrays[f"{name}.starts"], dtype=np.int64),
        np.asarray(data.arrays[f"{name}.texts"], dtype=np.int32),
        np.asarray(data.arrays[f"{name}.counts"], dtype=np.float32),
        np.asarray(data.arrays[f"{name}.lengths"], dtype=np.float32),
    )


def bridge(data: Data) -> Bridge:
    """The dictionaries between the languages."""
    pairs: tuple[Pair, ...] = (("en", "zh"), ("zh", "zh"), ("zh", "en"), ("en", "en"))
    return Bridge({pair: _mapping(data, "bridge." + ".".join(pair)) for pair in pairs})


def mender(data: Data, regions: Collection[str] = ()) -> Mender:
    """What mends typing errors; the names of the divisions of the `regions` are none."""
    own = [division for region in regions for division in divisions.of_province(region)]
    sounds = {row[0]: tuple(row[2:].split(" ")) for row in data.strings.get("sounds", ())}
    held = frozenset((*data.strings.get("zh.words", ()), *(division.zh for division in own)))
    english = frozenset(
        (*data.strings.get("english", ()), *(stem(name.lower()) for division in own for name in division.en))
    )
    return Mender(sounds, _mapping(data, "spoken"), english, data.strings.get("useful", ()), held)


def _mapping(data: Data, name: str) -> dict[str, str]:
    """Rows `key <tab> value` as a mapping."""
    rows = (row.partition("\t") for row in data.strings.get(name, ()))
    return {key: value for key, _, value in rows}
