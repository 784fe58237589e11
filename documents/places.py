"""Places a question may name that a report need not be about: provinces, large cities, countries."""

import csv
import functools
import re
from dataclasses import dataclass
from importlib import resources

_FILE = "reports/places.tsv"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `kind` is `province`, `city` or `abroad`."""

    zh: str
    en: str
    kind: str

    def named_in(self, text: str) -> bool:
        """Whether a Chinese or English text names it.

        >>> Place("甘肃", "Gansu", "province").named_in("甘肃省的GDP"), Place("甘肃", "Gansu", "province").named_in("gansu's GDP")
        (True, True)
        """
        return self.zh in text or bool(_word(self.en).search(text))


@functools.cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b", re.I)


@functools.cache
def load() -> tuple[Place, ...]:
    """The bundled list, in its order.

    >>> load()[0]
    Place(zh='北京', en='Beijing', kind='province')
    """
    text = resources.files("documents").joinpath(_FILE).read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(Place(zh, en, kind) for zh, en, kind in rows[1:])


def named(text: str) -> tuple[Place, ...]:
    """The places that `text` names."""
    return tuple(place for place in load() if place.named_in(text))
