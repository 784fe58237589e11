"""Question: what was asked, read once. Its language, what kind of answer it wants, and follow-ups made whole.

Knows the two languages' ways of asking (`qa.asking`); knows nothing of any report. Years and kinds of statement are
read by `index.scope`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.errors import BadQuestion
from documents.language import Language, detect, normalise
from qa import asking, refusing
from qa.asking import Asks
from qa.lexicon import is_generic

Turn = Mapping[str, str]
"""One turn of the conversation: {"role": "user" | "assistant", "content": text}."""

MAX_CHARS = 2000
"""A question of more characters is refused: it is not a question."""

HISTORY_TURNS = 12
"""Earlier turns than these do not matter to a follow-up."""

SHORT = {"zh": 14, "en": 8}
"""A follow-up without an opener or a pronoun is at most this long (characters; words)."""

_PART = {
    "zh": re.compile(r"[，,；;？?。！!]|(?<=[一-鿿])(?:以及|还有)"),
    "en": re.compile(r"[;?!]|,? \band\b(?= (?:how|what|which|when|who|where)\b)", re.I),
}


_CHAIN = re.compile(r"how (?:many|much)\b.*, how (?:many|much)\b.* and how (?:many|much)\b", re.I)
_LINK = re.compile(r",(?= how (?:many|much)\b)|,? \band\b(?= how (?:many|much)\b)|[;?!]", re.I)
"""Three things in a row: how many schools, how many clinics and how many libraries?"""


_SENTENCE = {"zh": re.compile(r"[。！!；;]"), "en": re.compile(r"[.!;]\s+(?=\S)")}
_INTRODUCES_SELF = {
    "zh": re.compile(r"^(?!.{0,6}[我咱]们?(?:省|国|青海))[^，,。？?：:]*[我俺咱][^，,。？?：:]*[，,：:]"),
    "en": re.compile(
        r"^(?:i|we|my|our|i['’](?:m|ve|d)|we['’](?:re|ve))\b[^,:;?.]*(?:, (?:and )?so(?: tell me)?\b[,:]?|[:—–]) *",
        re.I,
    ),
}
"""A clause about the asker, before the one that asks: I live on a pension, so …"""
_SHORT_YEAR = re.compile(r"(?<![\d.第了过满近约])(2[1-9])年(?![来间内前后里以之多了])|(?<!\w)['’](2[1-9])\b")
"""23年, '24: two digits of a year."""
_EACH = re.compile(r"(.*?[一-鿿]{2,14})[和与及]([一-鿿]{2,14}?)(?:各自?|分别)(?=[一-鿿]*(?:多少|几|什么|哪))(.+)")
"""产业示范村和治理示范村各建几个？"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be answered.

    `text` is the plain form of what was asked; `search` is what is looked for: the same, or for a follow-up the
    question made whole; `focus` is what a follow-up adds, "" otherwise; `language` is the answer's, `spoken` the
    question's; `parts` are the questions it holds, itself where it holds one; `settles`: yes or no would answer it;
    `told` is the answer that a follow-up goes on from; `setting` is what `text` begins with before the sentence that asks.
    """

    original: str
    text: str
    search: str
    focus: str
    language: Language
    spoken: Language
    asks: Asks
    settles: bool
    parts: tuple[str, ...]
    told: str = ""
    setting: str = ""

    @property
    def asked(self) -> str:
        """The plain form without its setting."""
        return self.text[len(self.setting) :]

    @property
    def sought(self) -> str:
        """What is looked for, without what the setting says of the asker: 我跑甘肃拉货 is no question about Gansu."""
        if not self.setting or asking.THERE[self.spoken].search(self.asked):
            return self.search
        said = re.split(r"(?<=[。！!；;.])", self.setting)
        kept = "".join(piece for piece in said if not asking.ASKER[self.spoken].search(piece))
        return (kept + self.search.removeprefix(self.setting)).strip()


def read(original: str, history: Sequence[Turn] = (), language: str = "auto") -> Question:
    """The question as it is understood. Raises `BadQuestion` where there is none.

    >>> read("那电力投资呢？", [{"role": "user", "content": "2023年制造业投资增长了多少？"}]).search
    '电力投资 2023年制造业投资增长了多少？'
    """
    check(original)
    text = _SHORT_YEAR.sub(lambda m: f"20{m[1]}年" if m[1] else f"20{m[2]}", normalise(original))
    spoken = detect(text)
    answer_in: Language = "zh" if language == "zh" else "en" if language == "en" else spoken
    search, focus = resolve(text, spoken, history)
    if not focus and (subject := unnamed(text, spoken)):
        search = f"{text} {subject}"
    if not focus and asking.BYLINE[spoken][0].search(text.lower()):
        search = asking.BYLINE[spoken][1]
    before = "" if focus else setting(text, spoken)
    words = text[len(before) :]
    asks = kind(words, spoken)
    if focus and asks in ("open", "plan"):
        asks = kind(search, detect(search))
    words = words.lower()
    settles = bool(asking.SETTLES[spoken].search(words)) and not asking.REQUEST[spoken].search(words)
    if settles and asks == "compare":
        asks = "yesno"
    told = next((turn.get("content") or "" for turn in reversed(history) if turn.get("role") == "assistant"), "")
    return Question(
        original, text, search, focus, answer_in, spoken, asks, settles,
        (search,) if focus else parts(search, spoken), told if focus else "", before,
    )  # fmt: skip


def setting(text: str, language: Language) -> str:
    """What `text` begins with before the sentence that asks: who asks, and what about. "" where that sentence stands first, or
    names nothing itself.

    >>> setting("我在西宁卖菜。今年物价预计涨多少？", "zh"), setting("校门口天天堵。今年怎么办？", "zh")
    ('我在西宁卖菜。', '')
    >>> setting("I live on a pension, so how much will prices rise?", "en")
    'I live on a pension, so '
    """
    own = _INTRODUCES_SELF[language].match(text)
    if own and not asking.ASKING[language].search(own.group()) and not is_generic(text[own.end() :], language):
        return own.group()
    ends = [match.end() for match in _SENTENCE[language].finditer(text)]
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        if asking.ASKING[language].search(text[start:end]):
            return "" if is_generic(text[start:], language) else text[:start]
    return ""


def check(original: str) -> None:
    """Raises `BadQuestion` for what is not a question at all: empty, too long, or not text."""
    if any("\ud800" <= char <= "\udfff" for char in original):
        raise BadQuestion("the question is not valid text (it holds half a character)", "type it again as plain text")
    if len(original) > MAX_CHARS:
        raise BadQuestion(f"the question has {len(original)} characters", f"ask in at most {MAX_CHARS}")
    if not normalise(original):
        raise BadQuestion("the question is empty", "type a question, such as: 2023年青海省生产总值增长了多少？")


def kind(text: str, language: Language) -> Asks:
    """What kind of answer the words ask for.

    >>> kind("去年粮食产量是多少", "zh"), kind("Who visited the disaster area?", "en")
    ('figure', 'name')
    """
    words = text.lower()
    return next((asks for asks, pattern in asking.KINDS[language] if pattern.search(words)), "open")


def compares(question: Question) -> bool:
    """Whether it asks how two figures compare.

    >>> compares(read("空气质量目标比去年高吗？")), compares(read("今年空气质量目标是多少？"))
    (True, False)
    """
    return question.asks == "compare" or kind(question.text, question.spoken) == "compare"


def unnamed(text: str, language: Language) -> str:
    """The subject of a question that names none and has one all the same; "" otherwise.

    >>> unnamed("2024年的增长目标是多少？", "zh"), unnamed("2024年粮食的增长目标是多少？", "zh"), unnamed("Who delivered the report?", "en")
    ('生产总值', '', 'governor')
    """
    bare = asking.DELIVERED[language].sub(" ", text.lower())
    if not is_generic(bare, language):
        return ""
    return next((subject for pattern, subject in asking.SUBJECTS[language] if pattern.search(text.lower())), "")


def parts(text: str, language: Language) -> tuple[str, ...]:
    """The questions that `text` holds, where it holds several that each ask something of their own.

    >>> parts("和美乡村建多少个，治理示范村创建多少个？", "zh")
    ('和美乡村建多少个', '治理示范村创建多少个')
    """
    found: list[str] = []
    lead = ""
    between = _LINK if language == "en" and _CHAIN.match(text) else _PART[language]
    for piece in between.split(text):
        if not piece.strip():
            continue
        lead = f"{lead} {piece.strip()}".strip()
        subject = "" if found else unnamed(piece, language)  # what comes after a part asks of the same
        if asking.ASKING[language].search(piece) and (subject or not is_generic(piece, language)):
            found.append(f"{lead} {subject}".strip())
            lead = ""
    if lead and found:
        found[-1] += " " + lead
    if len(found) > 1:
        return tuple(found)
    each = _EACH.fullmatch(text) if language == "zh" else None
    if each and each[1][-2:] == each[2][-2:]:  # else the first may lack its head: 制造业和电力投资
        return (each[1] + each[3], each[2] + each[3])
    return (text,)


def resolve(text: str, language: Language, history: Sequence[Turn]) -> tuple[str, str]:
    """(what to search for, what the follow-up adds): (`text`, "") where it stands by itself."""
    asked = [normalise(content) for content in answered(history[-HISTORY_TURNS:])]
    if not asked or not leans(text, language) or is_of_the_report(text, language):
        return text, ""
    before, _ = resolve(asked[-1], detect(asked[-1]), [{"role": "user", "content": c} for c in asked[:-1]])
    focus = asking.CLOSER[language].sub("", asking.OPENER[language].sub("", text)).strip(" ，,、的") or text
    return f"{focus} {before}", focus


def answered(history: Sequence[Turn]) -> list[str]:
    """The questions before, but for those that were turned away as off the topic or unclear: no one goes on from them."""
    away = [refusing.MESSAGES[reason][language] for reason in ("off_topic", "unclear") for language in ("zh", "en")]
    found: list[str] = []
    for turn in history:
        content = turn.get("content") or ""
        if turn.get("role") == "user" and content:
            found.append(content)
        elif found and any(content.startswith(message) for message in away):
            found.pop()
    return found


def is_of_the_report(text: str, language: Language) -> bool:
    """Whether a question that names no other subject is about the report as a whole: its summary, its author, its day."""
    return bool(asking.SUMMARY[language].search(text)) or bool(unnamed(text, language) and asking.REPORT.search(text))


def leans(text: str, language: Language) -> bool:
    """Whether a question needs the one before it: it says so, points back, is no whole question, or names no subject.

    >>> leans("今年的目标是多少？", "zh"), leans("今年粮食产量的目标是多少？", "zh")
    (True, False)
    """
    if asking.OPENER[language].match(text) or asking.FRAGMENT[language].search(text) or is_generic(text, language):
        return True
    size = len(text) if language == "zh" else len(text.split())
    if asking.POINTS_BACK[language].search(text) and size <= 2 * SHORT[language]:
        return True
    return size <= SHORT[language] and not asking.ASKING[language].search(text)
