"""Which share of a sentence's content words stand in what it cites, and whether it denies what is not denied there."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.words import STOP_EN, STOP_ZH, chinese_words, stem
from qa.checks import dictionary, names, terms
from qa.checks.mentions import Reading
from qa.checks.source import Source

_HAN_RUN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD_EN: Final = re.compile(r"[A-Za-z]+(?:['’&][A-Za-z]+)*")
_FRAME_ZH: Final = frozenset(
    "根据 按照 报告 政府 政府工作报告 工作 显示 指出 提出 提到 表示 青海 青海省 全省 我省 省政府 全年 年度 此外 同时 以及 主要 包括 "
    "具体 情况 分别 达到 计划 目标 预期 完成 实现 相比 比 较 计算 得出 相差 去年 今年 增长 提高 下降 减少 增加 由此 可见 因此 "
    "其次 首先 最后 另外 还 并且 而 但 不过 已经 已 将 要 力争 保持 左右 以上 以下 超过 突破 是的 不是 没有 高 低 多 少 合计 共计 实际 按此 两者 相同 大致 下限 其 "
    "个 项 年底 结果 值 为 差 差距 百分点 变化 水平 推进 推动 加快 加强 开展 实施 落实 建设 促进 进行 做到 同比 数字 两个 上述".split()
)
_FRAME_EN: Final = frozenset(
    "report government province provincial year years according state states stated say says plan plans planned target targets goal "
    "goals result results compared computed calculated calculation difference percentage points percent about around over least nearly "
    "approximately reach reached total respectively yes no increase increased rise rose grow grew growth decrease decreased fall fell "
    "decline declined higher lower more less will would aim aims last previous expected also including include includes within order "
    "complete completed completes fulfilled build built implement implemented carry carried out promote promoted advance advanced "
    "strengthen strengthened every each all row only against between them themselves it things one ones use used still now "
    "operate operated run ran hold held provide provided launch launched initiative campaign action actions push keep kept get put help set up "
    "chinese english figures differ apart "
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
_SHARE_OF: Final = re.compile(r"占比|比重|均(?=[超达为增高低])")  # what a segmenter joins to its neighbours
_APOSTROPHES: Final = str.maketrans({"'": None, "’": None})
_OPENING: Final = re.compile(r"^\s*(?:不是|没有|还没有|不|否|并没有|No|Not|Not yet)[的。，,：:.;；]")


@dataclass(frozen=True, slots=True)
class Content:
    """The content words of a sentence as (word, start, end), and how much of each (0 to 1) no source has.

    Words that any answer may use (报告, 计划, "target") count only where there is nothing else.
    """

    words: tuple[tuple[str, int, int], ...]
    absent: tuple[float, ...]

    def share(self, start: int = 0, end: int = 1 << 30) -> float:
        """Which share of what stands inside `start`..`end`, by length, each word once, stands in the sources; 1.0 of nothing."""
        once = {
            w: (len(w), gone)
            for (w, a, b), gone in zip(self.words, self.absent, strict=True)
            if start <= a and b <= end
        }
        inside = once.values()
        whole = sum(size for size, _ in inside)
        return 1.0 - sum(size * gone for size, gone in inside) / whole if whole else 1.0

    @property
    def missing(self) -> list[str]:
        return [word for (word, _, _), gone in zip(self.words, self.absent, strict=True) if gone > 0.5]


def content(
    sentence: Reading, sources: Sequence[Source], known: Sequence[str] = (), ask_dictionary: bool = False
) -> Content:
    """The content words of `sentence` against the sources; figures and words of rising and falling are seen to elsewhere.

    `known` are names that need no source. The dictionary knows more renderings of an English word, and is slow at first.
    """
    chars = list(sentence.text)
    spans = [(q.start, q.end) for q in sentence.quantities] + [(m.start, m.end) for m in sentence.moves]
    for start, end in spans:
        chars[start:end] = "\n" * (end - start)
    plain = "".join(chars)
    cut, frame = (_words_zh, _FRAME_ZH) if sentence.language == "zh" else (_words_en, _FRAME_EN)
    every = list(cut(plain))
    words = tuple(w for w in every if w[0] not in frame) or tuple(
        every if not sentence.mentions and not sentence.moves else ()
    )
    if sentence.language == "zh":
        return Content(words, tuple(_absent_zh(plain, word, sources) for word in words))
    names_known = set(_WORD_EN.findall(" ".join(known).lower()))  # whole words: "ha" is no part of Qinghai's name
    absent = [0.0 if word in names_known or _covered_en(word, sources) else 1.0 for word, _, _ in words]
    if ask_dictionary:
        zh = [s.text("zh") for s in sources]
        absent = [
            g and float(not any(dictionary.renders(w[0], z) for z in zh)) for w, g in zip(words, absent, strict=True)
        ]
    return Content(words, tuple(absent))


def _words_zh(plain: str) -> Iterator[tuple[str, int, int]]:
    for run in _HAN_RUN.finditer(_SHARE_OF.sub(lambda m: "\n" * len(m.group()), plain)):
        at = run.start()
        for word in chinese_words(run.group()):
            if (len(word) > 1 or run.group() == word) and word not in STOP_ZH:
                yield word, at, at + len(word)
            at += len(word)


def _words_en(plain: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD_EN.finditer(plain):
        word = re.sub(r"['’]s$", "", match.group().lower())
        if word not in STOP_EN and len(word) > 1:
            yield word, *match.span()
    for match in _HAN_RUN.finditer(plain):
        yield match.group(), *match.span()


def _absent_zh(plain: str, word: tuple[str, int, int], sources: Sequence[Source]) -> float:
    """0.0 where the word stands in a source; else the share of its characters that stand in none with a neighbour."""
    text, start, end = word
    if any(text in s.both for s in sources):
        return 0.0
    if len(text) == 1:
        return 1.0
    gone = 0
    for i in range(start, end):
        pairs = [plain[k : k + 2] for k in (i - 1, i) if k >= 0 and len(plain[k : k + 2]) == 2]
        gone += not any(pair in s.both for pair in pairs if _HAN_RUN.fullmatch(pair) for s in sources)
    return gone / len(text)


def _covered_en(word: str, sources: Sequence[Source]) -> bool:
    if not word.isascii() and any(word in s.both for s in sources):
        return True
    plain = stem(word.translate(_APOSTROPHES))
    return any(names.has_word(_stems(s.both), plain) or plain in _bridged(s.text("zh")) for s in sources)


@functools.lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in re.findall(r"[a-z]+", text.translate(_APOSTROPHES)))


@functools.lru_cache(maxsize=1 << 12)
def _bridged(zh: str) -> frozenset[str]:
    return frozenset(stem(w) for r in terms.renderings_of(zh) for w in re.findall(r"[a-z]+", r.translate(_APOSTROPHES)))


def denies(sentence: Reading, sources: Sequence[Source]) -> str:
    """The word by which the sentence denies what no source denies in like words; "" where there is none.

    A leading "No," or 不是， is an answer to the question, not a denial of what follows.
    """
    language = sentence.language
    opening = _OPENING.match(sentence.text)
    own = [m for m in _NOT[language].finditer(sentence.text.lower()) if not opening or m.start() >= opening.end()]
    if not own:
        return ""
    cited = [
        _denied(r, m) for s in sources if (r := s.reading(language)) for m in _NOT[language].finditer(r.text.lower())
    ]
    if not any(s.reading(language) for s in sources):  # only in the other language: one denial there bears any here
        return "" if any(_NOT["zh"].search(s.zh.text) for s in sources) else own[0].group()
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
