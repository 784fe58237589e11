"""The everyday words: enough of them, each once, each with well-formed official words."""

import re

import pytest

from documents.corpus import bundled
from documents.everyday import Everyday, load
from documents.language import Language
from index.words import latin_words, pieces, stem

WELL_FORMED = re.compile(r"[㐀-鿿A-Za-z0-9.+—-]+")
EVERYDAY_EN = re.compile(r"[a-z0-9][a-z0-9'&.-]*(?: [a-z0-9][a-z0-9'&.-]*){0,3}")
OFFICIAL_EN = re.compile(r"[A-Za-z0-9][A-Za-z0-9'&.-]*(?:,? [A-Za-z0-9][A-Za-z0-9'&.-]*){0,4}")


def stems(text: str) -> tuple[str, ...]:
    return tuple(
        part
        for kind, piece in pieces(text)
        for part in ([stem(word) for word in latin_words(piece)] if kind == "latin" else [piece])
    )


def english() -> str:
    statements = bundled().document("qinghai-2024").statements
    return " ".join(statement.en or "" for statement in statements)


def test_an_everyday_word_with_its_official_words() -> None:
    entry = next(e for e in load() if e.word == "挣钱")
    assert isinstance(entry, Everyday)
    assert "人均可支配收入" in entry.official


@pytest.mark.parametrize(
    ("word", "official"),
    [
        ("scam call", "telecom and online fraud"),
        ("unfinished flat", "delivery of pre-sold housing"),
        ("left the army", "veterans"),
        ("after dark", "night-time economy"),
        ("inflation", "consumer price"),
        ("jobless", "unemployment"),
        ("motorway", "expressway"),
        ("freeway", "expressway"),
    ],
)
def test_an_english_everyday_word_with_its_official_words(word: str, official: str) -> None:
    assert official in next(e.official for e in load("en") if e.word == word)


@pytest.mark.parametrize(("language", "least"), [("zh", 450), ("en", 700)])
def test_enough_words_and_each_once(language: Language, least: int) -> None:
    words = [e.word for e in load(language)]
    assert len(words) >= least
    assert sorted(set(words)) == sorted(words)


def test_no_two_english_words_have_the_same_stems() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for entry in load("en"):
        assert seen.setdefault(stems(entry.word), entry.word) == entry.word


def test_every_entry_is_well_formed() -> None:
    for entry in load():
        assert 1 <= len(entry.official) <= 6, entry
        assert len(set(entry.official)) == len(entry.official), entry
        for term in (entry.word, *entry.official):
            assert WELL_FORMED.fullmatch(term), entry


def test_every_english_entry_is_well_formed() -> None:
    for entry in load("en"):
        assert EVERYDAY_EN.fullmatch(entry.word), entry
        assert 1 <= len(entry.official) <= 6, entry
        assert len({stems(term) for term in entry.official}) == len(entry.official), entry
        for term in entry.official:
            assert OFFICIAL_EN.fullmatch(term), entry


def test_no_word_stands_for_itself_and_no_official_word_is_one_character() -> None:
    for entry in load():
        assert entry.word not in entry.official, entry
        assert all(len(term) > 1 for term in entry.official), entry
    for entry in load("en"):
        assert stems(entry.word) not in {stems(term) for term in entry.official}, entry
        assert all(len(term) > 1 for term in entry.official), entry


def test_most_words_lead_to_a_word_of_the_bundled_report() -> None:
    text = bundled().document("qinghai-2024").text
    led = sum(any(term in text for term in entry.official) for entry in load())
    assert led / len(load()) >= 0.8


def test_most_english_words_lead_to_a_word_of_the_bundled_edition() -> None:
    text = f" {' '.join(stems(english()))} "
    led = sum(any(f" {' '.join(stems(term))} " in text for term in e.official) for e in load("en"))
    assert led / len(load("en")) >= 0.8


@pytest.mark.parametrize("language", ["zh", "en"])
def test_loading_twice_gives_the_same_tuple(language: Language) -> None:
    assert load(language) is load(language)


def test_chinese_is_what_is_loaded_unasked() -> None:
    assert load() is load("zh")
