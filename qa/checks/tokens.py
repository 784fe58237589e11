"""Text -> the words that carry meaning, with their places: pairs of Chinese characters, stems of English words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from documents.language import Language
from index.words import STOP_EN, stem


@dataclass(frozen=True, slots=True)
class Token:
    """`text[start:end]` is where the word stands; `word` is its plain form."""

    word: str
    start: int
    end: int


_LITTLE_ZH: Final = re.compile(
    r"同比|分别|依次|其中|以及|以上|左右|超过|突破|达到|达|占|的|了|在|是|和|与|及|或|为|对|从|到|至|把|被|将|以|于|之|其|也|都|均|各|约|近|共|"
    r"比|较|中|里|有|并|且|而|等|年|月|由|经|让|使"
)
_LITTLE_EN: Final = STOP_EN | frozenset(
    "respectively year years over around approximately nearly almost roughly least per reach reached reaching total totaling "
    "totalled totaled stood stand one including included amounting came accounting accounted hit exceeded exceeding surpassed "
    "compared year-on-year versus against".split()
)
_RUN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[A-Za-z]+")
_WORD: Final = re.compile(r"[A-Za-z]+(?:['’&][A-Za-z]+)*")
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


def tokens(text: str, language: Language, blank: Iterable[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """The words of `text` in order, those inside a span of `blank` left out.

    >>> [t.word for t in tokens("碳酸锂的产量", "zh")], [t.word for t in tokens("the city's new Roads", "en")]
    (['碳酸', '酸锂', '产量'], ['citi', 'new', 'road'])
    """
    chars = list(text)
    for start, end in blank:
        chars[start:end] = "\n" * (end - start)
    plain = "".join(chars)
    found: list[Token] = []
    if language == "en":
        for match in _WORD.finditer(plain):
            word = re.sub(r"['’]s$", "", match.group().lower())
            if word not in _LITTLE_EN:
                found.append(Token(stem(word), *match.span()))
        return tuple(found)
    plain = _LITTLE_ZH.sub(lambda m: "\n" * len(m.group()), plain)
    for match in _RUN.finditer(plain):
        run, at = match.group(), match.start()
        if run.isascii() or len(run) == 1:
            found.append(Token(run.lower(), at, match.end()))
        else:
            found.extend(Token(run[i : i + 2], at + i, at + i + 2) for i in range(len(run) - 1))
    return tuple(found)


def within(words: Sequence[Token], start: int, end: int) -> frozenset[str]:
    """The words that stand inside `start`..`end`."""
    return frozenset(t.word for t in words if start <= t.start and t.end <= end)
