"""Places that a question asks about and the report does not: another province, a county that what answers does not name.

What a question says of places in passing is left aside: where the asker lives, the capital as the central government, what
is excepted, whom something is done with.
"""

from __future__ import annotations

from collections.abc import Sequence

from documents import places
from documents.document import Document
from index.words import chinese_words
from qa import refusing
from qa.evidence import Found
from qa.question import Question


def named(question: Question, best: Sequence[Found], document: Document) -> list[str]:
    """Places named in the question that are neither the report's region nor in the evidence, if there is any."""
    statements = [found.statement for found in best]
    held = "".join(text for s in statements for text in (s.text, *s.section.headings))
    english = " ".join((s.en or "").lower() for s in statements)
    text = _of_own(question, document) or question.sought
    text = text.replace(document.region, "，")  # 青海东部 names no 海东
    text = refusing.EXCEPT.sub("", refusing.CENTRAL.sub("", text))
    local = [(chinese_words(zh)[-1] if zh else "", en) for zh, en in places.local(text)]  # 听说祁连县 names 祁连
    found = [(p.zh, p.en) for p in places.named(text) if p.zh != "中国"] + local
    own = (document.region, document.region_en or document.region)
    return [
        zh or en
        for zh, en in found
        if not (
            zh
            and (zh in own[0] or own[0] in zh or places.names_it(zh, held, document.region, strict=(zh, en) in local))
        )
        and not (en and (en.lower() in english or en == own[1]))
    ]


def _of_own(question: Question, document: Document) -> str:
    """The question from the clause on that names the report's own region: what was named before is beside the point. "" where
    none does."""
    clauses = refusing.CLAUSE.split(question.sought)
    own = (document.region, document.region_en or document.region)
    of_own = (
        refusing.OWN[question.spoken].search(c.lower()) or any(name.lower() in c.lower() for name in own)
        for c in clauses
    )
    first = next((at for at, named in enumerate(of_own) if named), len(clauses))
    return "，".join(clauses[first:])


def of_region(name: str, document: Document) -> bool:
    """Whether a place that is named is one of the report's own region, as far as the report names it."""
    far = any(name in (place.zh, place.en) and place.kind != "city" for place in places.load())
    english = any(name.lower() in (s.en or "").lower() for s in document.statements) if name.isascii() else False
    return not far and (english or places.names_it(name, document.text, document.region))


def in_passing(question: Question, others: Sequence[str]) -> bool:
    """Whether another place is only whom something is done with, or where the asker lives."""
    text = question.text
    for name in others:
        text = text.replace(name, "PLACE")
    return question.asks != "compare" and bool(refusing.WITH_OTHERS[question.spoken].search(text))
