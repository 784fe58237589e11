"""Languages: detected, simplified, normalised, whatever the characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.language import Language, detect, normalise, simplify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "zh"),
        (" \t\n", "zh"),
        ("省", "zh"),
        ("a", "en"),
        ("5.3%", "zh"),
        ("2024", "zh"),
        ("😀", "zh"),
        ("\x00\x1b", "zh"),
        ("\ud800", "zh"),
        ("GDP", "en"),
        ("What was Qinghai's GDP growth?", "en"),
        ("2023年青海省生产总值增长了多少？", "zh"),
        ("2024年GDP目标是多少", "zh"),
        ("青海的GDP growth", "zh"),
        ("2023年这种community一共打造了how many个", "zh"),
        ("What is planned for 三江源国家公园?", "en"),
        ("How much was 一般公共预算收入 in 2023?", "en"),
        ("List the 产业四地", "en"),
        ("国家公园 national park", "zh"),
        ("請問青海湖國家公園的進展", "zh"),
        ("ＧＤＰ", "zh"),
        ("😀 How is the lake doing? 😀", "en"),
        ("is 5.3% right?", "en"),
    ],
)
def test_which_language_a_question_is_in(text: str, language: Language) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("", ""),
        ("省", "省"),
        ("國", "国"),
        ("GDP 5%", "GDP 5%"),
        ("😀國😀", "😀国😀"),
        ("請問青海湖國家公園創建進展如何？", "请问青海湖国家公园创建进展如何？"),
        ("城鎮調查失業率與居民消費價格", "城镇调查失业率与居民消费价格"),
        ("乾隆、皇后、裡面、麵條、頭髮、發展", "乾隆、皇后、里面、面条、头发、发展"),
        ("國\ud800園", "国\ud800园"),
        ("國\x00園", "国\x00园"),
    ],
)
def test_traditional_characters_become_simplified(text: str, simplified: str) -> None:
    assert simplify(text) == simplified


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        (" \u3000\t\n", ""),
        ("省", "省"),
        ("２０２３年　ＧＤＰ增長多少？ ", "2023年 GDP增长多少？"),
        ("ａｂｃＸＹＺ０９％．＋", "abcXYZ09%.+"),
        ("（一）“产业”，；：！？", "（一）“产业”，；：！？"),
        ("Ⅱ类×", "Ⅱ类×"),
        ("多\n行\r\n问\t题", "多 行 问 题"),
        ("a  b", "a b"),
        ("\x00\x07\x1b", ""),
        ("增\x00长\x7f", "增长"),
        ("零\u200b宽\ufeff", "零宽"),
        ("\ud800", ""),
        ("好\udfff的", "好的"),
        ("😀", "😀"),
        ("👨\u200d👩", "👨👩"),
        ("GDP Growth", "GDP Growth"),
        ("\ue000", ""),
    ],
)
def test_the_plain_form(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text(max_size=60))
def test_the_plain_form_of_any_text(text: str) -> None:
    plain = normalise(text)
    assert plain == plain.strip()
    assert "  " not in plain
    assert not [c for c in plain if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")]
    assert detect(text) in ("zh", "en")


@given(st.text(alphabet="省国增长率多少５５％ＧＤＰgdp what　 \t\x00😀，。", max_size=40))
def test_the_plain_form_is_plain(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=40))
def test_any_text_can_be_simplified(text: str) -> None:
    assert isinstance(simplify(text), str)
