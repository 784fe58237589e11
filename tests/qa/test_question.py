"""What was asked, read once: kind, language, follow-ups, several questions in one, and what is no question."""

import doctest

import pytest

from documents.errors import BadQuestion
from documents.language import Language
from qa import question
from qa.answer import Reason
from qa.question import HISTORY_TURNS, MAX_CHARS, kind, leans, parts, read
from qa.refusing import MESSAGES


def said(*contents: str) -> list[dict[str, str]]:
    """A conversation in which these were asked, each with some answer."""
    return [
        turn
        for content in contents
        for turn in ({"role": "user", "content": content}, {"role": "assistant", "content": "报告没有说明这一点。"})
    ]


def test_examples() -> None:
    assert doctest.testmod(question).failed == 0


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("去年粮食产量是多少？", "figure"),
        ("城镇调查失业率目标是多少？", "figure"),
        ("震后多少分钟专业救援队集结？", "figure"),
        ("青海湖裸鲤恢复到几万吨？", "figure"),
        ("钾肥占全国的比重", "figure"),
        ("重建工作什么时候完成？", "date"),
        ("西宁机场三期哪年建成？", "date"),
        ("搬迁工作截止到几月？", "date"),
        ("哪些地方入选全国生态文明建设示范区？", "list"),
        ("五大产业集群有哪些？", "list"),
        ("来办学的是哪4所名校？", "list"),
        ("列出2024年的主要预期目标", "list"),
        ("谁看望了受灾群众？", "name"),
        ("哪部小说得了茅盾文学奖？", "name"),
        ("获奖的纪录片叫什么？", "name"),
        ("直联点在哪里建成？", "place"),
        ("哪个乡今年通上大电网？", "place"),
        ("为什么粮食减产了？", "reason"),
        ("收入差距缩小的原因是什么？", "reason"),
        ("这些成绩，根子上靠的是什么？", "reason"),
        ("省下钱来图什么？", "reason"),
        ("农业靠科技增产多少？", "figure"),
        ("2024年如何促进消费？", "plan"),
        ("怎么帮助老年人？", "plan"),
        ("今年对教育有何打算？", "plan"),
        ("粮食产量下降了吗？", "yesno"),
        ("是否建成了省妇幼保健院？", "yesno"),
        ("2023年和2024年的增速相比如何？", "compare"),
        ("全省投资总额同比变动多少？", "figure"),
        ("进出口环比增加多少？", "figure"),
        ("2023年和2024年哪年列得多？", "compare"),
        ("城镇和农村谁的收入增长更快？", "compare"),
        ("介绍一下盐湖产业", "open"),
    ],
)
def test_what_a_chinese_question_asks_for(text: str, asks: str) -> None:
    assert kind(text, "zh") == asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("How much did GDP grow in 2023?", "figure"),
        ("How many mu of grassland were improved?", "figure"),
        ("What share of spending went to people's livelihood?", "figure"),
        ("What is the grain output target for 2024?", "figure"),
        ("What was the unemployment rate?", "figure"),
        ("When will reconstruction be finished?", "date"),
        ("By what date should housing be rebuilt?", "date"),
        ("Which places became demonstration areas?", "list"),
        ("What are the main targets for 2024?", "list"),
        ("List the clean energy projects.", "list"),
        ("Please list the targets", "list"),
        ("How many medicines are on the insurance list?", "figure"),
        ("What toll will drivers pay?", "figure"),
        ("What's the monthly minimum wage?", "figure"),
        ("What is the average life expectancy?", "figure"),
        ("What top speed will the trains run at?", "figure"),
        ("What will the second phase cost?", "figure"),
        ("What fine do poachers get?", "figure"),
        ("What level did the output reach?", "figure"),
        ("At what level is the insurance pooled?", "open"),
        ("Pumped storage at the new plant: megawatts?", "figure"),
        ("Which former mining area is a model now?", "name"),
        ("Who visited the disaster area?", "name"),
        ("Which novel won the prize?", "name"),
        ("What is the name of the documentary?", "name"),
        ("Where will the new airport be built?", "place"),
        ("Which county got the award?", "place"),
        ("Why did grain output fall?", "reason"),
        ("What was the reason for the rise in tourism?", "reason"),
        ("What does the governor credit for the growth?", "reason"),
        ("To what end was spending cut?", "reason"),
        ("How much rural credit was given?", "figure"),
        ("What precise gross enrolment ratio did the schools record?", "figure"),
        ("What was the overall change in investment?", "figure"),
        ("What was the slight fall in prices?", "figure"),
        ("What does a teacher take home a month?", "figure"),
        ("What was the harvest, in tonnes?", "figure"),
        ("How will the government support farmers?", "plan"),
        ("What will be done for the elderly in 2024?", "plan"),
        ("Did grain output fall?", "yesno"),
        ("Has the income gap narrowed?", "yesno"),
        ("Compare GDP growth in 2023 and 2024.", "compare"),
        ("Was growth higher or lower than the target?", "compare"),
        ("Tell me about the salt lakes.", "open"),
    ],
)
def test_what_an_english_question_asks_for(text: str, asks: str) -> None:
    assert kind(text, "en") == asks


@pytest.mark.parametrize(
    ("text", "settles"),
    [
        ("粮食产量下降了吗？", True),
        ("是否建成了省妇幼保健院？", True),
        ("有没有新建机场？", True),
        ("粮食产量是多少？", False),
        ("Did grain output fall?", True),
        ("Is the airport finished?", True),
        ("Was growth higher or lower than the target?", False),
        ("How much did GDP grow?", False),
        ("能告诉我粮食产量是多少吗？", False),
        ("您可以介绍一下粮食产量吗？", False),
        ("Can you tell me how much GDP grew?", False),
        ("Do you know how much GDP grew?", False),
    ],
)
def test_whether_yes_or_no_would_answer(text: str, settles: bool) -> None:
    assert read(text).settles is settles


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("城里新增多少人就业，农村转移多少人？", ("城里新增多少人就业", "农村转移多少人")),
        ("What growth is expected, and what grain output?", ("What growth is expected GDP", "what grain output")),
        ("How much grain and how much oil was produced?", ("How much grain", "how much oil was produced")),
        ("How much grain and oil was produced?", ("How much grain and oil was produced?",)),
        (
            "How many schools, how many clinics and how many libraries are planned?",
            ("How many schools", "how many clinics", "how many libraries are planned"),
        ),
        (
            "When a fair is held, how many firms come and how many sell?",
            ("When a fair is held, how many firms come", "how many sell"),
        ),
    ],
)
def test_the_questions_in_one(text: str, held: tuple[str, ...]) -> None:
    assert read(text).parts == held


@pytest.mark.parametrize(
    ("text", "chosen", "spoken", "answered"),
    [
        ("2023年生产总值增长多少？", "auto", "zh", "zh"),
        ("How much did GDP grow in 2023?", "auto", "en", "en"),
        ("2023年GDP增长多少？", "auto", "zh", "zh"),
        ("What is planned for 三江源国家公园?", "auto", "en", "en"),
        ("青海湖國家公園有什麼進展？", "auto", "zh", "zh"),
        ("GDP", "auto", "en", "en"),
        ("5.3%?", "auto", "zh", "zh"),
        ("2023年生产总值增长多少？", "en", "zh", "en"),
        ("How much did GDP grow in 2023?", "zh", "en", "zh"),
    ],
)
def test_the_language_asked_in_and_the_language_of_the_answer(
    text: str, chosen: str, spoken: Language, answered: Language
) -> None:
    read_as = read(text, language=chosen)
    assert (read_as.spoken, read_as.language) == (spoken, answered)


def test_a_question_in_traditional_and_full_width_characters_is_read_in_plain_ones() -> None:
    asked = read("２０２３年　糧食產量是多少？")
    assert asked.text == "2023年 粮食产量是多少？"
    assert asked.original == "２０２３年　糧食產量是多少？"
    assert asked.asks == "figure"


@pytest.mark.parametrize(
    ("before", "text", "focus"),
    [
        ("2023年生产总值增长多少？", "那2024年呢？", "2024年"),
        ("城镇居民收入增长多少？", "农村的呢？", "农村"),
        ("2023年生产总值增长多少？", "那么失业率呢", "失业率"),
        ("去年建成了哪些电站？", "还有抽水蓄能的呢？", "抽水蓄能"),
        ("How much did urban income grow?", "And the rural figure?", "the rural figure"),
        ("How much did GDP grow in 2023?", "And for 2024?", "for 2024"),
        ("How much did GDP grow in 2023?", "What about 2024?", "2024"),
        ("How much did GDP grow in 2023?", "那2024年呢？", "2024年"),
    ],
)
def test_a_follow_up_is_made_whole(before: str, text: str, focus: str) -> None:
    asked = read(text, said(before))
    assert asked.focus == focus
    assert asked.search == f"{focus} {before}"
    assert asked.asks == read(before).asks
    assert asked.text == text


@pytest.mark.parametrize(
    ("before", "text", "asks"),
    [
        ("西宁机场三期有什么计划？", "这个项目什么时候完成？", "date"),
        ("玛尔挡水电站建得怎么样？", "它的装机是多少？", "figure"),
        ("制造业投资增长多少？", "今年的目标是多少？", "figure"),
        ("What is planned for Xining Airport?", "When will it be finished?", "date"),
        ("How much did GDP grow in 2023?", "What is the target for this year?", "figure"),
        ("Which novel won the prize?", "Who wrote it?", "name"),
    ],
)
def test_a_follow_up_that_points_back_keeps_its_own_kind_and_takes_the_subject(
    before: str, text: str, asks: str
) -> None:
    asked = read(text, said(before))
    assert asked.search.endswith(before)
    assert asked.asks == asks


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("2023年生产总值增长多少？", "2024年粮食产量的目标是多少？"),
        ("去年建了哪些养老设施？", "为困难老年人家庭进行多少户适老化改造？"),
        ("2023年生产总值增长多少？", "哪部小说获得了茅盾文学奖？"),
        ("2023年生产总值增长多少？", "谁看望了积石山地震的受灾群众？"),
        ("How much did GDP grow?", "How much potash was produced in 2023?"),
        ("Which novel won?", "Who visited the disaster area after the earthquake?"),
        ("How much did GDP grow?", "What is the grain output target for this year?"),
    ],
)
def test_a_whole_question_does_not_lean_on_the_conversation(before: str, text: str) -> None:
    alone, after = read(text), read(text, said(before))
    assert after == alone
    assert (after.search, after.focus) == (text, "")


@pytest.mark.parametrize("text", ["那2024年呢？", "And for 2024?", "这个项目什么时候完成？"])
def test_a_follow_up_with_nothing_before_it_stands_as_it_is(text: str) -> None:
    asked = read(text)
    assert (asked.search, asked.focus) == (text, "")


def test_follow_ups_of_follow_ups_reach_the_question_they_stand_on() -> None:
    asked = read("失业率呢？", said("2023年生产总值增长多少？", "那2024年呢？"))
    assert asked.search == "失业率 2024年 2023年生产总值增长多少？"


def test_a_follow_up_leans_on_the_latest_whole_question() -> None:
    asked = read("那2024年呢？", said("2023年生产总值增长多少？", "2023年粮食产量是多少？"))
    assert asked.search == "2024年 2023年粮食产量是多少？"


def test_answers_and_empty_turns_are_not_what_was_asked_before() -> None:
    history = [
        {"role": "user", "content": "2023年生产总值增长多少？"},
        {"role": "user", "content": ""},
        {"role": "assistant", "content": "2023年粮食产量是多少？"},
        {"role": "assistant"},
        {},
    ]
    assert read("那2024年呢？", history).search == "2024年 2023年生产总值增长多少？"


def test_turns_long_past_are_forgotten() -> None:
    old = [{"role": "user", "content": "2023年生产总值增长多少？"}]
    filler = [{"role": "assistant", "content": "。"}]
    within = read("那2024年呢？", old + filler * (HISTORY_TURNS - 1))
    beyond = read("那2024年呢？", old + filler * HISTORY_TURNS)
    assert within.search == "2024年 2023年生产总值增长多少？"
    assert beyond.search == "那2024年呢？"


def test_a_very_long_conversation_is_read() -> None:
    history = [{"role": "user", "content": "那2024年呢？"}] * 5000
    assert read("那2024年呢？", history).focus == "2024年"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("今年的目标是多少？", "zh", True),
        ("今年粮食产量的目标是多少？", "zh", False),
        ("农村的呢", "zh", True),
        ("2024年定的线又是多少？", "zh", True),
        ("Fine - and what is the bar in 2024?", "en", True),
        ("How long does it take to register a business?", "en", False),
        ("How long will it be?", "en", True),
        ("And the rural figure?", "en", True),
        ("What is the target for this year?", "en", True),
        ("What is the grain target for this year?", "en", False),
    ],
)
def test_which_questions_lean(text: str, language: Language, expected: bool) -> None:
    assert leans(text, language) is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("和美乡村建多少个，治理示范村创建多少个？", "zh", ("和美乡村建多少个", "治理示范村创建多少个")),
        ("生产总值增长多少？物价涨了多少？", "zh", ("生产总值增长多少", "物价涨了多少")),
        ("谁获奖以及哪些地方入选？", "zh", ("谁获奖", "哪些地方入选")),
        (
            "How many villages will be built and how many schools will open?",
            "en",
            ("How many villages will be built", "how many schools will open"),
        ),
        (
            "What was GDP growth? What was the inflation rate?",
            "en",
            ("What was GDP growth", "What was the inflation rate"),
        ),
    ],
)
def test_several_questions_in_one(text: str, language: Language, expected: tuple[str, ...]) -> None:
    assert parts(text, language) == expected
    assert read(text).parts == expected


@pytest.mark.parametrize(
    "text",
    [
        "2023年生产总值增长了多少？",
        "铁路、公路、机场各有什么安排？",
        "粮食，多少？",
        "How much did GDP and incomes grow?",
        "What is planned for education and health?",
    ],
)
def test_one_question_is_one_part(text: str) -> None:
    assert read(text).parts == (text,)


@pytest.mark.parametrize("text", ["", " ", "　 \n\t", "\x00\x01", "\u200b\u200e\u202e", "\ufeff"])
def test_nothing_is_no_question(text: str) -> None:
    with pytest.raises(BadQuestion, match="empty") as caught:
        read(text)
    assert caught.value.hint
    assert (caught.value.exit_status, caught.value.http_status) == (2, 422)


def test_the_longest_question_and_one_character_more() -> None:
    assert len(read("粮" * MAX_CHARS).text) == MAX_CHARS == 2000
    with pytest.raises(BadQuestion, match="2001 characters"):
        read("粮" * (MAX_CHARS + 1))


@pytest.mark.parametrize("text", ["\ud800", "粮食\udfff产量是多少？", "GDP \ud83d growth"])
def test_half_a_character_is_not_text(text: str) -> None:
    with pytest.raises(BadQuestion, match="not valid text"):
        read(text)


def test_control_and_direction_marks_are_not_read() -> None:
    assert read("\u202e2023年\x00粮食\u200b产量\x1b是多少？\u202c").text == "2023年粮食产量是多少？"
    assert read("How much\ndid GDP\tgrow?").text == "How much did GDP grow?"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("2024年的增长目标是多少？", "生产总值"),
        ("报告是什么时候作的？", "人民代表大会会议"),
        ("2024年工业增长目标是多少？", ""),
        ("今年的目标是多少？", ""),
        ("What growth rate is the province aiming for in 2024?", "GDP"),
        ("When was the report presented?", "session of the people's congress"),
        ("Who visited the disaster area?", ""),
    ],
)
def test_a_question_that_names_no_subject_may_have_one(text: str, subject: str) -> None:
    asked = read(text)
    assert asked.search == (f"{asked.text} {subject}" if subject else asked.text)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("这份政府工作报告是谁作的？", "省长"),
        ("这份报告是谁站在台上念的？", "省长"),
        ("谁做了今年的政府工作报告？", "省长"),
        ("这个报告谁作的？", "省长"),
        ("Who delivered this report?", "governor"),
        ("Who gave this speech?", "governor"),
        ("Whose speech is this?", "governor"),
        ("Who stood up and read out the report to the congress?", "governor"),
        ("By whom was the report delivered? The report was delivered by who?", "governor"),
    ],
)
def test_who_delivered_the_report_is_asked_in_many_ways(text: str, subject: str) -> None:
    assert read(text).search == subject


@pytest.mark.parametrize("text", ["报告里说谁看望了受灾群众？", "Who does the report thank?", "谁获得了奥运金牌？"])
def test_who_did_something_else_is_another_question(text: str) -> None:
    assert read(text).search == read(text).text


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What keeps families who've just escaped poverty from slipping back?", "open"),
        ("When severe weather looms, how are people warned?", "plan"),
        ("When will the airport be finished?", "date"),
        ("How far had the third phase of the airport got in 2023?", "open"),
        ("How far is the new road?", "figure"),
        ("What retail sales growth is targeted for 2024?", "figure"),
        ("Tell me who visited the disaster area.", "name"),
    ],
)
def test_relative_and_leading_clauses_do_not_ask(text: str, asks: str) -> None:
    assert read(text).asks == asks


def turns(*said: str) -> list[dict[str, str]]:
    return [{"role": "assistant" if i % 2 else "user", "content": text} for i, text in enumerate(said)]


@pytest.mark.parametrize("reason", ["off_topic", "unclear"])
def test_no_one_goes_on_from_a_question_that_was_turned_away(reason: Reason) -> None:
    before = turns("2023年制造业投资增长了多少？", "增长26.4%。[1]", "明天下雨吗？", MESSAGES[reason]["zh"])
    assert read("那电力投资呢？", before).search == "电力投资 2023年制造业投资增长了多少？"


def test_one_goes_on_from_a_question_of_another_year() -> None:
    before = turns("2022年制造业投资增长了多少？", "报告讲的是2023、2024年，没有这一年份的相关内容。")
    assert read("那2023年呢？", before).search == "2023年 2022年制造业投资增长了多少？"


@pytest.mark.parametrize(
    "text", ["总结一下这份报告", "这份报告是谁作的？", "Summarize the report", "Who delivered the report?"]
)
def test_a_question_about_the_whole_report_stands_by_itself(text: str) -> None:
    assert read(text, turns("2024年的主要目标有哪些？", "…")).focus == ""


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("23年和24年的产量", "2023年和2024年的产量"),
        ("产量, '23 and ’24?", "产量, 2023 and 2024?"),
        ("建校25年来", "建校25年来"),
        ("第23年", "第23年"),
        ("过了25年", "过了25年"),
        ("工作25年了", "工作25年了"),
        ("20年的房子", "20年的房子"),
        ("2023年", "2023年"),
        ("1.23年", "1.23年"),
    ],
)
def test_two_digits_of_a_year(text: str, plain: str) -> None:
    assert read(text).text == plain


@pytest.mark.parametrize(
    ("text", "asked", "sought"),
    [
        ("我跑甘肃那边拉货。今年能通的高速有几条？", "今年能通的高速有几条？", "今年能通的高速有几条？"),
        ("甘肃的路修好了。今年能通的高速有几条？", "今年能通的高速有几条？", "甘肃的路修好了。今年能通的高速有几条？"),
        ("我跑甘肃那边拉货，今年能通的高速有几条？", "今年能通的高速有几条？", "今年能通的高速有几条？"),
        ("我省2023年修了路，今年能通的高速有几条？", "我省2023年修了路，今年能通的高速有几条？", "我省2023年修了路，今年能通的高速有几条？"),
        ("I drive to Gansu, so tell me: how many roads will open?", "how many roads will open?", "how many roads will open?"),
        ("I drive to Gansu – how many roads will open?", "how many roads will open?", "how many roads will open?"),
        ("校门口天天堵。今年怎么办？", "校门口天天堵。今年怎么办？", "校门口天天堵。今年怎么办？"),
        ("今年能通的高速有几条？我跑甘肃。", "今年能通的高速有几条？我跑甘肃。", "今年能通的高速有几条？我跑甘肃。"),
        ("I drive to Gansu. How many expressways will open?", "How many expressways will open?", "How many expressways will open?"),
        ("My wife is from Gansu. How many roads were built there?", "How many roads were built there?", "My wife is from Gansu. How many roads were built there?"),
    ],
)  # fmt: skip
def test_what_the_setting_says_of_the_asker_is_not_sought(text: str, asked: str, sought: str) -> None:
    question = read(text)
    assert question.asked == asked
    assert question.sought == sought
    assert question.search == question.text == text


def test_a_follow_up_has_no_setting() -> None:
    history = [{"role": "user", "content": "2023年粮食产量是多少？"}, {"role": "assistant", "content": "……"}]
    assert read("我种地。那油菜呢？", history).setting == ""
