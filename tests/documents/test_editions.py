"""The edition in English: it tiles the canonical text, and every figure, name and term of one side is on the other."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents import editions, glossary
from documents.corpus import BUNDLED, bundled
from documents.document import Statement
from documents.editions import Line
from documents.errors import BadReport
from documents.numbers import Quantity, find_equal, read

FOLDER = BUNDLED / "qinghai-2024"
DOCUMENT = bundled().document("qinghai-2024")
STATEMENTS = [(s.id, s.text, s.en or "") for s in DOCUMENT.statements]
EXCEPTIONS = json.loads((FOLDER / "exceptions.json").read_text(encoding="utf-8"))
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffefⅠ-ⅿ“”‘’]")
LONGEST_ZH, LONGEST_EN = 95, 65  # characters, words


def excused(what: str) -> set[str]:
    return {e["id"] for e in EXCEPTIONS if e["what"] == what}


def without_chinese_names(en: str) -> str:
    """The English without the Chinese names that stand in parentheses.

    >>> without_chinese_names("the Tour of Qinghai Lake (环湖赛) and")
    'the Tour of Qinghai Lake and'
    """
    return re.sub(r" ?\([^()]*[\u3400-\u9fff][^()]*\)", "", en)


def unmatched(of: list[Quantity], among: list[Quantity]) -> Iterator[Quantity]:
    rest = list(among)
    for quantity in of:
        equal = find_equal(quantity, rest)
        if equal is None:
            yield quantity
        else:
            rest.remove(equal)


def test_the_lines_tile_the_canonical_text_and_are_the_statements() -> None:
    text = (FOLDER / "zh.txt").read_text(encoding="utf-8")
    lines = editions.read(FOLDER / "en.jsonl", text)
    assert "".join(line.zh for line in lines) == text
    assert [(s.id, text[s.start : s.end], s.en) for s in DOCUMENT.statements] == [
        (line.id, line.zh, line.en) for line in lines
    ]


def test_numbers_run_from_zero_in_titled_sections_and_from_one_elsewhere() -> None:
    by_section: dict[str, list[Statement]] = {}
    for s in DOCUMENT.statements:
        by_section.setdefault(s.section.path, []).append(s)
    assert list(by_section) == [section.path for section in DOCUMENT.sections]
    for section in DOCUMENT.sections:
        first = 0 if section.titled else 1
        numbers = [s.number for s in by_section[section.path]]
        assert numbers == list(range(first, first + len(numbers))), section.path


def test_every_section_has_its_headings_in_english() -> None:
    for section in DOCUMENT.sections:
        assert len(section.headings_en) == len(section.headings), section.path
        assert not any(CHINESE.search(h) for h in section.headings_en), section.path


@pytest.mark.parametrize(("id_", "zh", "en"), STATEMENTS, ids=[s[0] for s in STATEMENTS])
def test_every_quantity_has_its_equal_on_the_other_side(id_: str, zh: str, en: str) -> None:
    if id_ in excused("quantity"):
        return
    chinese, english = read(zh, "zh"), read(without_chinese_names(en), "en")
    assert list(unmatched(chinese, english)) == []
    assert list(unmatched(english, chinese)) == []


def test_no_chinese_outside_parentheses() -> None:
    assert [id_ for id_, _, en in STATEMENTS if CHINESE.search(without_chinese_names(en))] == []


def test_a_chinese_name_in_parentheses_stands_in_the_statement() -> None:
    for id_, zh, en in STATEMENTS:
        for name in re.findall(r"\(([^()]*[\u3400-\u9fff][^()]*)\)", en):
            parts = [name] if name in zh else re.findall(r"[\u3400-\u9fff]", name)
            assert all(part in zh for part in parts), (id_, name)


def test_every_glossary_term_has_one_of_its_renderings() -> None:
    missing = [
        (id_, term.zh, term.en)
        for id_, zh, en in STATEMENTS
        for term in glossary.load()
        if term.zh in zh and not any(r.lower() in without_chinese_names(en).lower() for r in term.renderings)
    ]
    assert [m for m in missing if m[0] not in excused("term")] == []


def test_lengths() -> None:
    long = {id_ for id_, zh, en in STATEMENTS if len(zh) > LONGEST_ZH or len(en.split()) > LONGEST_EN}
    assert long == excused("length")


def test_prose_is_made_of_whole_sentences() -> None:
    for s in DOCUMENT.statements:
        en = s.en or ""
        assert en[0].isupper() or en[0] in '"(', s.id
        if s.number:
            assert en.endswith((".", "!", '."', ":")), s.id


def test_numbers_are_written_with_separators_and_percent_as_a_word() -> None:
    for id_, _, en in STATEMENTS:
        assert "%" not in en, id_
        assert not [n for n in re.findall(r"\d{4,}", en) if not n.startswith("20")], id_


def test_exceptions_are_named_once_with_a_reason_and_still_needed() -> None:
    assert all(set(e) == {"id", "what", "reason"} and len(e["reason"]) > 20 for e in EXCEPTIONS)
    assert max(Counter((e["id"], e["what"]) for e in EXCEPTIONS).values()) == 1
    by_id = {id_: (zh, en) for id_, zh, en in STATEMENTS}
    for id_ in excused("quantity"):
        zh, en = by_id[id_]
        chinese, english = read(zh, "zh"), read(without_chinese_names(en), "en")
        assert [*unmatched(chinese, english), *unmatched(english, chinese)], id_


def write(folder: Path, *lines: dict[str, str]) -> Path:
    path = folder / "en.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def test_read_a_small_edition(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"id": "r/1.0/1", "zh": "粮食增产。", "en": "Grain output rose."},
        {"id": "r/1.0/2", "zh": "牧草茂盛。\n", "en": "Grass grew well."},
    )
    assert editions.read(path, "粮食增产。牧草茂盛。\n") == (
        Line("r/1.0/1", "粮食增产。", "Grain output rose."),
        Line("r/1.0/2", "牧草茂盛。\n", "Grass grew well."),
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([{"id": "r/1.0/1", "zh": "粮食减产。", "en": "x"}], "is not the text at 0"),
        ([{"id": "r/1.0/1", "zh": "粮食", "en": "x"}], "ends at 2 of 5 characters"),
        ([{"id": "r/1.0/1", "zh": "粮食"}], "is not a statement"),
        ([{"id": "one", "zh": "粮食增产。", "en": "x"}], "unusable or repeated id"),
        (
            [{"id": "r/1.0/1", "zh": "粮食", "en": "x"}, {"id": "r/1.0/1", "zh": "增产。", "en": "x"}],
            "unusable or repeated id",
        ),
    ],
)
def test_an_edition_that_does_not_fit_is_refused(tmp_path: Path, lines: list[dict[str, str]], message: str) -> None:
    with pytest.raises(BadReport, match=message):
        editions.read(write(tmp_path, *lines), "粮食增产。")
