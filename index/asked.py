"""A question as the search takes it: its plain text, its language, and what of it names things."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from documents.language import Language, detect, normalise
from index.bridge import Bridge
from index.keywords import Group
from index.mend import Mender
from index.words import STOP_EN, STOP_ZH, chinese_words, latin_words, pieces, stem

# Words that name the time or the frame of a report, not its matter: left out where reports are searched.
FRAME_ZH = frozenset(
    "今年 去年 明年 年内 全年 本年 当年 上年 年度 目前 现在 如今 过去 一年 全省 我省 省里 本省 报告 政府工作报告 提到 提出".split()
)
FRAME_EN = frozenset(stem(word) for word in "year province provincial report currently now".split())
_SPACED = re.compile(
    r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff\d])|(?<=\d) (?=[\u4e00-\u9fff])|(?<=\b\d) (?=\d\b)|(?<=[\u4e00-\u9fff] \d) (?=\d)"
)
_SHOUTED = re.compile(r"[^a-z]*[A-Z]{2,}[^a-z]+[A-Z]{2,}[^a-z]*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS_ZH = re.compile(r"(?:20\d\d|(?<!\d)2\d)年(?:度|末|底)?|去年|今年|年内")
_YEARS_EN = re.compile(
    r"\b(?:in|for|during|by|of|over)?\s*(?:\b20\d\d|(?:last|this|next|the past) year)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` is plain and mended; `core` is without the years, for the encoder; `runs` are what names things, in order:
    runs of Chinese characters, and lists of English stems or of numbers."""

    text: str
    language: Language
    core: str
    runs: tuple[tuple[Language, tuple[str, ...]], ...]

    def groups(self, bridge: Bridge, to: Language) -> list[Group]:
        """The groups of terms to look for in texts of language `to`."""
        found: dict[str, Group] = {}
        for language, run in self.runs:
            made = bridge.english(run, to) if language == "en" else bridge.chinese(run[0], to)
            for group in made:
                found.setdefault(group.surface, group)
        return list(found.values())


def read(question: str, mender: Mender, framed: bool = True, regions: Collection[str] = ()) -> Asked:
    """`question` as it is searched for. `framed`: in reports, where years and `regions` frame the text and name nothing.

    >>> read("２０２３年青海的鉀肥產量？", Mender(), regions={"青海"}).runs
    (('zh', ('钾肥产量',)),)
    """
    text = _SPACED.sub("", normalise(question))
    text = mender.mend(text.lower() if _SHOUTED.fullmatch(text) and not _HAN.search(text) else text)
    language = detect(text)
    core = text
    if framed:
        core = (_YEARS_ZH if language == "zh" else _YEARS_EN).sub("", text).strip(" ，,的") or text
    return Asked(text, language, core, tuple(_runs(text, framed, {region.lower() for region in regions})))


def _runs(text: str, framed: bool, regions: Collection[str]) -> list[tuple[Language, tuple[str, ...]]]:
    runs: list[tuple[Language, tuple[str, ...]]] = []
    stems: list[str] = []
    for kind, piece in pieces(text):
        if kind == "han":
            if stems:
                runs.append(("en", tuple(stems)))
                stems = []
            runs.extend(("zh", (run,)) for run in _matter(piece, framed, regions))
        elif kind == "latin":
            for word in latin_words(piece):
                frame = framed and (stem(word) in FRAME_EN or word in regions)
                if word not in STOP_EN and not frame:
                    stems.append(stem(word))
        elif not (framed and _YEAR.fullmatch(piece)):
            stems.append(piece.replace(",", ""))
    if stems:
        runs.append(("en", tuple(stems)))
    return runs


def _matter(run: str, framed: bool, regions: Collection[str]) -> list[str]:
    """What is left of a run of Chinese characters when the words that name nothing are cut out."""
    kept: list[str] = [""]
    words = chinese_words(run)
    for number, word in enumerate(words):
        frame = framed and (word in FRAME_ZH or word in regions or (word == "年" and number == 0))
        if word in STOP_ZH or frame:
            kept.append("")
        else:
            kept[-1] += word
    return [part for part in kept if part]
