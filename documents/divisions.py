"""China's prefectures, counties, districts and county cities: places a question may name that a report need not."""

from __future__ import annotations

import csv
import functools
import re
from collections import defaultdict
from importlib import resources
from typing import NamedTuple

_FILE = "reports/divisions.tsv"
_RANK = re.compile(r"地区|林区|特区|新区|[州县旗盟](?![域级际委里])|[市区](?![域场级民政间划别位])")
_LONGEST = 8
"""Characters of the longest name without its rank."""
_ANY = "any"
"""No province."""


class Division(NamedTuple):
    """One division: its name without its rank, the rank, its names in English, its province. `apart` where the name means
    something else as well: it is meant only with its rank.

    Example: Division("互助", "县", ("Huzhu",), "青海", apart=True)
    """

    zh: str
    rank: str
    en: tuple[str, ...]
    province: str
    apart: bool


@functools.cache
def load() -> tuple[Division, ...]:
    """The bundled list, made by `benchmarks.divisions`, in the order of the ministry's codes.

    >>> load()[0]
    Division(zh='东城', rank='区', en=('Dongcheng',), province='北京', apart=False)
    """
    text = resources.files("documents").joinpath(_FILE).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Division(zh, rank, tuple(en.split("/")), province, bool(apart)) for province, zh, rank, en, apart in rows
    )


@functools.cache
def of_province(region: str) -> tuple[Division, ...]:
    """The divisions of one province.

    >>> len(of_province("青海")), of_province("青海")[-1].en
    (52, ('Tianjun',))
    """
    return tuple(division for division in load() if division.province == region)


def named_en(text: str, region: str) -> list[Division]:
    """The divisions of a province that an English text names, with or without their rank.

    >>> [division.zh for division in named_en("Is there money for Zadoi or Dari?", "青海")], named_en("a guide", "青海")
    (['杂多', '达日'], [])
    """
    by_name = _by_english(region)
    return [by_name[name] for name in dict.fromkeys(re.findall(r"[A-Z][\w']+", text)) if name in by_name]


@functools.cache
def _by_english(region: str) -> dict[str, Division]:
    return {name: division for division in of_province(region) if not division.apart for name in division.en}


def ranked(text: str, region: str = "") -> list[str]:
    """The divisions that a Chinese text names with their rank, without it; what was a county and is a district or a city now
    also by its old one. Of districts that are called by an ordinary word only those of the text's own `region`.

    >>> ranked("泽库县和湟中县的路，城东区域"), ranked("互助县、和平区", "青海"), ranked("和平区", "天津")
    (['泽库', '湟中'], ['互助'], ['和平'])
    """
    found = []
    for match in _RANK.finditer(text):
        known = _by_rank()[match.group()]
        stems = (text[match.start() - length : match.start()] for length in range(min(_LONGEST, match.start()), 1, -1))
        found += [stem for stem in stems if not known.get(stem, frozenset()).isdisjoint({_ANY, region})][:1]
    return found


@functools.cache
def _by_rank() -> dict[str, dict[str, frozenset[str]]]:
    """By rank, and by name without it: of which province a text must be for the division to be meant, or `_ANY`."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for division in load():
        for rank in (division.rank, "县") if division.rank in "区市" else (division.rank,):
            meant_in = division.province if division.apart and rank == "区" else _ANY
            found[rank][division.zh] = found[rank].get(division.zh, frozenset()) | {meant_in}
    return found
