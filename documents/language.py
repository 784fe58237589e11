"""Which language a question is in, and its plain form: simplified characters, half-width digits, single spaces."""

import functools
import re
import unicodedata
from typing import Any, Literal

Language = Literal["zh", "en"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SURROGATES = re.compile(r"([\ud800-\udfff]+)")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_ASKING_EN = frozenset(
    "what which who whom whose when where why how is are was were do does did will would can could should has have "
    "the of in on for to by and about much many tell me there any give list show compare explain".split()
)
_ASKING_ZH = re.compile(r"[的了吗呢吧啊么是有没哪谁几多少怎如何为何么请这那个共都把]")


def detect(text: str) -> Language:
    """`zh` or `en`: the language an answer to `text` should be in.

    A name or a term in the other language does not change it: function words decide, then the amount of text.

    >>> detect("2024年GDP目标是多少"), detect("What is planned for 三江源?"), detect("GDP")
    ('zh', 'en', 'en')
    """
    han = len(_HAN.findall(text))
    words = [word.lower() for word in _WORD.findall(text)]
    if not han:
        return "en" if words else "zh"
    if not words:
        return "zh"
    english = sum(word in _ASKING_EN for word in words)
    if english >= 2 and english > len(_ASKING_ZH.findall(text)):
        return "en"
    return "zh" if han >= len(words) or english == 0 else "en"


@functools.cache
def _converter() -> Any:
    from opencc import OpenCC  # OpenCC's own dictionaries: the reference for this conversion

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters -> simplified ones; other text as it is.

    >>> simplify("青海湖國家公園")
    '青海湖国家公园'
    """
    if not _HAN.search(text):
        return text
    # OpenCC takes UTF-8, which has no lone surrogates
    parts = _SURROGATES.split(text)
    return "".join(part if _SURROGATES.match(part) else _converter().convert(part) for part in parts if part)


def normalise(text: str) -> str:
    """The plain form of a question: simplified, half-width letters and digits, one space at most, no control marks.

    Chinese punctuation stays as it is; case is kept.

    >>> normalise("２０２３年　ＧＤＰ增長多少？ ")
    '2023年 GDP增长多少？'
    """
    plain = []
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            plain.append(" " if char in "\t\n\r" else "")
        elif (
            "\uff10" <= char <= "\uff19"
            or "\uff21" <= char <= "\uff3a"
            or "\uff41" <= char <= "\uff5a"
            or char in "％．＋"
        ):
            plain.append(unicodedata.normalize("NFKC", char))
        else:
            plain.append(char)
    return simplify(re.sub(r"\s+", " ", "".join(plain)).strip())
