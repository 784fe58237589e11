"""Evidence -> sentences. Every sentence is verbatim, the report's own words or its English edition's, but for a yes or
no before it and a difference worked out from two cited figures, which says that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents import numbers
from documents.language import Language
from documents.numbers import Quantity
from qa.answer import Citation, Sentence
from qa.evidence import Found
from qa.facets import Facet, apart
from qa.question import Question
from qa.spans import trim
from qa.weights import WEIGHTS, Weights

MORE = {"list": 3, "plan": 2, "reason": 2, "open": 2}
"""Asked for these, an answer may have this many statements; design §5 allows about 300 characters or 180 words."""

MORE_CHARS = {"zh": 300, "en": 1100}
SETTLED = 0.75
"""Yes or no is said where the evidence covers this share of the question's content."""

SETTLED_BY_DIRECTION = 0.4
"""As `SETTLED`, where a direction is asked for that the evidence contradicts: its word is then not covered."""

_FALL = {
    "zh": re.compile(r"下降|减少|降低|下滑|减产|下跌|萎缩|收缩|缩小|变差|恶化"),
    "en": re.compile(
        r"\b(?:fall|fell|fallen|decline|declined|decrease|decreased|drop|dropped|shrink|shrank|worsen|worsened|cut|narrow|narrowed|narrower)\b"
    ),
}
_RISE = {
    "zh": re.compile(r"增长|增加|提高|上升|新高|扩大|提升|改善|增产|增收"),
    "en": re.compile(
        r"\b(?:grow|grew|grown|growth|increase|increased|rise|rose|risen|record|improve|improved|expand|expanded)\b"
    ),
}
_NEGATION = {
    "zh": re.compile(r"不是|没(?!有没)|(?<!有)没有(?!没)|未|不(?=[会能要再管给])(?<!会不)(?<!能不)(?<!要不)"),
    "en": re.compile(r"\b(?:not|never|no|n't)\b|n't\b"),
}
YES = {"zh": "是的，", "en": "Yes. "}
NO = {"zh": "不是，", "en": "No. "}


@dataclass(frozen=True, slots=True)
class Draft:
    """Sentences and citations before the gate."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


def draft(
    question: Question, facets: Sequence[Facet], ranked: Sequence[Sequence[Found]], weights: Weights = WEIGHTS
) -> Draft:
    """The answer that stands on the best evidence for each facet. `ranked[i]` belongs to `facets[i]`, best first."""
    chosen = merge([found[0] for found in ranked if found], parts=apart(facets))
    if len(facets) == 1 and facets[0].asks in MORE:
        chosen = further(question, facets[0], ranked[0], weights)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for marker, item in enumerate(chosen, start=1):
        citations.append(Citation.of(item.statement, marker, item.span))
        sentences.append(Sentence(words(question.language, item), (marker,)))
    if question.settles and len(chosen) == 1 and len(facets) == 1:
        sentences[0] = replace(sentences[0], text=verdict(question, chosen[0]) + sentences[0].text)
    if facets[0].asks == "compare" and len(chosen) == 2 and len(facets) == 2:
        sentences += difference(question.language, chosen)
    return Draft(tuple(sentences), tuple(citations))


def merge(chosen: Sequence[Found], parts: bool = False) -> list[Found]:
    """Each statement once, with a span that holds all that was chosen in it, in the order of first choice; all of it
    where the same words were chosen for two `parts` of a question: one of them they do not answer.
    """
    merged: dict[str, Found] = {}
    for item in chosen:
        before = merged.get(item.statement.id)
        if before is None:
            merged[item.statement.id] = item
        else:
            span = (min(before.span[0], item.span[0]), max(before.span[1], item.span[1]))
            english = item.en if before.en == item.en else item.statement.en
            if parts and before.span == item.span:
                statement = item.statement
                span = trim(statement, statement.start, statement.start + len(statement.text))
            merged[item.statement.id] = replace(before, span=span, en=english)
    return list(merged.values())


def further(question: Question, facet: Facet, ranked: Sequence[Found], weights: Weights) -> list[Found]:
    """The best statement and those near it in score that cover as much or were found better, in the report's order."""
    best = ranked[0]
    chosen = [best]
    size = len(words(question.language, best))
    reach = weights.more_plan if facet.asks == "plan" else weights.more_score
    if facet.asks == "reason":
        chosen += [item for item in ranked[1:] if continues(item, best)]
    for item in ranked[1:]:
        if len(chosen) >= MORE[facet.asks] or item.score < best.score - reach:
            break
        size += len(words(question.language, item))
        covered = item.coverage >= weights.more_coverage * best.coverage or item.hit > best.hit
        if (
            covered
            and not item.statement.is_heading
            and size <= MORE_CHARS[question.language]
            and item.period >= best.period
        ):
            chosen.append(item)
    return sorted(merge(chosen), key=lambda f: f.statement.start)


def continues(item: Found, before: Found) -> bool:
    """Whether a statement is the rest of the sentence of the one before, where a reason often stands."""
    one, next_one = before.statement, item.statement
    return (
        one.section == next_one.section
        and next_one.number == one.number + 1
        and not one.text.endswith(("。", "！", "？", "；"))
    )


def words(language: Language, item: Found) -> str:
    """What is said of one piece of evidence, in the asker's language."""
    return said(language, item.quote, item.en)


def said(language: Language, quote: str, en: str | None) -> str:
    """A quote as a sentence of the answer: itself, or its English, or itself in an English frame."""
    if language == "zh":
        return quote + "。"
    return en or f"The report says, in Chinese: “{quote}”."


def verdict(question: Question, item: Found) -> str:
    """Yes or no, where the cited words settle it; else nothing.

    Figures named in the question must stand in the evidence; a direction named must be the evidence's.
    """
    language = question.spoken
    text = question.text.lower()
    said = (item.statement.text if language == "zh" else item.en or "").lower()
    if _NEGATION[language].search(text):
        return ""
    down, up = _FALL[language].search(text), _RISE[language].search(text)
    fall, rise = down is not None, up is not None
    same = any(word is not None and word.group() in said for word in (down, up))
    if fall != rise and not same and item.coverage >= SETTLED_BY_DIRECTION:
        falls, rises = bool(_FALL[language].search(said)), bool(_RISE[language].search(said))
        if falls == rises:
            return ""
        if fall != falls:
            return NO[question.language]
    if item.coverage < SETTLED:
        return ""
    asked = [q for q in numbers.read(question.text, language) if q.kind == "quantity"]
    held = numbers.read(item.quote, "zh")
    return YES[question.language] if all(numbers.find_equal(q, held) for q in asked) else ""


def alike(one: str, other: str) -> bool:
    """Whether two indicators are of the same thing: they share most of the pairs of characters of the shorter one.

    >>> alike("新增清洁能源装机", "清洁能源新增装机"), alike("民生支出占比", "一般性支出压减")
    (True, False)
    """
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    return len(pairs[0] & pairs[1]) >= 0.6 * max(1, min(map(len, pairs)))


def difference(language: Language, chosen: Sequence[Found]) -> list[Sentence]:
    """How far the two figures are apart, where each side has one figure of the same unit and measure."""
    one, other = (item.figure for item in chosen)
    if one is None or other is None or (one.unit, one.measure) != (other.unit, other.measure):
        return []
    if not alike(one.indicator, other.indicator) or not {one.hedge, other.hedge} <= {"", "about"}:
        return []
    a, b = one.quantity, other.quantity
    if a.high is not None or b.high is not None:
        return []
    gap = abs(a.value - b.value)
    if not gap:
        return []
    amount = _amount(gap, a, language)
    if amount is None:
        return []
    hedge = bool(a.hedge or b.hedge)
    if language == "zh":
        text = f"按以上两个数字计算，相差{'约' if hedge else ''}{amount}。"
    else:
        text = f"Computed from these two figures, the difference is {'about ' if hedge else ''}{amount}."
    return [Sentence(text, (1, 2), computed=True)]


_ZH_UNITS = {
    "mu": "亩",
    "kW": "千瓦",
    "item": "项",
    "person": "人",
    "yuan": "元",
    "t": "吨",
    "household": "户",
    "km": "公里",
    "entity": "家",
}
_EN_UNITS = {"mu": "mu", "kW": "kilowatts", "item": "items", "person": "people", "yuan": "yuan", "t": "tonnes", "household": "households",
             "km": "kilometers", "entity": ""}  # fmt: skip


def _amount(gap: object, of: Quantity, language: Language) -> str | None:
    """A difference in words: 0.3个百分点, 5.2 million kilowatts; None for a unit that has none."""
    value = gap if isinstance(gap, type(of.value)) else of.value
    if of.unit == "%":
        return f"{value.normalize():f}个百分点" if language == "zh" else f"{value.normalize():f} percentage points"
    unit = (_ZH_UNITS if language == "zh" else _EN_UNITS).get(of.unit)
    if unit is None:
        return None
    if language == "zh":
        large = value >= 10000
        return f"{(value / 10000 if large else value).normalize():f}{'万' if large else ''}{unit}"
    large = value >= 1_000_000
    return f"{(value / 1_000_000 if large else value).normalize():,f}{' million' if large else ''} {unit}".rstrip()
