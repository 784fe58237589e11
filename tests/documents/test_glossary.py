"""The glossary: enough terms, each well-formed, each once."""

import re

from documents.corpus import bundled
from documents.glossary import Term, load

CHINESE = re.compile(r"[㐀-鿿]")


def test_a_term_with_its_renderings() -> None:
    term = next(t for t in load() if t.zh == "三江源")
    assert isinstance(term, Term)
    assert term.en == "Sanjiangyuan"
    assert term.renderings[0] == "Sanjiangyuan"
    assert "Three-River-Source" in term.alternatives


def test_enough_terms_and_each_chinese_term_once() -> None:
    terms = [t.zh for t in load()]
    assert len(terms) >= 250
    assert sorted(set(terms)) == sorted(terms)


def test_every_term_is_well_formed() -> None:
    for term in load():
        assert CHINESE.search(term.zh), term
        assert not re.search(r"\s", term.zh), term
        lowered = [r.lower() for r in term.renderings]
        assert len(set(lowered)) == len(lowered), term
        for rendering in term.renderings:
            assert rendering == rendering.strip(), term
            assert rendering, term
            assert not CHINESE.search(rendering), term


def test_most_terms_stand_in_the_report() -> None:
    text = bundled().document("qinghai-2024").text
    assert sum(t.zh in text for t in load()) >= 500


def test_loading_twice_gives_the_same_tuple() -> None:
    assert load() is load()
