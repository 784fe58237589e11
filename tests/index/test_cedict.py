"""CC-CEDICT: what of a definition is used, and how words are read."""

from __future__ import annotations

import pytest

from index.cedict import Meaning, glosses, meanings, places, syllables


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("to speed up (a process)", ["speed up"]),
        ("to be a member of", ["member of"]),
        ("the Yellow River", ["Yellow River"]),
        ("gross domestic product (GDP)", ["gross domestic product", "GDP"]),
        ("yak (Bos grunniens)", ["yak"]),
        ("Haidong prefecture, Qinghai", ["Haidong prefecture, Qinghai", "Haidong"]),
        ("Lhasa, capital city of Tibet", ["Lhasa, capital city of Tibet", "Lhasa"]),
        ("Golmud or Ge'ermu city in Haixi 海西", ["Golmud or Ge'ermu city in Haixi", "Golmud", "Ge'ermu"]),
        ("CL:個|个[ge4]", []),
        ("variant of 幹|干[gan4]", []),
        ("abbr. for 國內生產總值|国内生产总值[guo2 nei4]", []),
        ("surname Wang", []),
        ("(dialect)", []),
        ("", []),
    ],
)
def test_plain_glosses(definition: str, expected: list[str]) -> None:
    assert list(glosses(definition)) == expected


@pytest.mark.parametrize(
    ("pinyin", "expected"),
    [("Ge2 er3 mu4", ("ge", "er", "mu")), ("lu:4 hua4", ("lv", "hua")), ("r5", ("r",)), ("", ())],
)
def test_toneless_syllables(pinyin: str, expected: tuple[str, ...]) -> None:
    assert syllables(pinyin) == expected


def test_meanings_in_their_order_names_marked() -> None:
    found: dict[str, list[Meaning]] = {}
    for meaning in meanings():
        found.setdefault(meaning.word, []).append(meaning)
    assert found["牦牛"] == [Meaning("牦牛", "mao2 niu2", "yak", 0, False)]
    assert found["盐湖"] == [Meaning("盐湖", "yan2 hu2", "salt lake", 0, False)]
    assert found["海东"] == [
        Meaning("海东", "Hai3 dong1", "Haidong prefecture, Qinghai", 0, True),
        Meaning("海东", "Hai3 dong1", "Haidong", 1, True),
    ]
    assert [meaning.rank for meaning in found["生产总值"]] == [0, 1, 2]
    assert len(found) > 100_000
    assert all(m.gloss.strip() == m.gloss != "" for m in meanings())


def test_places_are_names_that_are_no_common_words() -> None:
    assert {"格尔木", "兰州", "甘肃"} <= places()
    assert not {"资源", "振兴", "习近平"} & places()
