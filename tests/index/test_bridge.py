"""What names a thing in the other language's texts, exact, and how phrases are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bridge import Bridge, pack, unpack
from index.keywords import Group
from index.search import Index

Members = tuple[tuple[str, float], ...]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("yak", (("牦", 1.0), ("牦牛", 1.0))),
        ("salt_lake", (("盐湖", 1.0),)),
        ("potash_fertil", (("钾肥", 1.0),)),
        ("lithium_carbon", (("碳酸锂", 1.0),)),
        ("grassland", (("草原", 1.0), ("退化草原", 0.7))),
        ("gdp", (("全省生产总值", 1.0), ("生产总值", 0.769))),
        ("unemploy_rate", (("失业率", 1.0),)),
        ("consum_price", (("居民消费价格", 1.0),)),
        ("new_energi", (("新能源", 1.0),)),
        ("environ", (("环境", 1.0), ("生态环境", 1.0))),
        ("revenu", (("收入", 0.625),)),
        ("hospit", (("医院", 1.0),)),
        # names: from the dictionary, and by their sound
        ("qinghai", (("青海", 1.0),)),
        ("qinghai_lake", (("青海湖", 1.0),)),
        ("haidong", (("海东", 1.0),)),
        ("golmud", (("格尔木", 1.0), ("格尔木市", 0.769))),
        ("maerdang", (("玛尔挡", 1.0),)),
        # not in these texts, not in any
        ("railway", ()),
        ("xyzzy", ()),
    ],
)
def test_english_to_chinese(region: Index, phrase: str, expected: Members) -> None:
    assert region.bridge.members(phrase, ("en", "zh")) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("盐湖", (("salt_lake", 1.0),)),
        ("钾肥", (("potash", 1.0), ("potash_fertil", 1.0))),
        ("草原", (("grassland", 1.0),)),
        ("牦牛", (("yak", 1.0),)),
        ("旅游", (("tourism", 1.0),)),
        ("收入", (("revenu", 0.625),)),
        ("就业", (("employ", 1.0),)),
        ("铁路", (("railway", 1.0),)),
        ("公路", (("highway", 1.0),)),
        ("海东", (("haidong", 1.0),)),
        ("青海", ()),
    ],
)
def test_chinese_to_english(english: Index, word: str, expected: Members) -> None:
    assert english.bridge.members(word, ("zh", "en")) == expected


def test_within_one_language(region: Index, english: Index) -> None:
    assert region.bridge.members("草场", ("zh", "zh")) == (("草原", 0.7), ("退化草原", 0.7))
    assert region.bridge.members("环境", ("zh", "zh")) == (("生态环境", 0.7),)
    assert english.bridge.members("job", ("en", "en")) == (("employ", 0.7),)
    assert english.bridge.members("rail", ("en", "en")) == (("railway", 0.7),)


TABLES = Bridge(
    {
        ("en", "zh"): {"salt_lake": "盐湖:1", "salt": "盐:1", "yak": "牦牛:1 犏牛:0.5"},
        ("zh", "zh"): {"草场": "草原:0.7"},
        ("zh", "en"): {"盐湖": "salt_lake:1", "盐": "salt:1", "牦牛": "yak:1"},
    }
)


def test_phrases_come_before_their_words() -> None:
    assert TABLES.english(["salt", "lake", "yak"], "zh") == [
        Group("salt_lake", (("salt_lake", 1.0), ("盐湖", 1.0))),
        Group("salt", (("salt", 1.0), ("盐", 1.0)), 0.5),
        Group("lake", (("lake", 1.0),), 0.5),
        Group("yak", (("yak", 1.0), ("牦牛", 1.0), ("犏牛", 0.5))),
    ]
    assert TABLES.english(["lake", "salt"], "zh") == [
        Group("lake", (("lake", 1.0),)),
        Group("salt", (("salt", 1.0), ("盐", 1.0))),
    ]
    assert TABLES.english([], "zh") == []


def test_longest_chinese_words_first_what_begins_no_word_passed_over() -> None:
    assert TABLES.chinese("大盐湖牦牛盐", "en") == [
        Group("盐湖", (("salt_lake", 1.0),)),
        Group("牦牛", (("yak", 1.0),)),
        Group("盐", (("salt", 1.0),)),
    ]


def test_chinese_terms_keep_their_own_name_beside_synonyms() -> None:
    assert TABLES.chinese("草场牦牛", "zh") == [
        Group("草场", (("草场", 1.0), ("草原", 0.7))),
        Group("场牦", (("场牦", 1.0),)),
        Group("牦牛", (("牦牛", 1.0),)),
    ]


def test_without_tables_terms_stand_for_themselves() -> None:
    assert Bridge().english(["gdp"], "zh") == [Group("gdp", (("gdp", 1.0),))]
    assert Bridge().chinese("盐湖", "zh") == [Group("盐湖", (("盐湖", 1.0),))]
    assert Bridge().chinese("盐湖", "en") == []


def test_packed_heaviest_first() -> None:
    assert pack({"犏牛": 0.5, "牦牛": 1.0, "牛": 1 / 1.3}) == "牦牛:1 牛:0.769 犏牛:0.5"
    assert unpack("a:b:1 c:0.5") == (("a:b", 1.0), ("c", 0.5))


@given(st.dictionaries(st.text("盐湖a_:", min_size=1), st.sampled_from([1.0, 0.7, 0.5, 0.25]), min_size=1))
def test_unpacking_is_the_inverse(members: dict[str, float]) -> None:
    assert dict(unpack(pack(members))) == members
