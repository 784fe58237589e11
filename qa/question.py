"""Question: what was asked, read once. Its language, what kind of answer it wants, and follow-ups made whole.

Knows the two languages' ways of asking; knows nothing of any report. Years and kinds are read by `index.scope`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from documents.errors import BadQuestion
from documents.language import Language, detect, normalise

Asks = Literal["figure", "date", "place", "name", "list", "reason", "plan", "yesno", "compare", "open"]
Turn = Mapping[str, str]
"""One turn of the conversation: {"role": "user" | "assistant", "content": text}."""

MAX_CHARS = 2000
"""A question of more characters is refused: it is not a question."""

HISTORY_TURNS = 12
"""Earlier turns than these do not matter to a follow-up."""

_ASKS: dict[Language, tuple[tuple[Asks, re.Pattern[str]], ...]] = {
    "zh": (
        ("compare", re.compile(r"相比|对比|比较|比一比|相差|差多少|差几|差别|区别|变化|哪个更|谁更|孰|[高低多少大快]了?多少$|和.{1,12}比")),
        ("reason", re.compile(r"为什么|为何|为啥|原因|怎么会|凭什么|咋会")),
        ("date", re.compile(r"什么时候|何时|啥时候|哪[一]?[年月天日]|几月|几号|多久|什么时间|多长时间|哪段时间|几点|期限|截止")),
        ("list", re.compile(r"哪些|哪几|哪[两二三四五六七八九十]|有[什么啥]{1,2}(?!时)|都有|列出|列举|分别是|包括什么|几大|所有|清单|一览|各是")),
        ("figure", re.compile(
            r"多少|几(?!乎|何|经)|多大|多长|多高|多远|多快|多重|比例|占比|比重|增速|涨幅|降幅|增幅|百分之|第几|几成|(?:目标|指标)(?:值)?(?:是|为|定)"
        )),
        ("place", re.compile(r"哪里|在哪|哪儿|什么地方|哪个(?:州|县|市|省|区|乡|镇|地方|地区|城市)|何处|哪处")),
        ("name", re.compile(r"谁|叫什么|叫啥|哪个|哪一|哪位|哪部|哪家|哪条|哪座|哪种|哪所|哪项|什么名|名字|名称|是什么(?:[奖书电影剧])|什么奖|何人")),
        ("plan", re.compile(
            r"怎么[办做样搞管抓]?|咋|如何|怎样|打算|计划|措施|举措|安排|办法|会做|要做|做什么|干什么|帮助|扶持|支持|政策|准备"
        )),
        ("yesno", re.compile(r"吗|是否|有没有|是不是|会不会|能不能|要不要|有无|对吧|是吧|么[？?]?$")),
    ),
    "en": (
        ("compare", re.compile(r"\b(?:compare[ds]?|comparison|versus|vs\.?|difference|differ|(?:higher|lower|more|less|faster|slower|better) than|relative to|against)\b")),
        ("reason", re.compile(r"\b(?:why|reasons?|cause[ds]?|how come)\b")),
        ("date", re.compile(r"\b(?:when|what (?:date|day|month|year|time)|which (?:year|month|day)|how (?:long|soon|quickly|fast) (?:did|does|will|was|were|after|until|before)|by what date|deadline)\b")),
        ("figure", re.compile(
            r"\b(?:how (?:many|much|large|big|high|long|far|fast|low|great|wide|strong)|what (?:percentage|percent|proportion|share|fraction|number|amount|"
            r"area|size|rate|length|total|value|volume|figure|growth|level|capacity)|by how|at what (?:rate|pace)|growth rate|what was the (?:growth|rate|increase)|"
            r"(?:rate|target|goal|number|total|figure)s? (?:for|of|set)|percentage|per cent|to what extent)\b"
        )),
        ("list", re.compile(r"\b(?:which (?:two|three|four|five|six|seven|eight|nine|ten|\w+s)\b|what (?:are|were) (?:the|all|some)|list|name (?:the|all|two|three|four|five)|"
                            r"what (?:kinds?|types?|sorts?|measures|projects|targets|goals|industries|areas|groups|steps|products)|all (?:the|of)|what else)\b")),
        ("place", re.compile(r"\b(?:where|which (?:county|city|prefecture|province|place|region|district|town|township|area)|in what place|whereabouts)\b")),
        ("name", re.compile(r"\b(?:who|whom|whose|which|what (?:is|was) the (?:name|title)|what (?:prize|award|novel|film|book|opera|company|event|nickname)|called|named)\b")),
        ("plan", re.compile(r"\b(?:how (?:will|does|do|is|are|would)|what (?:will|is|does|do|are)|plans?|planned|planning|intend|going to|measures|policy|policies|support|help|steps)\b")),
        ("yesno", re.compile(r"^(?:is|are|was|were|do|does|did|will|would|can|could|has|have|had|should|am)\b")),
    ),
}  # fmt: skip
_YESNO_FIRST = {
    "zh": re.compile(r"(?:吗|么|对吧|是吧|没有|不)[？?！!。 ]*$|是否|有没有|是不是|会不会|能不能|要不要"),
    "en": re.compile(
        r"^(?:so |and |but |then )?(?:is|are|was|were|do|does|did|will|would|can|could|has|have|had|should)\b"
    ),
}
_OPENER = {
    "zh": re.compile(
        r"^(?:那么?|还有|另外|再问|接着|然后|好的?|嗯|哦|其中|同样)[，,、 ]*|^(?:而|至于|关于)(?=.{1,12}呢)"
    ),
    "en": re.compile(
        r"^(?:and|what about|how about|ok(?:ay)?|so|then|also|but|plus|same (?:question )?for)\b[, ]*(?:(?:what|how) about )?",
        re.I,
    ),
}
_CLOSER = {
    "zh": re.compile(r"(?:呢|的呢|又如何|怎么样)?[？?！!。.\s]*$"),
    "en": re.compile(r"(?: then| though| instead)?[?!.\s]*$", re.I),
}
_POINTS_BACK = {
    "zh": re.compile(
        r"这个|那个|这些|那些|这一|那一|该|它|其(?:中|他|它|余)?(?!实)|他们|她|他(?!人)|此|上述|前者|后者|刚才|这项|这里|那里|那边|这样|同期"
    ),
    "en": re.compile(
        r"\b(?:it|its|that|this|these|those|they|them|their|he|she|his|her|there|the same|the former|the latter|the other|ones?)\b",
        re.I,
    ),
}
_SHORT = {"zh": 14, "en": 8}
"""A follow-up without an opener or a pronoun is at most this long (characters; words)."""

_WORDLESS = {
    "zh": re.compile(r"多少|几|什么|哪|谁|怎|如何|何|吗|呢|是否|为啥|咋"),
    "en": re.compile(
        r"\b(?:how|what|which|who|when|where|why|is|are|was|were|do|does|did|will|can|has|have)\b", re.I
    ),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be answered.

    `text` is the plain form of what was asked; `search` is what is looked for: the same, or for a follow-up the
    question made whole; `focus` is what a follow-up adds, "" otherwise; `language` is the answer's.
    """

    original: str
    text: str
    search: str
    focus: str
    language: Language
    spoken: Language
    asks: Asks
    settles: bool

    @property
    def is_followup(self) -> bool:
        return bool(self.focus)


def read(original: str, history: Sequence[Turn] = (), language: str = "auto") -> Question:
    """The question as it is understood. Raises `BadQuestion` where there is none.

    >>> read("那电力投资呢？", [{"role": "user", "content": "2023年制造业投资增长了多少？"}]).search
    '电力投资 2023年制造业投资增长了多少？'
    """
    check(original)
    text = normalise(original)
    spoken = detect(text)
    answer_in: Language = "zh" if language == "zh" else "en" if language == "en" else spoken
    search, focus = resolve(text, spoken, history)
    asks = kind(text, spoken)
    if focus and asks == "open":
        asks = kind(search, detect(search))
    return Question(
        original, text, search, focus, answer_in, spoken, asks, bool(_YESNO_FIRST[spoken].search(text))
    )


def check(original: str) -> None:
    """Raises `BadQuestion` for what is not a question at all: empty, too long, or not text."""
    if any("\ud800" <= char <= "\udfff" for char in original):
        raise BadQuestion(
            "the question is not valid text (it holds half a character)", "type it again as plain text"
        )
    if len(original) > MAX_CHARS:
        raise BadQuestion(f"the question has {len(original)} characters", f"ask in at most {MAX_CHARS}")
    if not normalise(original):
        raise BadQuestion(
            "the question is empty", "type a question, such as: 2023年青海省生产总值增长了多少？"
        )


def kind(text: str, language: Language) -> Asks:
    """What kind of answer the words ask for.

    >>> kind("去年粮食产量是多少", "zh"), kind("Who visited the disaster area?", "en")
    ('figure', 'name')
    """
    words = text.lower()
    for asks, pattern in _ASKS[language]:
        if pattern.search(words):
            return asks
    return "open"


def resolve(text: str, language: Language, history: Sequence[Turn]) -> tuple[str, str]:
    """(what to search for, what the follow-up adds): (`text`, "") where it stands by itself."""
    asked = [
        normalise(t["content"])
        for t in history[-HISTORY_TURNS:]
        if t.get("role") == "user" and t.get("content")
    ]
    if not asked:
        return text, ""
    before, _ = resolve(asked[-1], detect(asked[-1]), [{"role": "user", "content": c} for c in asked[:-1]])
    if not _leans(text, language):
        return text, ""
    focus = _CLOSER[language].sub("", _OPENER[language].sub("", text)).strip(" ，,、的") or text
    return f"{focus} {before}", focus


def _leans(text: str, language: Language) -> bool:
    """Whether the question needs the one before it: it says so, points back, or is too short to stand alone."""
    if _OPENER[language].match(text) or (language == "zh" and re.search(r"呢[？?。！! ]*$", text)):
        return True
    size = len(text) if language == "zh" else len(text.split())
    if _POINTS_BACK[language].search(text) and size <= 2 * _SHORT[language]:
        return True
    return size <= _SHORT[language] and not _WORDLESS[language].search(text)
