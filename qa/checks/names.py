"""Names in a sentence, and whether they stand in what it cites: in Chinese, in English, or through the glossary."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from index.words import STOP_EN, stem
from qa.checks import dictionary, terms
from qa.checks.mentions import Reading, around
from qa.checks.source import Source

MISPLACED: Final = 0.45
"""How much more of a sentence's clause another cited clause may hold than the one with the name."""

_QUOTED: Final = re.compile(r"《([^《》]+)》|“([^“”]+)”|「([^「」]+)」|\"([^\"]+)\"|‘([^‘’]{2,})’")
_EN_PART: Final = re.compile(r"[;:!?\n]|\.(?![0-9])|, and\b")
_CAPITAL: Final = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]*(?:['’&-][A-Za-z]+)*(?:['’]s)?")
_LATIN: Final = re.compile(r"[A-Za-z]{2,}(?:[&-][A-Za-z]+)*")
_NAME_TAGS: Final = frozenset("nr ns nt nz nrt nrfg".split())
_PLAIN_EN: Final = STOP_EN | frozenset(
    "yes no the report province government plan plans target targets goal goals result results year according overall "
    "january february march april may june july august september october november december i ii iii both computed "
    "calculated difference compared meanwhile however moreover furthermore additionally therefore thus besides first second "
    "third finally chinese last this next among including construction work efforts new total specifically another respectively a "
    "an".split()
)
_PLAIN_ZH: Final = frozenset("全省 我省 省内 本省 全年 政府 报告 政府工作报告 省政府 年度 中国 我国 国家 全国".split())


def check(sentence: Reading, sources: Sequence[Source], known: Sequence[str] = ()) -> list[str]:
    """The names in `sentence` that stand in none of the sources. `known` are names that need no citation: the report's
    region and title.

    >>> check(Reading("《雪山大地》获茅盾文学奖", "zh"), ())[0]
    '雪山大地'
    """
    cited = "\n".join(s.both for s in sources) + "\n" + "\n".join(known).lower()
    zh = "\n".join(s.text("zh") for s in sources)
    found = _quoted(sentence.text, cited, zh)
    if sentence.language == "en":
        found += _english(sentence, cited, zh, sources) + _foreign_terms(sentence.text, cited, zh)
    else:
        found += _chinese(sentence.text, cited, zh, known)
    return list(dict.fromkeys(found))


def _quoted(text: str, cited: str, zh: str) -> list[str]:
    missing = []
    plain = _letters(cited)
    for match in _QUOTED.finditer(text):
        inner = next(g for g in match.groups() if g)
        if _letters(inner) not in plain and not terms.through_glossary(inner, zh):
            missing.append(inner)
    return missing


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _english(sentence: Reading, cited: str, zh: str, sources: Sequence[Source]) -> list[str]:
    text, missing = sentence.text, []
    units = [(q.start, q.end) for q in sentence.quantities]
    bridged = " ".join(terms.renderings_of(zh))
    for match in _CAPITAL.finditer(text):
        word = re.sub(r"['’]s?$", "", match.group())
        initial = not re.sub(r"[\W_]", "", re.split(r"[.!?:;]\s", text[: match.start()])[-1])
        if any(start <= match.start() and match.end() <= end for start, end in units):
            continue
        if word.lower() in _PLAIN_EN or (len(word) == 1 and word not in cited.upper()):
            continue
        if _stands(word, cited) or _stands(word, bridged) or (word.isupper() and _initials(word, sources)):
            continue
        if word.lower() not in terms.zh_of() and (
            dictionary.renders(word, zh) or (initial and dictionary.is_ordinary(word))
        ):
            continue
        missing.append(word)
    return missing


def _stands(word: str, cited: str) -> bool:
    plain = word.lower()
    return bool(re.search(rf"(?<![a-z]){re.escape(plain)}(?:s|es|'s|’s)?(?![a-z])", cited))


def _initials(word: str, sources: Sequence[Source]) -> bool:
    """Whether an acronym is made of the first letters of cited words in a row: TCM of Traditional Chinese Medicine."""
    for one in sources:
        letters = "".join(w[0] for w in re.findall(r"[a-z]+", one.text("en")))
        if len(word) > 1 and word.lower() in letters:
            return True
    return False


def _foreign_terms(text: str, cited: str, zh: str) -> list[str]:
    """Terms of the glossary that the sentence uses and no source has, in any rendering or word for word.

    Of a proper name every word must stand there, of another term one.
    """
    lower = text.lower()
    stems = _stems(cited)
    missing = []
    for rendering in terms.renderings_in(lower):
        own = [stem(w) for w in re.findall(r"[a-z]+", rendering) if w not in STOP_EN]
        proper = rendering in terms.proper_renderings()
        if not own or (proper and len(own) == 1):  # a single proper word has been looked at as a capital
            continue
        enough = all if proper else any
        if not enough(has_word(stems, w) for w in own) and not any(t in zh for t in terms.zh_of()[rendering]):
            missing.append(rendering)
    return missing


def has_word(stems: frozenset[str], word: str) -> bool:
    """Whether the word is one of the stems, or a part of one or it of the word: grassland of grass, quake of earthquake."""
    if word in stems:
        return True
    return any(
        (min(len(s), len(word)) >= 5 and (word.startswith(s) or s.startswith(word)))
        or (len(word) >= 4 and s.endswith(word))
        for s in stems
    )


@functools.lru_cache(maxsize=1 << 10)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in re.findall(r"[a-z]+", text))


def _known_as(word: str, known: Sequence[str]) -> bool:
    """Whether `word` is a known name with what such names are called: 青海省 of 青海."""
    return any(
        word.startswith(k) and word[len(k) :] in ("", "省", "市", "自治区", "省政府", "省人民政府") for k in known if k
    )


def _chinese(text: str, cited: str, zh: str, known: Sequence[str]) -> list[str]:
    missing = []
    for match in _LATIN.finditer(text):
        word = match.group()
        if word.lower() not in cited and not terms.through_glossary(word, zh):
            missing.append(word)
    for word, tag in _tagged(text):
        plain = _known_as(word, known) or (len(word) > 2 and all(p in cited for p in _pairs(word)))
        if tag in _NAME_TAGS and len(word) > 1 and word not in _PLAIN_ZH and not plain and word.lower() not in cited:
            missing.append(word)
    for term in terms.terms_in(text):
        made_of = all(w in cited for w in _words(term)) or all(p in cited for p in _pairs(term))
        if term.lower() not in cited and not terms.synonym(term, zh) and not made_of and not _known_as(term, known):
            missing.append(term)
    return missing


def misplaced(reading: Reading, sources: Sequence[Source], known: Sequence[str] = ()) -> list[str]:
    """Proper names that their citation says something else of: the clause that fits the sentence's lacks the name."""
    cited = [its for s in sources if (its := s.reading(reading.language))]
    proper = list(_proper(reading))
    covered = {at for _, start, end in proper for at in range(start, end)}
    said = [t for t in reading.tokens if t.start not in covered]
    missing: dict[tuple[str, int], str] = {}
    for name, start, end in proper:
        first, last = _part(reading, start)
        if (name, first) in missing or any(name in k.lower() for k in known) or not first <= start < end <= last:
            continue
        around = frozenset(t.word for t in said if first <= t.start and t.end <= last)
        if around and _elsewhere(name, around, cited):
            missing[name, first] = reading.text[start:end]
    return list(missing.values())


def _elsewhere(name: str, said: frozenset[str], cited: Sequence[Reading]) -> bool:
    """Whether a cited clause without the name fits what is said better than any with it."""
    with_name, without = 0.0, 0.0
    for its in cited:
        for clause, words in _clauses(its):
            share = len(said & words) / len(said)
            if name in clause:
                with_name = max(with_name, share)
            else:
                without = max(without, share)
    return with_name + MISPLACED < without and any(name in its.text.lower() for its in cited)


def _proper(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """The proper names of a sentence that can be told by their form or the glossary: (lower-cased, start, end)."""
    for match in _QUOTED.finditer(reading.text):
        group = match.lastindex or 0
        yield match.group(group).lower(), *match.span(group)
    for match in terms.proper_pattern(reading.language).finditer(reading.text):
        yield match.group().lower(), *match.span()


def _part(reading: Reading, at: int) -> tuple[int, int]:
    """The clause around `at`; in English, where commas part the items of lists too, up to ", and" or a semicolon."""
    if reading.language == "zh":
        return reading.clause(at)
    return around(reading.text, at, at, _EN_PART)


@functools.lru_cache(maxsize=1 << 10)
def _clauses(reading: Reading) -> tuple[tuple[str, frozenset[str]], ...]:
    """The clauses of a cited text: (lower-cased, its words)."""
    found, at = [], 0
    while at < len(reading.text):
        start, end = _part(reading, at)
        words = frozenset(t.word for t in reading.tokens if start <= t.start and t.end <= end)
        found.append((reading.text[start:end].lower(), words))
        at = max(end, at) + 1
    return tuple(found)


@functools.cache
def _segmenter() -> Any:
    import rjieba

    return rjieba


def _tagged(text: str) -> list[tuple[str, str]]:
    return [(str(word), str(tag)) for word, tag in _segmenter().tag(text)]


def _pairs(term: str) -> list[str]:
    """A term cut into pairs of characters; itself where that does not come out even."""
    return [term[i : i + 2] for i in range(0, len(term), 2)] if len(term) % 2 == 0 else [term]


@functools.lru_cache(maxsize=1 << 12)
def _words(term: str) -> tuple[str, ...]:
    return tuple(str(w) for w in _segmenter().cut(term))
