"""What a figure is about: from the words around a number to its indicator, what it measures, and the direction.

Works on one clause at a time, with the clause's figures as spans, and knows nothing of years, sections or ids. Lists
with 分别 are aligned item by item, and what an item leaves out (its subject, its verb, its head noun) is taken from
the item before it:

>>> from documents.numbers import read
>>> def shown(clause):
...     return [(n.indicator, n.measure) for n in name(clause, read(clause, "zh"))[0]]
>>> shown("制造业、电力投资分别增长26.4%和7.4%")
[('制造业投资', 'growth'), ('电力投资', 'growth')]
>>> shown("碳酸锂11万吨、增长49.4%")
[('碳酸锂', 'level'), ('碳酸锂', 'growth')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from documents.indicator_lists import share_head, split_items
from documents.quantity import Quantity
from documents.units import STRICTNESS

Measure = Literal["level", "growth", "multiple", "share", "count", "rank", "duration"]
Direction = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator with what is measured of it: 居民消费价格, growth, up."""

    indicator: str
    measure: Measure
    direction: Direction


@dataclass(frozen=True, slots=True)
class Carry:
    """What a later item may leave out: the subject, its items where it was a list, and the verb before them."""

    subject: str = ""
    items: tuple[str, ...] = ()
    verb: str = ""


_REACH_CHARS: Final = 120  # how far on either side of a number its words are looked for; keeps the time linear
_UP: Final = "增长|上涨|提高|提升|上升|增加|扩大|净增|多增|(?<!新)增|涨|升"
_DOWN: Final = "下降|减少|降低|压减|压缩|回落|缩小|缩短|收窄|缩减|减|降"
_RATE_UP: Final = "增速|增幅|涨幅"
_REACH: Final = (
    "(?:持续|稳定|继续|始终)*(?:保持|控制|稳定|维持)(?:在|到)?|(?:恢复|压缩|缩短|提高|提升|增加|上升|下降|降低|减少|扩大|增|跃升|升|降|回升|"
    "上调|增长)(?:到|至)|达到|达|为|是|位居|位列|排名|居|至|到|在|突破|超过|仅|全部|共计|总计|合计|共有|共"
)
_LIGHT: Final = (
    "首次|同比|环比|比上年|较上年|比去年|年均|平均|分别|均|都|已|又|再|约|累计|的|了|力争|有望|将|实际|仍|还|就|预计"
)
_TAIL: Final = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<rate_up>{_RATE_UP})|(?P<rate_down>降幅)|(?P<reach>{_REACH})|"
    rf"(?:{_LIGHT})|(?:比|较)\d{{4}}年)$"
)
_LEAD: Final = re.compile(
    r"^(?:[、，和与及以并且]|其中|同时|预计|力争|争取|确保|努力|全部|完成|实现|全年|年内|今年|去年|累计|共|已|还|将|要|"
    r"我们|为|使|对|到?\d{4}年底?(?:前)?|扎实|全面|继续|持续(?!保持)|深入|安排|做好|落实|实施|开展|推动|推进|加快|生产(?!总值|性|力|安全))+"
)
# verbs that say what happens to a thing and so belong to its indicator, also to that of the next item
_VERB: Final = re.compile(
    r"^(?:新[建增设认改开引培评][建定育入进工]?|建成(?:运营|投运|投用)?|建设|打造|创建|培育|改造|引进|开行|整治|投放|发放|提供|开展)"
)
_OBJECT_VERB: Final = re.compile(r"(?:新增|新建|建设|打造|完成|投入|发放|改造|安排|实施|提供|培育|引进|认定|建成)$")
_WHOLE: Final = re.compile(r"^(?:总|核心|其中|平均|人均|单位|日均|年)")
_AMBIGUOUS: Final = frozenset(("提升", "扩大", "压缩", "升", "降", "减"))
_RANKED: Final = re.compile(
    "(?:[由从跃]|稳?居|位居|位列|排名?|列)*(?:全国|世界|全球|全省|全市|全区|西部|中部|东部|东北)?(?:跃升|上升|前列)?$"
)
_ONLY_VERB: Final = re.compile("^(?:修改|废止|制定|修订|审议|通过|出台|新增|新建|建成|改造|完成|其中|另有)+$")
_WHOLLY: Final = re.compile("^(?P<subject>.{2,})(?:全部|均|都)[^、]{1,4}$")  # …全部办复、满意率
_EMPTY_AFTER: Final = re.compile(r"^(?:大关|台阶|关口|目标|规划目标|的?目标|水平|区间)")
_JOIN: Final = re.compile("、|以及|和|与|及(?!其)")
_BETWEEN: Final = re.compile("(?:、|以及|和|与|及)?(?:同比)?(?:增长|下降|达到|达)?")


def name(clause: str, figures: Sequence[Quantity], carry: Carry | None = None) -> tuple[list[Named], Carry]:
    """An indicator for each of a clause's figures (their offsets are the clause's), and what the next clause may use."""
    carry = carry or Carry()
    clause = clause.rstrip("，。；：！？\n")
    named: list[Named] = []
    while len(named) < len(figures):
        i = len(named)
        before, after = _around(clause, figures, i)
        group = _group(clause, figures, i) if re.search("分别|依次", before) else 1
        if group > 1:
            found, carry = _aligned(before, figures[i : i + group], carry)
            named.extend(found)
        else:
            one, carry = _single(before, after, figures[i], carry, first=i == 0)
            named.append(one if one.indicator else replace(one, indicator=_rest(clause, figures[i])))
    return named, carry


def _rest(clause: str, q: Quantity) -> str:
    """The measure word and what follows, where nothing else tells: 省市区和有关央企签订战略合作协议."""
    return re.sub("^[^a-zA-Z\u4e00-\u9fff]+", "", clause[q.start : q.end]) + clause[q.end :][:20]


def _around(clause: str, figures: Sequence[Quantity], i: int) -> tuple[str, str]:
    """The words before a figure, back to the one before it, and those after it that belong to it."""
    start = figures[i - 1].end if i else 0
    before = clause[max(start, figures[i].start - _REACH_CHARS) : figures[i].start]
    if i and not re.match("[、和与及]", before) and _takes_noun(figures[i - 1], before):
        cut = re.search("、", before) or _JOIN.search(before)
        before = before[cut.end() :] if cut else before
    while i + 1 < len(figures) and figures[i].end == figures[i + 1].start:
        i += 1  # 十大类41项民生实事
    last = i + 1 == len(figures)
    after = clause[figures[i].end : len(clause) if last else figures[i + 1].start][:_REACH_CHARS]
    if re.match("[、和与及，]", after):
        return before, ""
    if not last:
        cut = re.search("、", after) or (_JOIN.search(after) if _is_counted(figures[i]) else None)
        after = after[: cut.start()] if cut else after
    return before, after


def _takes_noun(q: Quantity, after: str) -> bool:
    """Whether the words after a number, up to a comma, are its own: 1300多家机关单位, 10分钟专业救援队集结、…"""
    return _is_counted(q) or (q.kind == "duration" and "、" in after)


def _is_counted(q: Quantity) -> bool:
    """Whether what is counted may follow the number: 38家A级景区."""
    if q.kind in ("rank", "ordinal"):
        return False
    return STRICTNESS.get(q.unit, "count") in ("count", "soft") or q.unit in ("household", "magnitude")


def _group(clause: str, figures: Sequence[Quantity], i: int) -> int:
    """How many figures, from the i-th, follow 分别 with nothing but commas and a verb between them."""
    count = 1
    for left, right in zip(figures[i:], figures[i + 1 :], strict=False):
        if not _BETWEEN.fullmatch(clause[left.end : right.start]):
            break
        count += 1
    return count


def _single(before: str, after: str, q: Quantity, carry: Carry, *, first: bool) -> tuple[Named, Carry]:
    """The indicator of a figure that stands by itself."""
    lead = _LEAD.sub("", _last_predicate(before).lstrip("、和与及"))
    noun = "" if _EMPTY_AFTER.match(after) else after
    if noun and (_is_counted(q) or _OBJECT_VERB.search(lead)) and not re.search("(?:增加|减少|增长)了?$", lead):
        return _counted(lead, _trimmed(noun), q, carry, first=first)
    words, measure, direction = _measure(lead, q)
    verb = _VERB.match(words)
    if measure == "duration" and (noun or not words):
        words += re.split("[、，]", noun)[0]
    if words.startswith("占"):
        indicator = carry.subject + words
    elif _ONLY_VERB.match(words):
        indicator = words + _noun(carry.subject)
    elif not first and _WHOLE.match(words):
        indicator = _owner(carry.subject, words) + words
    elif not first and carry.verb and not verb and words and _is_counted(q):
        indicator = carry.verb + words
    else:
        indicator = words or carry.subject
    indicator = indicator or _trimmed(after)
    subject = carry.subject if words.startswith("占") and carry.subject else indicator
    kept = verb[0] if verb else "" if first else carry.verb
    return Named(indicator, measure, direction), Carry(subject, (), kept)


def _counted(lead: str, noun: str, q: Quantity, carry: Carry, *, first: bool) -> tuple[Named, Carry]:
    """The indicator of a number before its noun: 新培育20家外贸企业, 年初确定的十大类41项民生实事."""
    words = re.sub(f"(?:{_LIGHT}|{_REACH})+$", "", lead.rpartition("的")[2])
    verb = _VERB.match(words)
    kept = verb[0] if verb else "" if first else carry.verb
    if not words and not first:
        words = carry.verb
    indicator = noun if "、" in words else words + noun
    return Named(indicator, _measure_of(q, ""), ""), Carry(indicator, (), kept)


def _aligned(before: str, group: Sequence[Quantity], carry: Carry) -> tuple[list[Named], Carry]:
    """The indicators of a list with 分别, item by item."""
    subject, _, verb = re.split("(分别|依次)", before, maxsplit=1)
    subject = _LEAD.sub("", subject.lstrip("、和与及"))
    subject = re.sub(f"(?:{_LIGHT})+$", "", subject)
    items = share_head(split_items(subject, len(group))) if subject else list(carry.items)
    if len(items) != len(group):
        items = [subject or carry.subject] * len(group)
    named = []
    for item, q in zip(items, group, strict=True):
        words, measure, direction = _measure(item + verb, q)
        named.append(Named(words or item, measure, direction))
    return named, Carry(subject or carry.subject, tuple(items), "")


def _measure(words: str, q: Quantity) -> tuple[str, Measure, Direction]:
    """Words before a figure without the verb of measuring; what is measured; the direction."""
    direction: Direction = ""
    reached = False
    while words and (tail := _TAIL.search(words)):
        up, down = tail["up"] or tail["rate_up"], tail["down"] or tail["rate_down"]
        if (tail["up"] or tail["down"]) and (reached or (not _is_relative(q) and tail[0] in _AMBIGUOUS)):
            break  # 提高到 is a level; 巩固提升70万亩 is no growth
        if not direction and (up or down):
            direction = "up" if up else "down"
        reached = reached or bool(tail["reach"])
        words = words[: tail.start()]
    if q.kind in ("rank", "ordinal"):
        words = re.sub(f"(?:{_LIGHT})+$", "", _RANKED.sub("", words))
    return words, _measure_of(q, direction), direction


def _is_relative(q: Quantity) -> bool:
    return q.unit in ("%", "‰", "pp", "times", "multiple")


def _measure_of(q: Quantity, direction: Direction) -> Measure:
    if q.kind in ("rank", "ordinal"):
        return "rank"
    if q.kind == "duration":
        return "duration"
    if q.unit == "multiple":
        return "multiple"
    if direction or q.unit in ("times", "pp"):
        return "growth"
    if q.unit in ("%", "‰"):
        return "share"
    return "count" if _is_counted(q) and q.unit != "magnitude" else "level"


def _last_predicate(before: str) -> str:
    """The words before a figure from the last 、 that begins a clause of its own: …成效显著、接待游客首次."""
    parts = before.split("、")
    if len(parts) == 2 and (whole := _WHOLLY.match(parts[0])):
        return whole["subject"] + parts[1]
    for i in range(len(parts) - 1, 0, -1):
        if i == len(parts) - 1 and re.fullmatch("(?:同比|预计)?(?:增长|下降)", parts[i]):
            return "、".join(parts[:i]) + parts[i]  # …出口表现突出、增长77.6%
        if re.match("接待|新增|完成|建成|实现|达到|累计|总量|占|增长|下降", parts[i]) and parts[i - 1]:
            return "、".join(parts[i:])
    return before


def _trimmed(after: str) -> str:
    """The noun that follows a number, without what is said of it where that can be told."""
    after = re.split("[，。；：、（]", after)[0] if len(after) > 24 else after
    cut = re.search(
        "(?:全部|广泛|连夜|先期|圆了|以上|进行|得到|实现(?!机制)|入选|获|投入|全面|顺利|集中|加速|稳步|加快|并网|衔接)",
        after,
    )
    noun = (after[: cut.start()] if cut and cut.start() >= 2 else after).strip()[:28]
    while (tail := _TAIL.search(noun)) and tail.start() >= 2 and (tail["up"] or tail["down"] or tail["reach"]):
        noun = noun[: tail.start()]
    return noun


def _noun(subject: str) -> str:
    """A subject without the verbs before its noun: 提请…审议地方性法规 -> 地方性法规."""
    verbs = list(re.finditer("审议|新增|新建|建设|打造|完成|制定|修订|培育|改造|认定|建成|引进", subject))
    return subject[verbs[-1].end() :] if verbs else subject


def _owner(subject: str, words: str) -> str:
    """What a part or a total belongs to: 数字经济 of (数字经济产业规模, 核心产业增加值)."""
    for size in (4, 3, 2):
        for at in range(len(words) - size + 1):
            found = subject.find(words[at : at + size])
            if found > 0:
                return _VERB.sub("", subject[:found])
    return ""
