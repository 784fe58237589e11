"""Altered sentences, made from true ones: one fact of each is no longer what the report says. Deterministic.

`of(text, language, others)` yields (what was altered, the altered sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents import glossary
from documents.language import Language
from documents.numbers import Quantity, read, same

_DIGITS = re.compile(r"(?<![A-Za-z0-9.+])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9+]|[A-Za-z])")

UNITS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("万", "亿"), ("亿", "万"), ("万", ""), ("%", "个百分点"), ("个百分点", "%"), ("亩", "公顷"), ("吨", "公斤"), ("公里", "米"),
        ("千瓦时", "千瓦"), ("千瓦", "千瓦时"), ("千伏", "伏"), ("元", "美元"), ("倍", "%"), ("户", "人"), ("人次", "户"), ("立方米", "吨"),
        ("小时", "天"), ("分钟", "小时"), ("天", "周"), ("个工作日", "周"),
    ),
    "en": (
        (" million", " billion"), (" billion", " million"), (" million", " thousand"), (" million", ""), ("%", " percentage points"),
        (" percentage points", "%"), (" percent", " percentage points"), (" mu", " hectares"), (" tonnes", " kilograms"),
        (" tons", " kilograms"), (" kilometers", " meters"), (" kilometres", " metres"), (" km", " m"),
        (" kilowatt-hours", " kilowatts"), (" kilowatts", " kilowatt-hours"), (" yuan", " dollars"), (" households", " people"),
        (" cubic meters", " tonnes"), (" hours", " days"), (" minutes", " hours"), (" days", " weeks"), ("-fold", " percent"),
    ),
}  # fmt: skip
HEDGES: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("左右", ""), ("左右", "以上"), ("及以上", ""), ("以上", ""), ("以上", "左右"), ("以上", "以内"), ("突破", "达到"),
        ("突破", "接近"),
        ("超过", "达到"), ("超", "约"), ("以内", "以上"), ("余", ""), ("多家", "家"), ("近", ""), ("近", "超"),
    ),
    "en": (
        ("about ", ""), ("about ", "over "), ("around ", ""), ("around ", "at least "), ("approximately ", ""), ("over ", ""),
        ("over ", "about "), ("more than ", ""), ("more than ", "nearly "), ("at least ", ""), ("at least ", "about "), ("nearly ", ""),
        ("nearly ", "over "), ("above ", "below "), ("exceeded ", "approached "), ("or more", "or less"), ("no more than ", "at least "),
    ),
}  # fmt: skip
DIRECTIONS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("增长", "下降"), ("上涨", "下跌"), ("提高", "降低"), ("提升", "下降"), ("恢复到", "下降到"), ("新增", "减少"), ("增加", "减少"),
        ("下降", "上升"), ("压减", "增加"), ("压缩至", "增加至"), ("降幅", "增幅"), ("涨幅", "跌幅"), ("缩小", "扩大"), ("扩大", "缩小"),
        ("高于", "低于"), ("降低", "提高"), ("减少", "增加"),
    ),
    "en": (
        ("increased", "decreased"), ("increase", "decrease"), ("rose", "fell"), ("grew", "shrank"), ("growth", "decline"),
        ("rise", "fall"), ("grow", "shrink"), ("growing", "falling"), ("rising", "falling"), ("increasing", "decreasing"),
        ("reduced", "raised"), ("reduce", "raise"),
        ("reduction", "increase"), ("cut ", "raise "), ("fell", "rose"), ("higher", "lower"), ("lower", "higher"),
        ("recovered to", "fell to"), ("expand", "reduce"), ("narrow", "widen"), ("shortened", "extended"),
    ),
}  # fmt: skip
DENIALS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (("完成", "未完成"), ("建成", "没有建成"), ("实现", "未能实现"), ("增长", "没有增长")),
    "en": (
        (" was ", " was not "),
        (" were ", " were not "),
        (" will ", " will not "),
        (" completed", " not completed"),
    ),
}


def of(text: str, language: Language, cited: str = "") -> Iterator[tuple[str, str]]:
    """Every alteration of one fact in `text`, by kind. No name that stands in `cited` is put in another's place."""
    yield from (("digits", m) for m in _digits(text))
    yield from (("units", m) for m in _swapped(text, language, UNITS, inside=True))
    yield from (("hedges", m) for m in _swapped(text, language, HEDGES, inside=True))
    yield from (("hedges", m) for m in _hedged(text, language))
    yield from (("directions", m) for m in _swapped(text, language, DIRECTIONS, inside=False))
    yield from (("denials", m) for m in _swapped(text, language, DENIALS, inside=False))
    yield from (("names", m) for m in _names(text, language, cited))
    yield from (("exchanged", m) for m in _exchanged(text, language))


def _digits(text: str) -> Iterator[str]:
    for match in _DIGITS.finditer(text):
        number = match.group()
        last = str((int(number[-1]) + 3) % 10)
        yield text[: match.start()] + number[:-1] + last + text[match.end() :]
        first = str(int(number[0]) % 9 + 1)
        yield text[: match.start()] + first + number[1:] + text[match.end() :]
        if "." in number:
            yield text[: match.start()] + number.replace(".", "") + text[match.end() :]
        plain = number.replace(",", "")
        if len(plain) > 1 and "." not in plain and plain != plain[::-1] and plain[-1] != "0":
            yield text[: match.start()] + plain[::-1] + text[match.end() :]


def _swapped(
    text: str, language: Language, table: dict[Language, tuple[tuple[str, str], ...]], inside: bool
) -> Iterator[str]:
    """Each word of the table replaced where it stands: `inside` a quantity, or anywhere as a word."""
    spans = [(q.start, q.end) for q in read(text, language) if q.kind in ("quantity", "duration", "rank", "date")]
    before = read(text, language)
    for old, new in table[language]:
        pattern = re.escape(old) if language == "zh" or not old.strip().isalpha() else rf"\b{re.escape(old.strip())}\b"
        for match in re.finditer(pattern, text):
            if inside and not any(start <= match.start() and match.end() <= end for start, end in spans):
                continue
            if not inside and (
                text.startswith(("增加值", "增长点", "增长极", "提升行动", "提升工程"), match.start())
                or "完成完" in text
            ):
                continue
            word = new if match.group().endswith(" ") or language == "zh" else new.rstrip()
            changed = (text[: match.start()] + word + text[match.end() :]).replace("  ", " ")
            if inside and _says_the_same(before, read(changed, language)):
                continue
            yield changed


def _says_the_same(a: list[Quantity], b: list[Quantity]) -> bool:
    """Whether the change of a word left every quantity as it was (家 and 项 count alike)."""
    return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))


def _hedged(text: str, language: Language) -> Iterator[str]:
    """A hedge where there is none."""
    for q in read(text, language):
        again = text[: q.start].endswith("(")  # says the figure before it in another unit, whose hedge holds
        if q.kind == "quantity" and not q.hedge and q.unit and text[q.start].isdigit() and not again:
            yield text[: q.start] + ("约" if language == "zh" else "about ") + text[q.start :]
            yield text[: q.start] + ("超过" if language == "zh" else "more than ") + text[q.start :]


def _names(text: str, language: Language, cited: str) -> Iterator[str]:
    """Each proper name of the glossary replaced by another one, which the sentence does not hold."""
    names = [t for t in glossary.load() if t.en[:1].isupper() and len(t.zh) > 1]
    for i, term in enumerate(names):
        name = term.zh if language == "zh" else term.en
        at = text.find(name)
        longer = any(
            name in (o := other.zh if language == "zh" else other.en) and o != name and o in text for other in names
        )
        if at < 0 or longer or term.en in ("China", "Qinghai") or name == "青海":
            continue
        for step in (7, 31):
            other = names[(i + step) % len(names)]
            new = other.zh if language == "zh" else other.en
            if (
                new.strip("“”").lower() not in (text + cited).lower()
                and other.en != "Qinghai"
                and not set(other.renderings) & set(term.renderings)
            ):
                yield text[:at] + new + text[at + len(name) :]
                break


def _exchanged(text: str, language: Language) -> Iterator[str]:
    """Two figures of one sentence in each other's place."""
    found = [q for q in read(text, language) if q.kind == "quantity" and q.unit]
    for i, a in enumerate(found):
        for b in found[i + 1 :]:
            if a.unit == b.unit and not same(a, b):
                first, second = text[a.start : a.end].strip(), text[b.start : b.end].strip()
                yield text[: a.start] + second + text[a.end : b.start] + first + text[b.end :]
