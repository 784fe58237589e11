"""How people say in everyday words what government work reports say officially, in Chinese and in English.

Retrieval widens a question with the official words: 挣钱 meets the report's 人均可支配收入, "scam call" meets "telecom
and online fraud". The official words are those of the genre (in English, of its translations), of any province and
year, so not every one stands in every report.

English rows are in base form, British or American: compare them by their stems, stop words included ("put up" is not
"put"). No two rows have the same stems.
"""

import csv
import functools
from dataclasses import dataclass
from importlib import resources

from documents.language import Language

_FILES: dict[Language, str] = {"zh": "reports/everyday.tsv", "en": "reports/everyday_en.tsv"}
_HEADER = ["everyday", "official"]


@dataclass(frozen=True, slots=True)
class Everyday:
    """One everyday word with the official words for it, the best first. None of them is `word` itself.

    >>> Everyday("车位", ("停车位", "停车难")).official[0]
    '停车位'
    """

    word: str
    official: tuple[str, ...]


def load(language: Language = "zh") -> tuple[Everyday, ...]:
    """The bundled thesaurus of `language`, in its order. Raises `ValueError` where a row is not two columns.

    >>> next(entry.official for entry in load() if entry.word == "烂尾楼")
    ('保交楼', '保交房', '房地产')
    >>> next(entry.official for entry in load("en") if entry.word == "nightlife")
    ('night-time economy', 'consumption cluster')
    """
    return _read(_FILES[language])


@functools.cache
def _read(file: str) -> tuple[Everyday, ...]:
    text = resources.files("documents").joinpath(file).read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if header != _HEADER:
        raise ValueError(f"{file} begins with {header}, not {_HEADER}")
    return tuple(
        Everyday(word, tuple(part.strip() for part in official.split("|") if part.strip())) for word, official in rows
    )
