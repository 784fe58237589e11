"""Terms of the reports and of their genre in Chinese and English, with what else a reader of English might type.

The edition follows it (`tests/documents/test_editions.py`), and retrieval widens an English question with it.
"""

import csv
import functools
from dataclasses import dataclass
from importlib import resources

_FILE = "reports/glossary.tsv"
_HEADER = ["zh", "en", "alternatives"]


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `zh` stands so in the reports; `en` is the edition's rendering; `alternatives` mean the same.

    >>> Term("托育", "childcare", ("nursery",)).renderings
    ('childcare', 'nursery')
    """

    zh: str
    en: str
    alternatives: tuple[str, ...]

    @property
    def renderings(self) -> tuple[str, ...]:
        """`en` and the alternatives, in that order."""
        return (self.en, *self.alternatives)


@functools.cache
def load() -> tuple[Term, ...]:
    """The bundled glossary, in its order. Raises `ValueError` where a row is not three columns.

    >>> next(term.en for term in load() if term.zh == "格尔木")
    'Golmud'
    """
    text = resources.files("documents").joinpath(_FILE).read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if header != _HEADER:
        raise ValueError(f"{_FILE} begins with {header}, not {_HEADER}")
    return tuple(
        Term(zh, en, tuple(part.strip() for part in alternatives.split("|") if part.strip()))
        for zh, en, alternatives in rows
    )
