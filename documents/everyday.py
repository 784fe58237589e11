"""How residents say in everyday Chinese what government work reports say officially.

Retrieval widens a resident's question with the official words: 挣钱 meets the report's 人均可支配收入. The official
words are those of the genre, of any province and year, so not every one stands in every report.
"""

import csv
import functools
from dataclasses import dataclass
from importlib import resources

_FILE = "reports/everyday.tsv"
_HEADER = ["everyday", "official"]


@dataclass(frozen=True, slots=True)
class Everyday:
    """One everyday word with the official words for it, the best first. None of them is `word` itself.

    >>> Everyday("车位", ("停车位", "停车难")).official[0]
    '停车位'
    """

    word: str
    official: tuple[str, ...]


@functools.cache
def load() -> tuple[Everyday, ...]:
    """The bundled thesaurus, in its order. Raises `ValueError` where a row is not two columns.

    >>> next(entry.official for entry in load() if entry.word == "烂尾楼")
    ('保交楼', '保交房', '房地产')
    """
    text = resources.files("documents").joinpath(_FILE).read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if header != _HEADER:
        raise ValueError(f"{_FILE} begins with {header}, not {_HEADER}")
    return tuple(
        Everyday(word, tuple(part.strip() for part in official.split("|") if part.strip()))
        for word, official in rows
    )
