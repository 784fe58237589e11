"""Questions about one place of the province: what does the report say of Yushu, 湟源县今年有什么好事. The statements that name
it, as many as an answer is long."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from documents import places
from documents.document import Document, Statement
from documents.language import Language
from documents.statements import clauses
from index.words import stem as stem_of
from qa import refusing
from qa.answer import Citation, Sentence
from qa.compose import MORE_CHARS, Draft, said
from qa.content import Word
from qa.facets import Facet
from qa.lexicon import stems
from qa.question import Question
from qa.spans import english_sentences, trim

_RANKS_EN: Final = frozenset(stem_of(word) for word in ("county", "prefecture", "city", "town", "township"))
"""English words for the rank of a place."""
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
    """What the report says of the one place that is asked about in general; None where none is, or nothing is said.

    `place_words`: words of the reports that name a place (`index.search.Index.places`).
    """
    asked = asked_about(question, facet, place_words)
    if asked is None or refusing.OPINION[question.spoken].search(question.text.lower()):
        return None
    names, strict = asked

    def told_in(text: str) -> bool:
        return any(places.names_it(name, text, document.region, strict) for name in names)

    told = [s for s in document.statements if not s.is_heading and told_in(s.text)]
    of_then = [s for s in told if _then(facet, s)]
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    size = 0
    for statement in of_then or told:
        marker = len(citations) + 1
        citation = Citation.of(statement, marker, _span(statement, told_in))
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
    named = [word for word in facet.content.words if _names(word, place_words)]
    others = [word for word in facet.content.words if word not in named]
    added = [word for word in facet.focus.words if _names(word, place_words)]  # 那湟源县呢？ after another place
    if len(added or named) != 1 or any(word.surface not in BROAD[question.spoken] for word in others):
        return None
    place = (added or named)[0]
    names = _names(place, place_words)
    ranked = places.unranked(place.surface) != place.surface or not _RANKS_EN.isdisjoint(place.surface.split())
    return names, ranked and names.isdisjoint(place_words)


def _names(word: Word, place_words: Collection[str]) -> frozenset[str]:
    """The Chinese names, without rank, of the place that a word names."""
    own = word.zh if word.surface.isascii() else (word.surface, *word.zh)
    found = {places.unranked(name) for name in own if name in place_words or places.unranked(name) != name}
    return frozenset(name for name in found if len(name) > 1)


def _then(facet: Facet, statement: Statement) -> bool:
    scope = statement.section.scope
    of_year = all(scope.first <= year <= scope.last for year in facet.wish.years)
    return of_year and (facet.wish.kind in (None, scope.kind) or facet.wish.firmness < 1)


def _span(statement: Statement, told_in: Callable[[str], bool]) -> tuple[int, int]:
    """From the first to the last clause that names the place."""
    pieces = list(clauses(statement.text, 0, len(statement.text)))
    held = [(a, b) for a, b in pieces if told_in(statement.text[a:b])] or pieces
    return trim(statement, statement.start + held[0][0], statement.start + held[-1][1])


def _english(facet: Facet, statement: Statement) -> str | None:
    """The sentences of the English edition that name the place; all of it where none does."""
    if not statement.en:
        return None
    renderings = [phrase for word in facet.content.words for phrase in word.en]
    kept = [s for s in english_sentences(statement.en) if any(set(phrase) <= set(stems(s)) for phrase in renderings)]
    return " ".join(kept) or statement.en
