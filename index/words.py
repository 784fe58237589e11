"""Text -> search terms, the same way for what is searched and what is asked.

Chinese: every pair of neighbouring characters, every longer word that `rjieba` sees, and the single characters that
stand as words. English: stems, British spelling folded into American. Numbers stay whole (`5.3%`, `1.5亿`).
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal

from documents.language import Language

Kind = Literal["number", "latin", "han"]

_local = threading.local()
_PIECE = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?(?:[百千万亿]+|%)?)"
    r"|(?P<latin>[a-z][a-z0-9]*(?:['’.&-][a-z0-9]+)*)"
    r"|(?P<han>[\u3400-\u4dbf\u4e00-\u9fff]+)"
)
STOP_ZH = frozenset(
    "的 了 在 是 和 与 及 或 有 为 对 从 到 把 被 将 以 于 之 其 这 那 也 都 就 又 并 等 个 吗 呢 吧 啊 么 哪 谁 几 多 少 何 "
    "多少 什么 哪些 哪个 哪里 哪儿 哪几 哪两 哪种 怎么 怎样 怎么样 如何 为何 为什么 是否 有没有 是不是 请问 请 告诉 我 我们 "
    "你 您 他 她 它 他们 它们 几个 多大 多长 多久 多高 什么样 一共 总共 共 一下 关于 其中 方面 以及 哪一 哪项 几项 几家 何时 "
    "介绍 说说 谁的 有何 有关 进行 可以 能够 会 能 要 啥 咋 咋样 为啥 怎么办 呀 嘛 想 知道 请教 麻烦 到底 究竟 具体".split()
)  # fmt: skip
STOP_EN = frozenset(
    "a about above after all also am an and any are as at be because been before being below between both but by can "
    "could did do does doing done during each few for from further had has have having he her here hers him his how "
    "i if in into is it its itself just let many may me might more most much must my no nor not of off on once one "
    "only or other our out over own please s same shall she should so some such t tell than that the their them then "
    "there these they this those through to too under until up us very was we were what when where which while who "
    "whom whose why will with would you your give list show explain describe say said according mention "
    "mentioned".split()
)
# British -> American endings and words that a stemmer leaves apart.
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})isation"), "ization"),
    (re.compile(r"(?<=[a-z]{3})ise(d|s|r|rs)?$"), r"ize\1"),
    (re.compile(r"(?<=[a-z]{3})ising$"), "izing"),
    (re.compile(r"(?<=[a-z]{3})yse(d|s|r|rs)?$"), r"yze\1"),
    (re.compile(r"(?<=[a-z]{2}[lbdhmnv])our(?=(s|ed|ing|able|ful|hood|ite|ites|al)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}t)re(s|d)?$"), r"er\1"),
    (re.compile(r"(?<=[a-z]{2})ogue(s)?$"), r"og\1"),
    # travelled, fuelled; not rolling, skilled: a syllable before the one that doubles
    (re.compile(r"^(.*(?<!q)[aeiouy][^aeiou]*[aeiou])ll(ed|ing|er|ers|ation)$"), r"\1l\2"),
)
_SPELLING = {
    "programme": "program", "programmes": "programs", "defence": "defense", "licence": "license",
    "offence": "offense", "tonne": "ton", "tonnes": "tons", "metre": "meter", "metres": "meters",
    "kilometre": "kilometer", "kilometres": "kilometers", "km": "kilometer", "grey": "gray", "cheque": "check",
    "fibre": "fiber", "tyre": "tire", "sulphur": "sulfur", "aluminium": "aluminum", "plough": "plow",
    "mould": "mold", "enrol": "enroll", "enrolment": "enrollment", "fulfil": "fulfill", "skilful": "skillful",
    "jewellery": "jewelry", "storey": "story", "kerb": "curb", "ageing": "aging", "manoeuvre": "maneuver",
    "judgement": "judgment",
}  # fmt: skip
_APART = {"governance": "governanc"}
"""Words that the stemmer takes for another: governance is no government."""


def terms(text: str, language: Language = "zh") -> list[str]:
    """All terms of `text` in order, repeats included; stop words left out. Pieces of either language are read in theirs.

    >>> terms("碳酸锂11万吨")
    ['碳酸', '酸锂', '碳酸锂', '11万', '吨']
    >>> terms("Organised 35 programmes, up 5.3%", "en")
    ['organiz', '35', 'program', '5.3%']
    """
    found: list[str] = []
    for kind, piece in pieces(text):
        if kind == "han":
            found.extend(han_terms(piece))
        elif kind == "latin":
            found.extend(stem(word) for word in latin_words(piece) if word not in STOP_EN)
        else:
            found.append(piece.replace(",", ""))
    return found


def pieces(text: str) -> Iterator[tuple[Kind, str]]:
    """The runs of one kind in `text`, lower-cased and half-width.

    >>> list(pieces("ＧＤＰ增长5.3%"))
    [('latin', 'gdp'), ('han', '增长'), ('number', '5.3%')]
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    for match in _PIECE.finditer(plain):
        for kind in ("number", "latin", "han"):
            if match.lastgroup == kind:
                yield kind, match.group()


def chinese_words(run: str) -> list[str]:
    """`rjieba`'s words for a run of Chinese characters, in order, without overlap."""
    return list(_segmenter().cut(run))


def is_word(word: str) -> bool:
    """Whether `word` stands in `rjieba`'s dictionary."""
    return bool(_segmenter().has_word(word))


NAME_TAGS = frozenset({"nr", "nrt", "ns", "nt", "nz"})
"""`rjieba`'s parts of speech that are proper names."""


@functools.lru_cache(maxsize=1 << 14)
def tag(word: str) -> str:
    """`rjieba`'s part of speech of a word, "" for what it takes for several.

    >>> tag("高速公路"), tag("那边")
    ('n', 'r')
    """
    tagged = _segmenter().tag(word)
    return str(tagged[0][1]) if len(tagged) == 1 else ""


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of one lower-case English word, British spelling first folded into American.

    >>> stem("kilometres"), stem("organisations"), stem("yaks")
    ('kilomet', 'organ', 'yak')
    """
    if word in _APART:
        return _APART[word]
    word = _SPELLING.get(word, word)
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    return str(_stemmer().stemWord(word))


def latin_words(piece: str) -> list[str]:
    """Words of one lower-case Latin run: possessives cut, hyphens opened, dots of initials taken out.

    >>> latin_words("qinghai's"), latin_words("u.s."), latin_words("low-carbon")
    (['qinghai'], ['us'], ['low', 'carbon'])
    """
    piece = re.sub(r"['’]s$", "", piece)
    if "." in piece:
        piece = piece.replace(".", "" if all(len(part) <= 1 for part in piece.split(".")) else " ")
    return re.sub(r"['’]", "", piece).replace("-", " ").split()


def han_terms(run: str) -> list[str]:
    """Pairs of characters, longer words after the pair that ends them, lone characters that are words.

    >>> han_terms("钾肥和碳酸锂")
    ['钾肥', '肥和', '和碳', '碳酸', '酸锂', '碳酸锂']
    """
    found: list[str] = []
    ends: dict[int, list[str]] = {}
    at = 0
    for word in chinese_words(run):
        at += len(word)
        if len(word) != 2:
            ends.setdefault(at, []).append(word)
    for index in range(len(run)):
        if index and run[index - 1 : index + 1] not in STOP_ZH:
            found.append(run[index - 1 : index + 1])
        found.extend(word for word in ends.get(index + 1, ()) if word not in STOP_ZH)
    return found


@functools.cache
def _segmenter() -> Any:
    import rjieba

    return rjieba


def _stemmer() -> Any:
    """One for each thread: a stemmer keeps the word it is at work on."""
    import snowballstemmer

    found = getattr(_local, "stemmer", None)
    if found is None:
        found = _local.stemmer = snowballstemmer.stemmer("english")
    return found
