"""When and how to say no. The decision rests on named features of the best evidence, never on a model's mood.

Some questions are recognised by what they are: instructions, chit-chat, questions about the program, questions of no
content (`recognise`). For the rest, features of the evidence are weighed (`features`, `WEIGHTS`): the report does not
answer where their sum says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

from documents import places
from documents.document import Document
from documents.language import Language
from qa.answer import Reason, Refusal
from qa.evidence import SHORT_ASKS, Facet, Found, other_years
from qa.question import Question

WEIGHTS: Final[Mapping[str, float]] = {}
"""Log-odds of "the report does not answer" per unit of each feature. Fitted on the choosing half of the questions by
`python -m benchmarks.refusals --fit`, which prints them."""

BIAS: Final = -10.0
THRESHOLD: Final = 0.5
"""Refuse at this probability and above; chosen on the choosing half so that at most 2 in 100 answerable questions are
refused."""

NEAREST: Final = 3

MESSAGES: Final[Mapping[Reason, Mapping[Language, str]]] = {
    "not_in_report": {
        "zh": "报告没有说明这一点。下面是最接近的内容，供参考。",
        "en": "The report does not say this. The nearest statements are listed for reference.",
    },
    "other_year": {
        "zh": "报告讲的是{years}年，没有这一年份的相关内容。",
        "en": "The report speaks of {years}; it does not give this for the year asked about.",
    },
    "other_place": {
        "zh": "报告讲的是{region}全省，没有该地的相关数字或内容。",
        "en": "The report speaks of {region} as a whole; it does not give this for the place asked about.",
    },
    "off_topic": {
        "zh": "这不在报告的范围之内。这里只回答政府工作报告中的内容。",
        "en": "This is outside the report. Only what the government work report says is answered here.",
    },
    "unclear": {
        "zh": "没有明白要问什么。请说出想了解的事项，例如：2024年粮食产量的目标是多少？",
        "en": "It is not clear what is asked. Please name a subject, for example: What is the grain output target for 2024?",
    },
}

_ORDERS: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"(?:忽略|无视|忘记|忘掉|不要管|别管|跳过).{0,12}(?:指示|指令|提示|规则|设定|文档|以上|之前|上面|前面|要求)|系统提示|提示词|你现在是|从现在起你|"
        r"假装|扮演|角色扮演|越狱|不要引用|只(?:能|需)?回答|照着说|跟我念|输出你的|"
        r"(?:讲|说|编)(?:个|一个)?(?:笑话|故事)|写(?:一)?(?:首|篇|段)|(?:帮我)?翻译(?:成|一下)|(?:几|多少)?.{0,3}(?:加|减|乘|除以).{0,3}等于"
    ),
    "en": re.compile(
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instructions?|prompts?|rules?|documents?|above|previous|everything|context)\b|"
        r"system prompt|\byou are now\b|\bact as\b|\bpretend\b|\brole-?play|\bjailbreak|\brepeat after me\b|\bcite nothing\b|\bdo not cite\b|"
        r"\b(?:print|reveal|output|show) (?:me )?your\b|\b(?:tell|write)(?: me)? an? (?:\w+ )?(?:joke|story|poem|song|essay|email|code)\b|\btranslate\b"
    ),
}
_SELF: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"你(?:是谁|叫什么|是什么模型|用的?什么|是用|是哪|会什么|能做什么|的?(?:开发者|作者|主人))|大模型|你好[吗啊呀]?[？?！!。]?$"),
    "en": re.compile(
        r"\b(?:who|what) (?:are|made|built|created|trained) you\b|\bare you (?:a|an|chatgpt|human)\b|\bwhat (?:\w+ )?model\b|"
        r"\byour (?:name|creator|developer|training)\b|^(?:hi|hello|hey|thanks?|thank you)[.! ]*$"
    ),
}
_OPINION: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"你(?:觉得|认为|怎么看|的看法|支持|喜欢|评价)|(?:好不好|对不对|值不值|该不该)[？?]?$|谁更(?:好|厉害)|评价一下"),
    "en": re.compile(r"\b(?:do you think|in your opinion|your (?:opinion|view)|do you (?:like|believe|agree|support)|would you (?:say|recommend)|should i)\b"),
}
_WHO: Final[Mapping[Language, re.Pattern[str]]] = {"zh": re.compile(r"谁|哪位|何人"), "en": re.compile(r"\bwho(?:m|se)?\b")}
_PERSON: Final = re.compile(r"(?:总书记|总理|主席|省长|市长|书记|代表|委员|干部|队伍|同志|群众|人员|司机|员|企业|公司|集团|部门)|获.{2,12}奖|夺得|《")
"""What a question for a person may be answered with: an office, a group, a winner."""
_FORECAST: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"(?:以后|将来|未来|会不会|还会|明年).{0,8}(?:涨|跌|升|降|好|差|破产|崩|超过)吗?|预测"),
    "en": re.compile(r"\b(?:will|going to) .{0,40}\b(?:recover|crash|collapse|boom|rise|fall|go up|go down|overtake)\b|\bpredict|\bforecast\b"),
}


def judge(
    question: Question, facets: Sequence[Facet], ranked: Sequence[Sequence[Found]], document: Document
) -> Refusal | None:
    """The refusal, or None where the evidence answers."""
    reason = recognise(question, facets, document)
    if reason is None and ranked and all(ranked):
        if probability(features(question, facets, ranked, document)) < THRESHOLD:
            return None
        reason = why(question, facets, ranked, document)
    return refusal(reason or "not_in_report", question.language, document, ranked)


def recognise(question: Question, facets: Sequence[Facet], document: Document) -> Reason | None:
    """A reason that the question's own words give, whatever the evidence."""
    text = question.text.lower()
    if any(p[question.spoken].search(text) for p in (_ORDERS, _SELF)):
        return "off_topic"
    if not any(facet.content.words or facet.focus.words for facet in facets) and question.asks not in ("compare", "list"):
        return "unclear"
    if _OPINION[question.spoken].search(text):
        return "not_in_report"
    return None


def features(
    question: Question, facets: Sequence[Facet], ranked: Sequence[Sequence[Found]], document: Document
) -> dict[str, float]:
    """The features of the worst-answered facet, each about 0 to 1; higher speaks for refusing, but for `dense` and
    `coverage`."""
    worst = min(range(len(ranked)), key=lambda i: ranked[i][0].coverage + ranked[i][0].dense)
    facet, best = facets[worst], ranked[worst][0]
    met = facet.content.met(best.statement.text + "".join(best.statement.section.headings), best.english)
    absent = [word.weight for word, m in zip(facet.content.words, met, strict=True) if m < 0.3]
    absent_share = sum(absent) / max(1.0, facet.content.weight)
    unknown = sum(w.weight for w in facet.content.words if w.weight >= 0.999) / max(1.0, facet.content.weight)
    return {
        "dense": best.dense,
        "coverage": best.coverage,
        "span": best.span_coverage,
        "absent": max(absent, default=0.0),
        "absent_share": absent_share,
        "unknown": unknown,
        "hit": best.hit / 10,
        "who": float(bool(_WHO[question.spoken].search(question.text.lower())) and not _PERSON.search(best.statement.text)),
        "kind": float(facet.asks in ("figure", "date") and not best.fits),
        "unit": float(bool(facet.want.units) and not best.unit),
        "bound": best.bound if facet.asks == "figure" else 0.5,
        "measure": float(facet.asks == "figure" and not best.measure),
        "far": max(0.0, 0.4 - best.dense) / 0.4 * (1 - best.coverage),
        "absent_specific": absent_share if facet.asks in SHORT_ASKS else 0.0,
        "period": float(best.period < 0),
        "year": float(bool(other_years(facet.wish, best.statement))),
        "place": float(bool(other_places(question, best, document))),
        "forecast": float(bool(_FORECAST[question.spoken].search(question.text.lower()))),
    }


def probability(values: Mapping[str, float]) -> float:
    """Of "the report does not answer": the logistic function of the weighted sum."""
    return 1 / (1 + math.exp(-(BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items()))))


def other_places(question: Question, best: Found, document: Document) -> list[str]:
    """Places named in the question that are neither the report's region nor in the evidence."""
    held = best.statement.text + "".join(best.statement.section.headings)
    english = (best.statement.en or "").lower()
    named = [(p.zh, p.en) for p in places.named(question.search) if p.zh != "中国"] + places.local(question.search)
    own = (document.region, document.region_en or document.region)
    return [
        zh or en
        for zh, en in named
        if not (zh and (zh in own[0] or own[0] in zh or zh in held)) and not (en and (en.lower() in english or en == own[1]))
    ]


def why(question: Question, facets: Sequence[Facet], ranked: Sequence[Sequence[Found]], document: Document) -> Reason:
    """The reason to give where the evidence does not answer."""
    best = ranked[0][0]
    if other_places(question, best, document):
        return "other_place"
    covered = {year for s in document.sections for year in (s.scope.first, s.scope.last)}
    if any(facet.wish.years - covered for facet in facets):
        return "other_year"
    return "off_topic" if best.coverage < 0.15 and best.dense < 0.3 else "not_in_report"


def refusal(reason: Reason, language: Language, document: Document, ranked: Sequence[Sequence[Found]]) -> Refusal:
    """The refusal in words, with the nearest statements where there is something near."""
    scopes = [s.scope for s in document.sections]
    years = sorted({s.first for s in scopes} | {s.last for s in scopes})
    joined = "、".join(map(str, years)) if language == "zh" else " and ".join(map(str, years))
    region = document.region if language == "zh" else document.region_en or document.region
    message = MESSAGES[reason][language].format(years=joined, region=region)
    near = [] if reason in ("unclear", "off_topic") or not ranked else ranked[0]
    return Refusal(reason, message, tuple(f.statement.id for f in near if not f.statement.is_heading)[:NEAREST])


def nothing(question: Question, document: Document, ranked: Sequence[Sequence[Found]]) -> Refusal:
    """Where the gate let no sentence out."""
    return refusal("not_in_report", question.language, document, ranked)
