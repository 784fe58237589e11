"""Which share of a sentence's content words stand in what it cites, and whether it denies what is not denied there."""

import functools
import re
from collections.abc import Sequence
from typing import Final

from documents.language import Language
from index.words import STOP_EN, STOP_ZH, chinese_words, stem
from qa.checks import dictionary, names
from qa.checks.mentions import Reading
from qa.checks.source import Source

_HAN_RUN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD_EN: Final = re.compile(r"[A-Za-z]+(?:['’&][A-Za-z]+)*")
_FRAME_ZH: Final = STOP_ZH | frozenset(
    "根据 按照 报告 政府 政府工作报告 工作 显示 指出 提出 提到 表示 青海 青海省 全省 我省 省政府 全年 年度 此外 同时 以及 主要 包括 "
    "具体 情况 分别 达到 计划 目标 预期 完成 实现 相比 比 较 计算 得出 相差 去年 今年 增长 提高 下降 减少 增加 由此 可见 因此 "
    "其次 首先 最后 另外 还 并且 而 但 不过 已经 已 将 要 力争 保持 左右 以上 以下 超过 突破 是的 不是 没有 高 低 多 少 合计 共计 "
    "个 项 年底 结果 值 为 差 差距 百分点 变化 水平 推进 推动 加快 加强 开展 实施 落实 建设 促进 进行".split()
)
_FRAME_EN: Final = STOP_EN | frozenset(
    "report government province provincial year years according state states stated say says plan plans planned target targets goal "
    "goals result results compared computed calculated calculation difference percentage points percent about around over least nearly "
    "approximately reach reached total respectively yes no increase increased rise rose grow grew growth decrease decreased fall fell "
    "decline declined higher lower more less will would aim aims last previous expected also including include includes within order "
    "complete completed completes fulfilled build built implement implemented carry carried out promote promoted advance advanced "
    "strengthen strengthened every each all row only against between them themselves it things one ones use used still now "
    "addition furthermore meanwhile specifically amount amounted stand stood number numbers figure level set made make well as".split()
)
_NOT: Final = {
    "zh": re.compile(
        r"没有|没能|未能|并未|尚未|并非|不是|不会|不再|并不|从未|无法|不能|未(?=[完达实建开获通获])|不(?=达|足|予|得)"
    ),
    "en": re.compile(
        r"\b(?:not|never|no longer|cannot|failed|fails|without|neither|nor|none|didn't|won't|(?:is|was|are|were|does|do)n't)\b"
    ),
}
_OPENING: Final = re.compile(r"^\s*(?:不是|没有|不|否|并没有|No|Not)[的。，,：:.;；]")


def share(
    text: str, sources: Sequence[Source], language: Language, enough: float = 1.0
) -> tuple[float, list[str]]:
    """(share of content words that stand in the sources, those that do not). 1.0 where there is no content word.

    Words are weighted by their length, so that little ones decide little. Where less than `enough` of an English
    sentence is found, the dictionary is asked about the rest.
    """
    words = _content_zh(text) if language == "zh" else _content_en(text)
    if not words:
        return 1.0, []
    missing = [w for w in words if not _covered(w, sources, language)]
    whole = sum(map(len, words))
    if language == "en" and sum(map(len, missing)) > (1.0 - enough) * whole:
        missing = [w for w in missing if not any(dictionary.renders(w, s.text("zh")) for s in sources)]
    return 1.0 - sum(map(len, missing)) / whole, missing


def _content_zh(text: str) -> list[str]:
    found = []
    for run in _HAN_RUN.findall(text):
        found += [w for w in chinese_words(run) if len(w) > 1 and w not in _FRAME_ZH]
    return found


def _content_en(text: str) -> list[str]:
    words = (re.sub(r"['’]s$", "", w.lower()) for w in _WORD_EN.findall(text))
    return [w for w in words if w not in _FRAME_EN and len(w) > 1]


_APOSTROPHES: Final = str.maketrans({"'": None, "’": None})


def _covered(word: str, sources: Sequence[Source], language: Language) -> bool:
    if language == "zh":
        return any(word in s.both or _pairs_in(word, s.both) for s in sources)
    plain = stem(word.translate(_APOSTROPHES))
    return any(names.has_word(_stems(s.both), plain) or plain in _bridged(s.text("zh")) for s in sources)


def _pairs_in(word: str, text: str) -> bool:
    """Whether a longer word is made of words of the text: 旅游收入 of 旅游总收入."""
    return len(word) > 2 and all(word[i : i + 2] in text for i in range(0, len(word) - 1, 2))


@functools.lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in re.findall(r"[a-z]+", text.translate(_APOSTROPHES)))


@functools.lru_cache(maxsize=1 << 12)
def _bridged(zh: str) -> frozenset[str]:
    return frozenset(
        stem(w) for r in names.renderings_of(zh) for w in re.findall(r"[a-z]+", r.translate(_APOSTROPHES))
    )


def denies(sentence: Reading, sources: Sequence[Source]) -> str:
    """The word by which the sentence denies what no source denies in like words; "" where there is none.

    A leading "No," or 不是， is an answer to the question, not a denial of what follows.
    """
    language = sentence.language
    opening = _OPENING.match(sentence.text)
    own = [
        m for m in _NOT[language].finditer(sentence.text.lower()) if not opening or m.start() >= opening.end()
    ]
    if not own:
        return ""
    cited = [
        _denied(r, m)
        for s in sources
        if (r := s.reading(language))
        for m in _NOT[language].finditer(r.text.lower())
    ]
    if not any(s.reading(language) for s in sources):
        return ""
    for match in own:
        if any(m.denied and match.start() < m.start <= match.end() + 24 for m in sentence.moves):
            continue  # what is denied is a rise or a fall, which the directions see to
        words = _denied(sentence, match)
        alike = next((its for its in cited if _alike(words, its)), None)
        if alike is None:
            return match.group()
        cited.remove(alike)  # each denial of a citation bears one of the sentence's
    return ""


def _alike(a: Sequence[str], b: Sequence[str]) -> bool:
    return (not a and not b) or (bool(a) and a[0] in b) or (bool(b) and b[0] in a)


def _denied(reading: Reading, match: re.Match[str]) -> tuple[str, ...]:
    """The first few words behind a denial in its clause: what is denied."""
    _, end = reading.clause(match.start())
    return tuple([t.word for t in reading.tokens if match.end() <= t.start and t.end <= end][:3])
