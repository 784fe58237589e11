"""What year and what kind of statement a question asks for: what was reached, or what is planned.

A preference, never a filter: a statement of another scope is only ranked a little lower. Years are relative to the
report's date, never to the clock: in a report of January 2024, 去年 and "last year" are 2023.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.document import Kind, Scope
from documents.language import Language


@dataclass(frozen=True, slots=True)
class Wish:
    """The years (none: any) and the kind (None: either) that a question asks for; `firmness` of the kind is 0..1."""

    years: frozenset[int] = frozenset()
    kind: Kind | None = None
    firmness: float = 0.0


NO_WISH = Wish()

_YEAR = re.compile(
    r"(?<![\d.])(?:(?P<full>(?:19|20)\d\d)(?![\d.]*[%\d万亿]|\s?[公亩吨元人名个户家座处]|\s(?:km|mu|ton|hectare|yuan|people|househ|kilomet))|(?P<short>[12]\d)年)"
)
_HAN_YEAR = re.compile(r"[二两][〇零○0][一二三四五六七八九〇零]{2}年?")
_HAN_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "0": 0,
}

_RELATIVE: dict[Language, tuple[tuple[int, re.Pattern[str]], ...]] = {
    "zh": (
        (-2, re.compile(r"前年")),
        (-1, re.compile(r"去年|上一?年度?(?!来)|过去的?一年|前一年|这一年来|上年")),
        (0, re.compile(r"今年|本年|年内|年底前|当年|新的?一年|接下来")),
        (1, re.compile(r"明年|下一?年")),
    ),
    "en": (
        (
            -1,
            re.compile(r"\b(?:last|previous|past|preceding|prior) year|\bthe year before\b|\bover the past year\b"),
        ),
        (
            0,
            re.compile(
                r"\bthis (?:coming )?year|\bthe current year\b|\bthe (?:year ahead|coming year)\b|"
                r"\bby (?:the )?(?:year'?s end|end of (?:the|this) year|year-end)\b|\bthe new year\b"
            ),
        ),
        (1, re.compile(r"\bnext year\b")),
    ),
}
_BOTH = re.compile(r"这两年|两年(?:来|间|里)|近两年|近年|both years|(?:these|the) two years|two years?\b")

# (kind, firmness, words): the firmest that is found decides; equal and opposite ones cancel.
_KINDS: dict[Language, tuple[tuple[Kind, float, re.Pattern[str]], ...]] = {
    "zh": (
        (
            "result",
            1.0,
            re.compile(r"实际(?:上|完成|增|达)|已经?(?:完成|实现|建成|达到|有)|完成得|落实得|成绩|回顾"),
        ),
        (
            "target",
            1.0,
            re.compile(
                r"(?:预期|工作|发展|年度)?目标(?!任务完成)|计划(?=[在用今将给把对新再到]|是|多|怎|如|建|实|安)|打算|准备|预计|"
                r"预期|力争|争取|将(?:会|要|在|把|怎|如|有|建|新|实|达|开)|想要?(?=[新在把让再建增])|拟|部署|安排|下一步|今后"
            ),
        ),
        (
            "result",
            0.5,
            re.compile(
                r"了(?=[多几哪什吗？?呢没怎]|$)|(?<=[成到得出长升降加少建])了|(?:过|了)没有|取得|有没有.{0,6}过|现在|如今"
            ),
        ),
        (
            "target",
            0.5,
            re.compile(
                r"(?<![需重只主])要(?=[新建达把让在怎如给办做完改增培打加再多完有])|怎么(?:做|办|推|抓|干|弄|管|让|才)|还要|再(?=[新增建])|"
                r"会不会|能不能(?!告诉|说|讲|介绍|查|帮)|才能|[会能](?!议|告诉|说|讲|介绍|查|帮|不能).{1,12}[吗么][？?]?$|(?<![应活])该(?=[怎咋如干做往朝去])|(?<![思理梦设联])想(?![知问了法象])|"
                r"(?:什么时候|何时|啥时候|哪天|几时).{0,12}(?:完成|建[成好]|完工|竣工|开通|通车|投用|投产|启用|开工|修[好通])(?!了|的)"
            ),
        ),
    ),
    "en": (
        (
            "result",
            1.0,
            re.compile(r"\b(?:actual(?:ly)?|already|so far|achieved|accomplished|in fact|managed to)\b"),
        ),
        (
            "target",
            1.0,
            re.compile(
                r"\b(?:will|plans? (?:to|for|on)|planned|planning (?:to|on)|aim(?:s|ed|ing)?|targets?(?:ed)?|goals?|intend(?:s|ed)?|"
                r"expect(?:s|ed)?|going to|set to|hop(?:e[sd]?|ing)|(?:is|are) to|to be \w+ed|promise[sd]?|propose[sd]?|"
                r"forecast|upcoming|priorit(?:y|ies)|wants? to|means? to|meant to|supposed to|due (?:to|for)|in store|from now on|(?:is|are|comes?|happens?|what's) next|next steps?|(?:lies?|lying) ahead)\b"
            ),
        ),
        ("result", 0.5, re.compile(r"\b(?:did|was|were|had|has|grew|rose|fell|won|became|went)\b")),
        ("target", 0.5, re.compile(r"\b(?:should|would|shall|must|(?:is|are|'s) being|(?:is|are) \w+ing)\b")),
    ),
}


def wished(question: str, language: Language, year: int) -> Wish:
    """What `question` asks for, seen from a report of `year`.

    >>> wished("去年新增就业多少", "zh", 2024), wished("What is planned for this year?", "en", 2024)
    (Wish(years=frozenset({2023}), kind=None, firmness=0.0), Wish(years=frozenset({2024}), kind='target', firmness=1.0))
    """
    text = question.lower()
    if _BOTH.search(text):
        return NO_WISH
    years = named_years(text, year)
    kind, firmness = _kind(text, language)
    return Wish(years if len(years) == 1 else frozenset(), None if len(years) > 1 else kind, firmness)


def named_years(text: str, year: int) -> frozenset[int]:
    """All years that lower-case `text` names, in figures or relative to `year`, in either language."""
    years: set[int] = set()
    for match in _YEAR.finditer(text):
        years.add(int(match["full"]) if match["full"] else 2000 + int(match["short"]))
    for match in _HAN_YEAR.finditer(text):
        digits = [_HAN_DIGITS[char] for char in match.group().rstrip("年")]
        years.add(int("".join(map(str, digits))))
    for patterns in _RELATIVE.values():
        years.update(year + offset for offset, pattern in patterns if pattern.search(text))
    return frozenset(years)


def agreement(wish: Wish, scope: Scope) -> float:
    """How well `scope` fits, -1..1: years count most, the kind where the years do not tell.

    >>> agreement(Wish(frozenset({2023})), Scope(2023, 2023, "result")), agreement(Wish(), Scope(2024, 2024, "target"))
    (1.0, 0.0)
    """
    fit = 0.0
    if wish.years:
        fit = 1.0 if any(scope.first <= year <= scope.last for year in wish.years) else -1.0
    if wish.kind:
        same = 1.0 if wish.kind == scope.kind else -1.0
        fit = fit if wish.years else same * wish.firmness
    return fit


def _kind(text: str, language: Language) -> tuple[Kind | None, float]:
    firmest: dict[Kind, float] = {"result": 0.0, "target": 0.0}
    for kind, firmness, pattern in _KINDS[language]:
        if pattern.search(text):
            firmest[kind] = max(firmest[kind], firmness)
    result, target = firmest["result"], firmest["target"]
    if result == target:
        return None, 0.0
    return ("result", result) if result > target else ("target", target)
