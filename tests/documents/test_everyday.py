"""The everyday words: enough of them, each once, each with well-formed official words."""

import re

from documents.corpus import bundled
from documents.everyday import Everyday, load

WELL_FORMED = re.compile(r"[㐀-鿿A-Za-z0-9.+—-]+")


def test_an_everyday_word_with_its_official_words() -> None:
    entry = next(e for e in load() if e.word == "挣钱")
    assert isinstance(entry, Everyday)
    assert "人均可支配收入" in entry.official


def test_enough_words_and_each_once() -> None:
    words = [e.word for e in load()]
    assert len(words) >= 450
    assert sorted(set(words)) == sorted(words)


def test_every_entry_is_well_formed() -> None:
    for entry in load():
        assert 1 <= len(entry.official) <= 6, entry
        assert len(set(entry.official)) == len(entry.official), entry
        for term in (entry.word, *entry.official):
            assert WELL_FORMED.fullmatch(term), entry


def test_no_word_stands_for_itself_and_no_official_word_is_one_character() -> None:
    for entry in load():
        assert entry.word not in entry.official, entry
        assert all(len(term) > 1 for term in entry.official), entry


def test_most_words_lead_to_a_word_of_the_bundled_report() -> None:
    text = bundled().document("qinghai-2024").text
    led = sum(any(term in text for term in entry.official) for entry in load())
    assert led / len(load()) >= 0.8


def test_loading_twice_gives_the_same_tuple() -> None:
    assert load() is load()
