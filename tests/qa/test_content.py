"""What a question is about: its content words in both languages, and how much of them a text covers."""

import doctest
from pathlib import Path

import pytest

from documents.document import Statement
from documents.language import Language
from index.search import Index
from qa import content
from qa.answerer import Answerer
from qa.content import Content, Word
from qa.lexicon import stems
from qa.settings import Settings


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


@pytest.fixture(scope="module")
def index(real: Answerer) -> Index:
    return real.index


def surfaces(text: str, language: Language, index: Index) -> list[str]:
    return [word.surface for word in content.of(text, language, index).words]


def word(*zh: str, en: tuple[tuple[str, ...], ...] = (), weight: float = 1.0) -> Word:
    return Word(zh[0] if zh else " ".join(en[0]), zh, en, weight)


def test_examples() -> None:
    assert doctest.testmod(content).failed == 0


def test_a_word_of_the_same_root_counts_in_part() -> None:
    assert word(en=(("satisfi",),)).met_by("", stems("a satisfaction rate of 100 percent")) == pytest.approx(0.7)
    assert word(en=(("satin",),)).met_by("", stems("a satisfaction rate")) == 0.0


def test_a_word_is_met_by_itself_more_than_by_what_it_stands_for_and_not_by_another() -> None:
    income = word("挣钱", "增收", "人均可支配收入")
    itself, official, other = (income.met_by(text, ()) for text in ("多挣钱", "促进农牧民增收", "防沙治沙"))
    assert itself == 1.0
    assert 0 < official < itself
    assert other == 0.0


def test_half_of_a_long_word_meets_it_in_part() -> None:
    assert 0 < word("国家公园").met_by("三江源公园", ()) < word("国家公园").met_by("三江源国家公园", ()) == 1.0


def test_an_english_word_is_met_by_its_stems_and_its_chinese() -> None:
    leopard = word("", "雪豹", en=(("snow", "leopard"),))
    assert leopard.met_by("", stems("Snow leopards are more numerous")) == 1.0
    assert leopard.met_by("", stems("Snow fell")) == 0.0
    assert leopard.met_by("", stems("Leopards rest")) == pytest.approx(0.35)  # half of the term, its head
    assert leopard.met_by("普氏原羚、雪豹", ()) > 0.8


def test_coverage_is_the_share_of_the_weight() -> None:
    asked = Content((word("粮食", weight=3.0), word("补贴", weight=1.0)))
    assert asked.weight == 4.0
    assert asked.coverage("粮食补贴") == 1.0
    assert asked.coverage("粮食总产量") == 0.75
    assert asked.coverage("电力") == 0.0
    assert asked.met("粮食总产量") == [1.0, 0.0]
    assert Content(()).coverage("电力") == 1.0


def test_precision_is_the_share_of_the_indicator_that_was_asked_for() -> None:
    asked = Content((word("居民"), word("收入")))
    assert asked.precision("居民收入") == 1.0
    assert asked.precision("全体居民收入") == 4 / 6
    assert asked.precision("货运量") == 0.0
    assert asked.precision("") == 0.0


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "language", "held"),
    [
        ("2023年青海省居民消费价格上涨了多少？", "zh", {"居民", "消费"}),
        ("去年老百姓挣钱多了吗？", "zh", {"老百姓", "挣钱"}),
        ("失业率是多少？", "zh", {"失业率"}),
        ("2024年GDP增长目标是多少？", "zh", {"gdp"}),
        ("新增景区里有几家是4A？", "zh", {"4A", "景区"}),
        ("How many snow leopards are there?", "en", {"snow leopard"}),
        ("How many 5G masts were built by the end of the year?", "en", {"5G", "mast"}),
        ("Which novel won the Mao Dun Literature Prize in 2023?", "en", {"novel", "mao dun literatur prize"}),
        ("How much lithium carbonate was produced?", "en", {"lithium carbon"}),
        ("What is planned for 三江源国家公园?", "en", {"国家公园"}),
    ],
)
def test_content_words(text: str, language: Language, held: set[str], index: Index) -> None:
    assert held <= set(surfaces(text, language, index))


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("今年的目标是多少？", "zh"),
        ("2024年青海省报告有哪些措施？", "zh"),
        ("What is the target for 2024?", "en"),
        ("", "zh"),
        ("5.3%", "en"),
    ],
)
def test_words_that_only_ask_are_no_content(text: str, language: Language, index: Index) -> None:
    assert surfaces(text, language, index) == []


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "language", "meaning"),
    [
        ("去年老百姓挣钱多了吗？", "zh", "人均可支配收入"),
        ("失业率是多少？", "zh", "城镇调查失业率"),
        ("GDP增长多少？", "zh", "全省生产总值"),
        ("inflation last year", "en", "居民消费价格"),
        ("the jobless rate", "en", "城镇调查失业率"),
        ("scam calls", "en", "电信网络诈骗"),
        ("snow leopards", "en", "雪豹"),
    ],
)
def test_everyday_words_and_terms_stand_for_the_reports(
    text: str, language: Language, meaning: str, index: Index
) -> None:
    assert any(meaning in w.zh for w in content.of(text, language, index).words)


@pytest.mark.real_model
def test_a_rare_word_weighs_more_than_a_common_one(index: Index) -> None:
    rare, common = content.of("裸鲤蕴藏量", "zh", index), content.of("建设", "zh", index)
    assert max(w.weight for w in rare.words) > max(w.weight for w in common.words) > 0


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("失业率是多少？", "zh", "城镇调查失业率5.5%"),
        ("居民消费价格是多少？", "zh", "居民消费价格上涨0.5%"),
        ("裸鲤有多少？", "zh", "青海湖裸鲤蕴藏量"),
        ("inflation last year", "en", "居民消费价格上涨0.5%"),
        ("How many snow leopards?", "en", "雪豹等野生动物"),
        ("lithium carbonate", "en", "碳酸锂11万吨"),
        ("the Mao Dun Literature Prize", "en", "茅盾文学奖"),
    ],
)
def test_the_statement_that_holds_the_answer_covers_the_question(
    text: str, language: Language, words: str, index: Index, real: Answerer
) -> None:
    asked = content.of(text, language, index)
    statements = real.corpus.documents[0].statements

    def covered(statement: Statement) -> float:
        return asked.coverage(statement.text, stems(statement.en or ""))

    holder = next(s for s in statements if words in s.text)
    assert covered(holder) == max(map(covered, statements)) > 0.8
    # and by the Chinese alone, as in a report without an edition
    assert asked.coverage(holder.text) > 0.6


def test_what_a_word_was_learnt_to_stand_for_counts_less_than_what_is_known(index: Index) -> None:
    """Only words that the texts hold."""
    assert index.wordings is not None
    assert index.told is not None
    (word,) = [w for w in content.of("公司缺钱怎么办？", "zh", index).words if w.surface == "公司"]
    learnt = [told for told in index.wordings.meant("公司", "zh", content.LIFT) if told in index.told.vocabulary]
    assert learnt
    assert set(word.learnt) == set(learnt)
    assert word.met_by(next(told for told in learnt if told not in word.zh), ()) == content.WIDER


def test_words_that_are_not_kept_weigh_less() -> None:
    one, other = Word("路", ("路",), (), 0.8), Word("村", ("村",), (), 0.5)
    both = Content((one, other))
    assert [w.weight for w in both.lighter(Content((one,)), 0.3).words] == pytest.approx([0.8, 0.15])
    assert both.lighter(Content(()), 0.3) == both
