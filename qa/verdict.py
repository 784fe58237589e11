"""Yes, no, not yet: said before an answer only where the cited words settle it.

What is finished is told of what was done (results), never of a plan: 推进…建设 is not 建成. Where a question asks whether
something is done and the report says that it is under way or planned, it is not yet; where it says neither, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from documents import numbers
from documents.language import Language
from qa.content import Content
from qa.evidence import Found
from qa.question import Question

SETTLED: Final = 0.75
"""Yes or no is said where the evidence covers this share of the question's content."""
SETTLED_BY_DIRECTION: Final = 0.4
"""As `SETTLED`, where a direction is asked for that the evidence contradicts: its word is then not covered."""

SETTLED_IF_UNDER_WAY: Final = 0.6
"""As `SETTLED`, where it is asked whether something is finished: of what is under way that word is not covered."""

YES: Final[Mapping[Language, str]] = {"zh": "是的，", "en": "Yes. "}
NOT_SO: Final[Mapping[Language, str]] = {"zh": "不是，", "en": "No. "}
NO: Final[Mapping[Language, str]] = {"zh": "没有，", "en": "No. "}
NOT_YET: Final[Mapping[Language, str]] = {"zh": "还没有，", "en": "Not yet. "}
_WORDS: Final = (YES, NOT_SO, NO, NOT_YET)

_FALL: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"下降|减少|降低|下滑|减产|下跌|萎缩|收缩|缩小|变差|恶化|降了"),
    "en": re.compile(
        r"\b(?:fall|fell|fallen|declined?|decreased?|drop|dropped|shrink|shrank|worsen|worsened|cut|narrow|narrowed|narrower)\b"
    ),
}
_RISE: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"增长|增加|提高|上升|上涨|新高|扩大|提升|改善|增产|增收|涨了"),
    "en": re.compile(r"\b(?:grow|grew|grown|growth|increased?|rise|rose|risen|record|improved?|expand|expanded)\b"),
}
_LESS: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"更?[低少慢](?=[了于吗些]|$|[？?])"),
    "en": re.compile(r"\b(?:lower|less|fewer|slower|smaller)\b"),
}
_MORE: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"更?[高多快](?=[了于吗些]|$|[？?])"),
    "en": re.compile(r"\b(?:higher|more|faster|larger|greater)\b"),
}
"""Words that compare; they say which way before words of rising and falling do: lower growth."""
_NEGATION: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"不是|没(?!有没)|(?<!有)没有(?!没)|未|不(?=[会能要再管给])(?<!会不)(?<!能不)(?<!要不)"),
    "en": re.compile(r"\b(?:not|never|no|n't)\b|n't\b"),
}
_ASKS_IF_SO: Final = re.compile(r"是不是|是否|^.{0,12}是.{1,20}吗")

_FINISH_ZH = (
    "建成|建好|修好|修通|完成|完工|竣工|设立|成立|建立|组建|开通|通车|通上|连上|接上|用上|投产|投运|投用|启用|开园|开业|落成|招生|"
    "开工|动工|评上|升为|成为|获批|认定|入选"
)
_FINISHED: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(rf"{_FINISH_ZH}|已经?是|是.{{1,12}}了(?:吗|没|么)"),
    "en": re.compile(
        r"\b(?:finish|complet|built|establish|founded|set up|opened?\b|connected|launched|inaugurat|in operation|operational|ready|recruit|enrol|"
        r"meet\b|met\b|fulfil|start(?:ed)?\b|begun|begin\b|become|became|named|approved|listed)"
    ),
}
"""A question about the end, or the beginning, of something."""
_ALREADY: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"已经?|了(?:吗|没|没有|么)[？?]?$|没有?[？?]?$|是不是.{0,20}了"),
    "en": re.compile(
        r"^(?:has|have|was|were|is|are|did)\b(?!.*\b(?:going to|will|to be|this year|next year)\b)|\balready\b|\byet\b"
    ),
}
"""It asks for what is so now, not for what will be."""
_BEGUN: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"开工|动工|启动|开建|开始"),
    "en": re.compile(r"\b(?:start|begin|begun|began|launch|under ?way)"),
}
"""It asks for the beginning."""
_UNDER_WAY: Final = re.compile(
    "推进|推动|加快|创建|力争|争取|规划|谋划|前期|筹[建备]|组建|申报|培育|在即|启动|开工建设|推广|开展|研究|论证|有序|逐步|深化|探索|试点|实施|建设(?!成)"
)
_DONE: Final = re.compile(
    "建成|完成|完工|竣工|投产|投运|投用|通车|开通|设立(?!在)|成立|获批|获|入选|成为|实现|启用|落成|落地|建立|认定|开工|下闸|并网|全部|出台|印发|突破|达到|增|升|降|办|新建|新增|改造"
)


def of(question: Question, item: Found, content: Content) -> str:
    """Yes, no or not yet, where the cited words settle it; else nothing.

    Figures named in the question must stand in the evidence; a direction named must be that of the words that answer. What
    a word was learnt to stand for settles nothing.
    """
    language, spoken = question.language, question.spoken
    text = question.asked.lower()
    if _NEGATION[spoken].search(_ALREADY[spoken].sub("", text) if spoken == "zh" else text):
        return ""
    words = item.nearest(content)
    covered = item.coverage - (
        content.coverage(item.statement.text, item.english) - content.known.coverage(item.statement.text, item.english)
    )
    asked = direction(text, spoken)
    if asked is not None:
        told = asked if _says_the_same(text, spoken, item) else direction(words, "zh")
        if told is not None and told != asked:
            return no(question)[language] if covered >= SETTLED_BY_DIRECTION else ""
        if told is None:
            return ""
    if covered < (SETTLED_IF_UNDER_WAY if _FINISHED[spoken].search(text) else SETTLED):
        return ""
    if _FINISHED[spoken].search(text):
        word = _finished(text, spoken, words, item.statement.section.scope.kind == "target")
        return word[language] if word else ""
    figures = [q for q in numbers.read(question.asked, spoken) if q.kind == "quantity"]
    held = numbers.read(item.quote, "zh")
    return YES[language] if all(numbers.find_equal(q, held) for q in figures) else ""


def _says_the_same(text: str, language: Language, item: Found) -> bool:
    """Whether the very word of rising or falling that the question has stands in the words that answer it."""
    said = item.answering if language == "zh" else (item.en or "").lower()
    return any(
        m is not None and m.group() in said for m in (_FALL[language].search(text), _RISE[language].search(text))
    )


def _finished(text: str, language: Language, words: str, planned: bool) -> Mapping[Language, str] | None:
    """Whether something is done, or will be, by the words that answer, which tell what is planned or what was reached."""
    begun = _BEGUN[language].search(text) is not None and _BEGUN["zh"].search(words) is not None
    under_way = not begun and _UNDER_WAY.search(words) is not None
    done = begun or _DONE.search(_UNDER_WAY.sub("", words)) is not None
    if _ALREADY[language].search(text):
        if under_way and (planned or not done):
            return NOT_YET
        return YES if done and not planned and not under_way else None
    return YES if done and not under_way else None


def no(question: Question) -> Mapping[Language, str]:
    """不是 to what is asked to be so, 没有 to what is asked to have been done."""
    return NOT_SO if _ASKS_IF_SO.search(question.asked) else NO


def direction(text: str, language: Language) -> bool | None:
    """True where the words speak of a rise, False of a fall, None of neither or both.

    >>> direction("去年物价下降了吗", "zh"), direction("Did incomes rise?", "en"), direction("失业率5.5%", "zh")
    (False, True, None)
    """
    for down, up in ((_LESS, _MORE), (_FALL, _RISE)):
        falls, rises = bool(down[language].search(text.lower())), bool(up[language].search(text.lower()))
        if falls != rises:
            return rises
    return None


def bare(text: str, language: Language) -> str:
    """A sentence without the yes or no before it."""
    return next((text.removeprefix(w[language]) for w in _WORDS if text.startswith(w[language])), text)
