"""Figures of an English sentence against Chinese alone, where a report has no English edition: what is each a figure of?

The sentence's words for a figure are looked for, through glossary and dictionary, in the Chinese around each cited
figure. Where that does not single one out of several, the sentence is not taken to be borne out.
"""

import functools
import re
from collections.abc import Sequence
from typing import Final

from documents.numbers import same
from index.words import STOP_EN, stem
from qa.checks import dictionary, terms
from qa.checks.mentions import Mention, Reading, comparable
from qa.checks.source import Cited

_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_VERBATIM: Final = re.compile(r"“(.*)”|\"([^\"]*)\"")  # quotation marks inside a quotation belong to it
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def belongs(sentence: Reading, mention: Mention, equal: Sequence[Cited], peers: Sequence[Cited]) -> bool:
    """Whether the words around the figure single out, among `peers`, one of those it is `equal` to."""
    q = mention.quantity
    around = sentence.text[mention.span[0] : q.start] + " " + sentence.text[q.end : mention.span[1]]
    words = [w for w in map(str.lower, _WORD.findall(around)) if w not in STOP_EN]
    rivals = [
        c
        for c in peers
        if comparable(c.mention.quantity, q) and not any(same(c.mention.quantity, e.mention.quantity) for e in equal)
    ]
    if not rivals:
        return True
    return max(_fit(words, c) for c in equal) > max(_fit(words, c) for c in rivals)


def _fit(words: Sequence[str], cited: Cited) -> int:
    """How many of the English words are words of the Chinese around the cited figure."""
    mention, text = cited.mention, cited.reading.text
    its = "" if mention.listed else text[slice(*mention.span)]
    zh = its + " " + " ".join(sorted(mention.own))
    return sum(_renders(word, zh) for word in words)


@functools.lru_cache(maxsize=1 << 14)
def _renders(word: str, zh: str) -> bool:
    glossed = {stem(w) for r in terms.renderings_of(zh) for w in _WORD.findall(r)}
    return stem(word) in glossed or dictionary.renders(word, zh)


def verbatim(sentence: Reading, texts: Sequence[str]) -> frozenset[int]:
    """Where figures begin that stand in a quotation of the Chinese itself: “全省生产总值增长5.3%”."""
    found: set[int] = set()
    for match in _VERBATIM.finditer(sentence.text):
        inner = match.group(match.lastindex or 0)
        if _HAN.search(inner) and any(inner in text for text in texts):
            found.update(q.start for q in sentence.quantities if match.start() < q.start < match.end())
    return frozenset(found)
