"""Entries -> everything a search needs. The slow half of an index: it encodes every text and turns the dictionaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from documents import glossary
from documents.document import Document
from documents.language import Language
from index import amounts, dictionary, pinyin, prototypes, wordings
from index.bridge import pack
from index.cedict import meanings, places
from index.clauses import clauses
from index.encoder import Encoder
from index.entry import Entry, of_reports
from index.keywords import Keywords
from index.progress import Progress, silent
from index.saved import LANGUAGES, Data
from index.search import Index
from index.vectors import Floats
from index.words import STOP_EN, latin_words, pieces, stem, terms

BATCH = 16
HEADING_WEIGHT = 0.3
"""What a word of the headings counts beside one of the text itself; see docs/log.md."""
OF_THE_TEXTS = 10
"""How many glosses one mention in the texts is worth, when a mistyped word may mean several."""
NAME_WEIGHT = 0.7
"""Weight of a name known by its sound only."""


@dataclass(frozen=True, slots=True)
class View:
    """One entry in one language: what is encoded and indexed of it."""

    owner: int
    text: str
    headings: tuple[str, ...]
    passage: int


def build(documents: Iterable[Document], encoder: Encoder, progress: Progress = silent, edition: bool = True) -> Index:
    """An index over the statements of the reports. `progress("encode", done, total)` is called as texts are encoded."""
    return of_entries(of_reports(documents, edition), encoder, progress)


def of_entries(entries: Sequence[Entry], encoder: Encoder, progress: Progress = silent) -> Index:
    """An index over any entries."""
    arrays: dict[str, NDArray[np.generic]] = {}
    strings: dict[str, list[str]] = {}
    work: list[tuple[str, list[str], Literal["query", "passage"]]] = []
    views = {language: views_of(entries, language) for language in LANGUAGES}
    framed = any(entry.scope for entry in entries)
    held = dictionary.held(_texts(views["zh"]))
    stems = {stem for text in _texts(views["en"]) for stem in _phrases(terms(text, "en"))}
    _tables(held, stems, views, strings)
    strings["amounts"] = [" ".join(sorted(amounts.stated(entry.text, entry.language))) for entry in entries]
    for language, seen in views.items():
        if seen:
            known = held if language == "zh" else _targets(strings, "en")
            for level, (texts, rows, owners) in _levels(seen, language).items():
                arrays[f"{language}.{level}.rows"] = np.array(rows, dtype=np.int32)
                arrays[f"{language}.{level}.owners"] = np.array(owners, dtype=np.int32)
                work.append((f"{language}.{level}", texts, "passage"))
                if level == "part":
                    counts = [count(text, language, known) for text in texts]
                    _keep(
                        f"{language}.clauses",
                        Keywords.build(counts, _lengths(texts, language)),
                        arrays,
                        strings,
                    )
            _keep(f"{language}.words", _keywords(seen, len(entries), language, known), arrays, strings)
            if language == "zh" and framed:
                told = {view.owner: (view.text, view.headings) for view in seen}
                texts_told = [told.get(number, ("", ())) for number in range(len(entries))]
                _keep("zh.told", wordings.texts_of(texts_told), arrays, strings)
        work.append((f"{language}.questions", prototypes.listed(language), "query"))
        if framed:
            work += [
                (f"{language}.{kind}", prototypes.listed(f"{kind}.{language}"), "query") for kind in prototypes.KINDS
            ]
    _encode(work, encoder, progress, arrays)
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


def count(text: str, language: Language, known: Iterable[str] | Counter[str]) -> dict[str, float]:
    """The terms of `text` with how often they stand in it, those of the dictionaries included."""
    found = Counter(terms(text, language))
    if language == "zh":
        extra = Counter({word: n for word, n in dictionary.held([text]).items() if len(word) != 2})
    else:
        extra = Counter(phrase for phrase in dictionary.phrases(terms(text, "en"), 6) if phrase in known)
    return {term: float(n) for term, n in (found | extra).items()}


def _texts(views: Sequence[View]) -> Iterator[str]:
    """Every text and heading, each heading once."""
    yield from dict.fromkeys(heading for view in views for heading in view.headings)
    yield from (view.text for view in views)


def _phrases(stems: list[str]) -> list[str]:
    return stems + dictionary.phrases(stems, 6)


def _tables(
    held: Counter[str], stems: set[str], views: dict[Language, list[View]], strings: dict[str, list[str]]
) -> None:
    """The dictionaries, cut down to what the texts hold."""
    tables: dict[str, dictionary.Table] = {}
    if views["zh"]:
        tables["en.zh"] = dictionary.english_to_chinese(held)
        tables["zh.zh"] = dictionary.chinese_to_chinese(held)
        english = dictionary.english_stems()
        for spelling, word in pinyin.names(_texts(views["zh"])).items():
            if spelling not in english:
                tables["en.zh"].setdefault(spelling, {}).setdefault(word, NAME_WEIGHT)
        strings["places"] = sorted(places() & set(held))
        strings["sounds"] = [f"{char} {' '.join(read)}" for char, read in pinyin.sounds().items()]
        spoken = pinyin.by_sound(pinyin.frequencies(held, _texts(views["zh"])))
        strings["spoken"] = [f"{sound}\t{word}" for sound, word in spoken.items()]
    if views["en"]:
        tables["zh.en"] = dictionary.chinese_to_english(stems)
        tables["en.en"] = dictionary.english_to_english(stems)
    for pair, table in tables.items():
        strings[f"bridge.{pair}"] = [f"{phrase}\t{pack(members)}" for phrase, members in table.items()]
    strings["english"] = sorted(dictionary.english_stems() | {s for s in stems if "_" not in s})
    strings["useful"] = _useful(tables, views["en"])


def _useful(tables: dict[str, dictionary.Table], views: Sequence[View]) -> list[str]:
    """English words that lead somewhere: of the texts, or of phrases that have a translation in them; the commonest in
    texts, renderings and glosses first. The words that only ask come before them."""
    wanted = {stem for phrase in tables.get("en.zh", {}) for stem in phrase.split("_")}
    renderings = (rendering for term in glossary.load() for rendering in term.renderings)
    glosses = (meaning.gloss for meaning in meanings())
    found = Counter(word for text in (*renderings, *glosses) for word in _words(text) if stem(word) in wanted)
    for view in views:
        found.update(dict.fromkeys(_words(view.text), OF_THE_TEXTS))
    return [*sorted(STOP_EN), *sorted(found, key=lambda word: (-found[word], word))]


def _words(text: str) -> Iterator[str]:
    for kind, piece in pieces(text):
        if kind == "latin":
            yield from (word for word in latin_words(piece) if len(word) > 3 and word.isascii())


def _targets(strings: dict[str, list[str]], language: Language) -> set[str]:
    """The terms that any table leads to in `language`."""
    rows = (row for name, table in strings.items() if name.endswith(f".{language}") for row in table)
    return {pair.rpartition(":")[0] for row in rows for pair in row.partition("\t")[2].split(" ")}


def _levels(views: Sequence[View], language: Language) -> dict[str, tuple[list[str], list[int], list[int]]]:
    """Per level: the texts to encode, and which text (row) stands for which entry (owner)."""
    join = "。" if language == "zh" else ". "
    space = "" if language == "zh" else " "

    def headed(view: View, text: str) -> str:
        return join.join((*view.headings, text))

    owners = [view.owner for view in views]
    levels = {"own": ([headed(view, view.text) for view in views], list(range(len(views))), owners)}
    if len({view.passage for view in views}) < len(views):
        texts: dict[int, list[str]] = {}
        first: dict[int, View] = {}
        for view in views:
            texts.setdefault(view.passage, []).append(view.text)
            first.setdefault(view.passage, view)
        row = {passage: number for number, passage in enumerate(texts)}
        joined = [headed(first[passage], space.join(members)) for passage, members in texts.items()]
        levels["passage"] = (joined, [row[view.passage] for view in views], owners)
    parts = [(view.owner, part) for view in views for part in clauses(view.text, language)]
    levels["part"] = ([text for _, text in parts], list(range(len(parts))), [owner for owner, _ in parts])
    return levels


def _keywords(views: Sequence[View], size: int, language: Language, known: Iterable[str]) -> Keywords:
    counts: list[dict[str, float]] = [{} for _ in range(size)]
    lengths = [0.0] * size
    for view in views:
        weighted = count(view.text, language, known)
        lengths[view.owner] = float(len(terms(view.text, language)))
        for term in count(" ".join(view.headings), language, known):
            weighted[term] = weighted.get(term, 0.0) + HEADING_WEIGHT
        counts[view.owner] = weighted
    return Keywords.build(counts, lengths)


def _lengths(texts: Sequence[str], language: Language) -> list[float]:
    return [float(len(terms(text, language))) for text in texts]


def _keep(name: str, keywords: Keywords, arrays: dict[str, NDArray[np.generic]], strings: dict[str, list[str]]) -> None:
    strings[name] = list(keywords.vocabulary)
    arrays[f"{name}.starts"] = keywords.starts
    arrays[f"{name}.texts"] = keywords.texts
    arrays[f"{name}.counts"] = keywords.counts
    arrays[f"{name}.lengths"] = keywords.lengths


def _encode(
    work: Sequence[tuple[str, list[str], Literal["query", "passage"]]],
    encoder: Encoder,
    progress: Progress,
    arrays: dict[str, NDArray[np.generic]],
) -> None:
    """Vectors and means: `name` and `name.mean`; of the questions on no subject the mean only."""
    done, total = 0, sum(len(texts) for _, texts, _ in work)
    for name, texts, role in work:
        vectors: Floats = np.empty((len(texts), encoder.dimension), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            vectors[start : start + len(batch)] = encoder.encode(batch, role)
            done += len(batch)
            progress("encode", done, total)
        if not name.endswith(".questions"):
            arrays[name] = vectors
        arrays[f"{name}.mean"] = vectors.mean(axis=0)
