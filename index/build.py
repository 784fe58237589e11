"""Entries -> everything a search needs. The slow half of an index: it encodes every text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from documents.document import Document
from documents.language import Language
from index.encoder import Encoder
from index.entry import Entry, of_reports
from index.keywords import Keywords
from index.progress import Progress, silent
from index.search import LANGUAGES, Data, Index
from index.vectors import Floats, centred
from index.words import terms

BATCH = 16
PART_FROM = 120
"""A text of fewer characters than this (English: four times) is not searched part by part: it is one."""

_ENDS: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"(?<=[。！？；])(?![”’」』）])"),
    "en": re.compile(r"(?<=[.!?;])[\"”’)]*\s+(?=[A-Z0-9\"“‘(])"),
}


@dataclass(frozen=True, slots=True)
class View:
    """One entry in one language: what is encoded and indexed of it."""

    owner: int
    text: str
    headings: tuple[str, ...]
    passage: int


def build(documents: Iterable[Document], encoder: Encoder, progress: Progress = silent, edition: bool = True) -> Index:
    """An index over the statements of the reports. `progress(stage, done, total)` is called as texts are encoded."""
    return of_entries(of_reports(documents, edition), encoder, progress)


def of_entries(entries: Sequence[Entry], encoder: Encoder, progress: Progress = silent) -> Index:
    """An index over any entries."""
    arrays: dict[str, NDArray[np.generic]] = {}
    strings: dict[str, list[str]] = {}
    work: list[tuple[str, list[str]]] = []
    for language in LANGUAGES:
        views = views_of(entries, language)
        if views:
            strings[f"{language}.words"] = []
            _words(views, len(entries), language, arrays, strings)
            for level, (texts, rows, owners) in _levels(views, language).items():
                arrays[f"{language}.{level}.rows"] = np.array(rows, dtype=np.int32)
                arrays[f"{language}.{level}.owners"] = np.array(owners, dtype=np.int32)
                work.append((f"{language}.{level}", texts))
    questions = {language: ordinary_questions(language) for language in LANGUAGES}
    total = sum(len(texts) for _, texts in work) + sum(map(len, questions.values()))
    counter = _Counter(total, progress)
    for name, texts in work:
        vectors = counter.encode(encoder, texts, "passage")
        arrays[name] = centred(vectors, vectors.mean(axis=0))
    for language, asked in questions.items():
        arrays[f"{language}.questions"] = counter.encode(encoder, asked, "query").mean(axis=0)
    return Index(entries, Data(arrays, strings), encoder)


def views_of(entries: Sequence[Entry], language: Language) -> list[View]:
    """The entries' own texts or translations in `language`, in order."""
    views = []
    for number, entry in enumerate(entries):
        if entry.language == language:
            views.append(View(number, entry.text, entry.headings, entry.passage))
        elif entry.translation:
            views.append(View(number, entry.translation, entry.translated_headings, entry.passage))
    return views


def ordinary_questions(language: Language) -> list[str]:
    """Everyday questions on no subject in particular: their mean vector is what only says "a question in Chinese"."""
    text = (resources.files("index") / "ordinary" / f"{language}.txt").read_text(encoding="utf-8")
    return text.split("\n")[:-1]


def sentences(text: str, language: Language) -> list[str]:
    """The sentences of `text`.

    >>> sentences("一产增长4.7%。工业增长5.6%；好。", "zh")
    ['一产增长4.7%。', '工业增长5.6%；', '好。']
    """
    return [part.strip() for part in _ENDS[language].split(text) if part.strip()]


def _levels(views: Sequence[View], language: Language) -> dict[str, tuple[list[str], list[int], list[int]]]:
    """Per level: the texts to encode, and which text (row) stands for which entry (owner)."""
    join = "。" if language == "zh" else ". "
    space = "" if language == "zh" else " "

    def headed(view: View, text: str) -> str:
        return join.join((*view.headings, text))

    own = [headed(view, view.text) for view in views]
    owners = [view.owner for view in views]
    levels = {"own": (own, list(range(len(views))), owners)}
    if len({view.passage for view in views}) < len(views):
        texts: dict[int, list[str]] = {}
        first: dict[int, View] = {}
        for view in views:
            texts.setdefault(view.passage, []).append(view.text)
            first.setdefault(view.passage, view)
        row = {passage: number for number, passage in enumerate(texts)}
        joined = [headed(first[passage], space.join(members)) for passage, members in texts.items()]
        levels["passage"] = (joined, [row[view.passage] for view in views], owners)
    parts = [
        (view.owner, part)
        for view in views
        for part in (sentences(view.text, language) if len(view.text) >= PART_FROM else [view.text])
    ]
    if len(parts) > len(views):
        levels["part"] = ([text for _, text in parts], list(range(len(parts))), [owner for owner, _ in parts])
    return levels


def _words(
    views: Sequence[View],
    size: int,
    language: Language,
    arrays: dict[str, NDArray[np.generic]],
    strings: dict[str, list[str]],
) -> None:
    counts: list[dict[str, float]] = [{} for _ in range(size)]
    lengths = [0.0] * size
    for view in views:
        own = Counter(terms(view.text, language))
        lengths[view.owner] = float(own.total())
        weighted = {term: float(count) for term, count in own.items()}
        for term in terms(" ".join(view.headings), language):
            weighted[term] = weighted.get(term, 0.0) + 0.3
        counts[view.owner] = weighted
    keywords = Keywords.build(counts, lengths)
    strings[f"{language}.words"] = list(keywords.vocabulary)
    arrays[f"{language}.words.starts"] = keywords.starts
    arrays[f"{language}.words.texts"] = keywords.texts
    arrays[f"{language}.words.counts"] = keywords.counts
    arrays[f"{language}.words.lengths"] = keywords.lengths


class _Counter:
    """Encodes in batches of like length and tells how far it is."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.done, self.total, self.progress = 0, total, progress

    def encode(self, encoder: Encoder, texts: Sequence[str], role: Literal["query", "passage"]) -> Floats:
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.empty((len(texts), encoder.dimension), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            vectors[chosen] = encoder.encode([texts[i] for i in chosen], role)
            self.done += len(chosen)
            self.progress("encode", self.done, self.total)
        return vectors
