"""Questions about one place of the province: what does the report say of Yushu, 湟源县今年有什么好事. Every statement that names it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from documents.document import Document, Statement
from documents.language import Language
from documents.statements import clauses
from index.words import stem as stem_of
from qa.answer import Citation, Sentence
from qa.compose import MORE_CHARS, Draft, said
from qa.content import Word
from qa.facets import Facet
from qa.lexicon import stems
from qa.question import Question
from qa.spans import english_sentences, trim

_RANK: Final = re.compile(r"(?:藏族|蒙古族|回族|土族|哈萨克族|撒拉族)*(?:自治州|自治县|[州县市乡镇])$")
_BESIDE: Final = "、和与及等至到—，。；："
"""What stands beside a place's name where its rank is left out: 湟源、祁连等8个县."""
_FEATURE: Final = "山河湖江岭"
"""What makes a name one of something else: 祁连山."""

_RANKS_EN: Final = frozenset(stem_of(word) for word in ("county", "prefecture", "city", "town", "township"))
BROAD: Final[dict[Language, frozenset[str]]] = {
    "zh": frozenset(
        "好事 好消息 消息 新闻 变化 动静 动作 指望 盼头 机会 福利 实惠 项目 哪些项目 工程 内容 说法 提到 提及 提 说 讲 讲到 写 写到 写了 涉及 有关 "
        "相关 关于 事情 大事 喜事 新鲜事 人 人能 老百姓 百姓 居民 群众 乡亲 老乡 家 家乡 老家 住 要建 建 建设 发展 计划 规划 安排 部署 荣誉 成绩 "
        "亮点 好处 利好 期待 盼 未来 新 打算 动向 大动作 大项目".split()
    ),
    "en": frozenset(
        stem_of(word)
        for word in "news benefit mention mentions promise promised plan plans hope expect forward look good happening project projects "
        "coming come develop development change changes resident residents people live living store future hear honor award awards "
        "achieve highlight refer say says said about anything something from county city prefecture town".split()
    ),
}
"""Words that ask of a place in general."""


def draft(question: Question, facet: Facet, document: Document, place_words: Collection[str]) -> Draft | None:
    """All that the report says of the one place that is asked about in general; None where none is, or nothing is said.

    `place_words`: words of the reports that name a place (`index.search.Index.places`).
    """
    asked = asked_about(question, facet, place_words)
    if asked is None:
        return None
    names, strict = asked
    told = [s for s in document.statements if not s.is_heading and any(names_it(n, strict, s.text) for n in names)]
    of_then = [s for s in told if _then(facet, s)]
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    size = 0
    for statement in of_then or told:
        marker = len(citations) + 1
        citation = Citation.of(statement, marker, _span(statement, names, strict))
        text = said(question.language, citation.quote, _english(facet, statement))
        size += len(text)
        if sentences and size > MORE_CHARS[question.language]:
            break
        citations.append(citation)
        sentences.append(Sentence(text, (marker,)))
    return Draft(tuple(sentences), tuple(citations)) if sentences else None


def asked_about(question: Question, facet: Facet, place_words: Collection[str]) -> tuple[frozenset[str], bool] | None:
    """The Chinese names of the one place, without rank, and whether only its rank tells that it is one (互助县); None where
    the question names none or asks something special of it."""
    places = [word for word in facet.content.words if _names(word, place_words)]
    others = [word for word in facet.content.words if word not in places]
    if len(places) != 1 or any(word.surface not in BROAD[question.spoken] for word in others):
        return None
    place = places[0]
    names = _names(place, place_words)
    ranked = bool(_RANK.search(place.surface)) or not _RANKS_EN.isdisjoint(place.surface.split())
    return names, ranked and names.isdisjoint(place_words)


def _names(word: Word, place_words: Collection[str]) -> frozenset[str]:
    """The Chinese names, without rank, of the place that a word names."""
    own = (word.surface, *word.zh) if word.surface[0] > "z" else word.zh
    found = {_RANK.sub("", name) for name in own if name in place_words or (len(name) > 2 and _RANK.search(name))}
    return frozenset(name for name in found if len(name) > 1)


def names_it(name: str, strict: bool, text: str) -> bool:
    """Whether a Chinese text names the place, not only something that is called like it. ``strict``: only with its rank, or in
    a row of names.

    >>> names_it("祁连", True, "推动湟源、祁连等8个县试点"), names_it("祁连", True, "推动设立祁连山国家公园")
    (True, False)
    """
    for found in re.finditer(re.escape(name), text):
        before, after = text[: found.start()][-1:], text[found.end() :]
        if before == "青" or (after[:1] in _FEATURE and after):
            continue
        if not strict or _RANK.match(after[:4]) or re.match("[州县市乡镇]", after) or after[:1] in _BESIDE or not after:
            return True
    return False


def _then(facet: Facet, statement: Statement) -> bool:
    scope = statement.section.scope
    of_year = all(scope.first <= year <= scope.last for year in facet.wish.years)
    return of_year and (facet.wish.kind in (None, scope.kind) or facet.wish.firmness < 1)


def _span(statement: Statement, names: Collection[str], strict: bool) -> tuple[int, int]:
    """From the first to the last clause that names the place."""
    pieces = list(clauses(statement.text, 0, len(statement.text)))
    held = [(a, b) for a, b in pieces if any(names_it(name, strict, statement.text[a:b]) for name in names)] or pieces
    return trim(statement, statement.start + held[0][0], statement.start + held[-1][1])


def _english(facet: Facet, statement: Statement) -> str | None:
    """The sentences of the English edition that name the place; all of it where none does."""
    if not statement.en:
        return None
    renderings = [phrase for word in facet.content.words for phrase in word.en]
    kept = [s for s in english_sentences(statement.en) if any(set(phrase) <= set(stems(s)) for phrase in renderings)]
    return " ".join(kept) or statement.en
