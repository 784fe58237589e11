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

        In the name of something else it is not meant.

        >>> Place("甘肃", "Gansu", "province").named_in("the Gansu-Sichuan railway")
        False
        """
        return self.zh in text or bool(_word(self.en).search(text))


@functools.cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w–-]){re.escape(name)}(?![\w–-])", re.I)


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


_RANK = re.compile(r"(?:藏族|蒙古族|回族|土族|哈萨克族|撒拉族)*(?:自治州|自治县|[州县市乡镇])")
"""What stands behind a place's name."""
_BESIDE = "、和与及等至到—，。；："
"""What stands beside a place's name where its rank is left out: 湟源、祁连等8个县."""
_DISTRICT = "区"
"""A rank that is told from an area (示范区) by its name only, so that it is no `_RANK`."""
_FEATURE = "山河湖江岭"
"""What makes a name one of something else: 祁连山."""


def unranked(name: str) -> str:
    """A Chinese place's name without its rank.

    >>> unranked("祁连县"), unranked("海北藏族自治州"), unranked("西宁")
    ('祁连', '海北', '西宁')
    """
    return next((name[: m.start()] for m in _RANK.finditer(name) if m.end() == len(name)), name)


def names_it(name: str, text: str, region: str = "", strict: bool = False) -> bool:
    """Whether a Chinese text names the place, not only something that is called like it. ``strict``: only with its rank, or
    in a row of names. The ``region`` that the text is about is read over: 青海西部 does not name 海西.

    >>> names_it("祁连", "推动湟源、祁连等8个县试点"), names_it("祁连", "推动设立祁连山国家公园"), names_it("海西", "青海西部", "青海")
    (True, False, False)
    >>> names_it("互助", "建设村级互助养老站", strict=True), names_it("互助", "互助县建设养老站", strict=True)
    (False, True)
    """
    if region:
        text = text.replace(region, "\0" * len(region))
    for found in re.finditer(re.escape(name), text):
        after = text[found.end() :]
        if after[:1] and after[0] in _FEATURE:
            continue
        if not strict or not after or _RANK.match(after) or after[0] in _BESIDE + _DISTRICT:
            return True
    return False


_LOCAL_EN = re.compile(
    r"\b(?!(?:Does|Do|Did|Is|Are|Was|Were|Will|Has|Have|Had|Can|In|On|For|What|Which|Who|How|Where|The|Any|And|Why|When|"
    r"One|Two|Three|Each|Every|Our|My|This|That|These|Some|All|No|Another|Other|Taking|Counting|Including|Across|Between|Both|"
    r"From|With|By|At|To|As|If|While|So|But|Or|Many|Most|Small|Big|New|Old|Rural|Urban)\b)([A-Z][\w'’]+)(?: [A-Z][\w'’]+)? (?i:Prefecture|County|City|District|Township|Town|Banner)\b"
)


def ranked_en(text: str) -> list[str]:
    """Prefectures, counties, cities and towns that an English text names with their rank, without it.

    >>> ranked_en("the GDP of Yushu Prefecture")
    ['Yushu']
    """
    return _LOCAL_EN.findall(text)
