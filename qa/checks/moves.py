"""Words of rising and falling: where they stand in a text, which way they point, and whether they end "to" a level.

Knows nothing of figures; `qa.checks.mentions` says which figure a word belongs to.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from documents.language import Language

Way = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Move:
    """`text[start:end]` is the word. `to`: the figure behind it is what is reached (恢复到12万吨), not the change."""

    start: int
    end: int
    way: Way
    denied: bool = False

    @property
    def told(self) -> Way:
        """Which way the text says it went: a fall that is denied is told as a rise, so that a rise bears it."""
        return self.way if not self.denied else "down" if self.way == "up" else "up"


_ZH_UP: Final = (
    "增长(?!点|极)|增加(?!值)|增至|增收|上涨|上升|上浮|提高|提升(?!工程|行动)|回升|恢复[到至]|新增|扩大|增强|涨幅|增幅|增速|加快|"
    "高于|快于|多于|攀升|走高|改善|好转|有升|双升|双增长|高出|多出|涨(?=[0-9])|升(?=[0-9至到])|增(?=[0-9])|"
    "[更较]高|[更较]快|[更较]多|(?<=[幅额价])增|高(?=[0-9.]+个?[百%])|多(?=[0-9])|增产|创[历史新]{0,3}高"
)
_ZH_DOWN: Final = (
    "下降|减少|负增长|压减|压缩|压降|降低|下跌|下调|回落|降幅|跌幅|减幅|缩减|缩短|缩小|收窄|减弱|削弱|放缓|减缓|放慢|低于|慢于|少于|下滑|恶化|"
    "走低|有降|双降|降(?=[0-9至到])|减(?=[0-9至到])|跌(?=[0-9至到])|[更较]低|[更较]慢|[更较]少|低(?=[0-9.]+个?[百%])|少(?=[0-9])|"
    "减产|创[历史新]{0,3}低|变差|萎缩"
)
_DENIED: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"(?:没有|未|并未|不曾|没|并没有|不会|不再)(?:明显|继续|出现)?$"),
    "en": re.compile(r"\b(?:not|never|no|n't|without(?: an?)?)\s+(?:(?:actually|really|a)\s+)?$"),
}
_EN_NEXT: Final = r"(?= (?:by|from|to|about|around|over|nearly|almost|more|at|some|an?|[0-9]|year))"
_EN_UP: Final = (
    rf"increas\w*|ris(?:e|es|en|ing)|rose|grow(?:n|s|ing|th)?|grew|up{_EN_NEXT}|climb\w*|gain(?:s|ed|ing)?|expan[ds]\w*|higher|"
    r"rais(?:e|es|ed|ing)|recover\w*|rebound\w*|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar\w*|improv\w*|boost\w*|strengthen\w*|enhanc\w*|"
    r"accelerat\w*|faster|greater|widen\w*|record highs?|all-time highs?|(?:sp(?:eed|ed)|step(?:ped)?|scaled?|keep) up"
)
_EN_DOWN: Final = (
    rf"decreas\w*|fall(?:s|en|ing)?|fell|declin\w*|drop(?:s|ped|ping)?|down{_EN_NEXT}|reduc\w*|cut(?:s|ting)?|lower\w*|shr[iau]nk\w*|shorten\w*|"
    r"compress\w*|narrow\w*|weaken\w*|slow(?:s|ed|er|ing)?|slump\w*|worsen\w*|deteriorat\w*|slash\w*|contract(?:ed|ing)|smaller|plung\w*|"
    r"record lows?|all-time lows?|(?:sp(?:eed|ed)|step(?:ped)?|scaled?|keep) down"
)
_EN_IDIOM: Final = r"(?! (?:back|behind|short|within|under|into|off|out|through)\b)"
_PATTERN: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(f"(?P<down>{_ZH_DOWN})|(?P<up>{_ZH_UP})"),
    "en": re.compile(rf"\b(?:(?P<down>{_EN_DOWN})|(?P<up>{_EN_UP}))\b{_EN_IDIOM}"),
}
_TO: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"[到至为](?:了)?[^，。；、]{0,8}$"),
    "en": re.compile(r"\bto\b(?!.*\bby\b)[^,;.]{0,24}$"),
}
_CHANGE: Final = re.compile(
    r"[增涨降跌减][幅速]|新增|growth|uptick"
)  # a change by name: what it comes to is still the change
_LEVEL: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"(?:达到?|为|是|保持在|控制在|稳定在|完成|实现|合计|共计?)(?:了)?$"),
    "en": re.compile(
        r"\b(?:reach(?:ed|es|ing)?|is|was|are|were|stands?|stood|totall?ed|hit|amount(?:s|ed)? to|came to|at)(?: at)?\s*$"
    ),
}


_AIM: Final = re.compile(r"目标|预期|target|goal")


def read(text: str, language: Language) -> list[Move]:
    """All words of rising and falling in `text`, in order.

    >>> [(m.way, m.start) for m in read("增加值增长5%，价格下降2%", "zh")]
    [('up', 3), ('down', 10)]
    """
    plain = text if language == "zh" else text.lower()
    found = []
    for m in _PATTERN[language].finditer(plain):
        denied = bool(_DENIED[language].search(plain[max(0, m.start() - 24) : m.start()]))
        found.append(Move(m.start(), m.end(), "up" if m.lastgroup == "up" else "down", denied))
    return found


def leads_to(text: str, move: Move, figure: int, language: Language) -> bool:
    """Whether the figure at `figure` is what the move ends at: "rose to 12", 压缩至2个工作日."""
    if move.end > figure or _CHANGE.fullmatch(text[move.start : move.end].lower()):
        return False
    if language == "zh" and text[move.end - 1] in "到至":
        return True
    return bool(_TO[language].search(text[move.end : figure].lower()))


def is_level(text: str, figure: int, language: Language) -> bool:
    """Whether the words before the figure at `figure` say that it is reached or holds: 达到, 为, "stood at".

    What a target "is" may be a change.
    """
    before = text[max(0, figure - 40) : figure].lower().rstrip()
    return bool(_LEVEL[language].search(before)) and not _AIM.search(before)
