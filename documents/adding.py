"""A report of the user's own: a file -> a report folder, healed, guessed at, checked, and written as a whole or not at all.

What is not told is read from the first lines: the title, and the date line ——2025年1月19日在…省…人民代表大会…上.
"""

import dataclasses
import datetime
import json
import re
import tempfile
from pathlib import Path

from documents import readers
from documents.clean import clean
from documents.corpus import REPORT_ID, load
from documents.document import Document, checksum
from documents.errors import BadReport, WrongUse
from documents.headings import numeral

_FRONT = 12
"""The title, the date line and the signature stand within the first so many lines."""

_SHORTEST = 200
"""A text of fewer characters is not a report."""

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_DATE_WRITTEN = re.compile(
    r"(二[〇○零][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_PLACE = "[\u4e00-\u9fff]{2,14}?"
_CONGRESS = re.compile(rf"({_PLACE}(?:省|自治区|市|自治州|州|盟|地区|县|区|旗))第[^第\s]{{1,6}}届?人民代表大会")
_TITLED = re.compile(rf"^(?:20\d\d年)?({_PLACE}(?:省|自治区|市|自治州|州|盟|县|区|旗))?(?:人民)?政府工作报告")
_PEOPLES = re.compile(r"(?:蒙古族|回族|藏族|维吾尔|壮族|土族|撒拉族)*自治区$")


@dataclasses.dataclass(frozen=True, slots=True)
class Front:
    """What the first lines of a report tell; None or "" where they do not."""

    title: str
    place: str  # as it is written: 四川省
    date: datetime.date | None

    @property
    def region(self) -> str:
        """The place as it is called: 四川, 宁夏, 西宁, 湟中区.

        >>> Front("", "宁夏回族自治区", None).region
        '宁夏'
        """
        short = _PEOPLES.sub("", self.place)
        return short[:-1] if short.endswith(("省", "市")) else short


def front(text: str) -> Front:
    """What the first lines of a canonical `text` tell.

    >>> front("政府工作报告\\n——2025年1月19日在四川省第十四届人民代表大会第三次会议上\\n").date
    datetime.date(2025, 1, 19)
    """
    lines = text.splitlines()[:_FRONT]
    title = next((line for line in lines if "工作报告" in line and len(line) <= 40), "")
    place = next((m[1] for line in lines if (m := _CONGRESS.search(_past_date(line)))), "")
    if not place and (named := _TITLED.match(title)):
        place = named[1] or ""
    date = next((found for line in lines if (found := _date(line))), None)
    return Front(title, place, date)


def add(
    source: Path,
    folder: Path,
    *,
    id: str | None = None,
    title: str | None = None,
    region: str | None = None,
    date: datetime.date | None = None,
    origin: str | None = None,
    licence: str = "未注明",
    title_en: str | None = None,
    region_en: str | None = None,
    replace: bool = False,
) -> Document:
    """The report in the file `source`, after its folder `folder/<id>/` has been written.

    `folder` holds report folders and may be new. `origin` says where the report comes from; the file's name by default.
    Raises `WrongUse` where something must be told that the text does not tell, or where the id is taken and `replace`
    is not set; `BadReport` where the file cannot be read or the folder not written. Then nothing has changed.
    """
    text = clean(readers.read(source))
    if len(text) < _SHORTEST:
        raise WrongUse(
            f"{source.name} holds {len(text)} characters of text, too few for a report",
            "name the file of a report",
        )
    told = front(text)
    date = date or told.date
    if date is None:
        raise WrongUse(f"the first lines of {source.name} tell no date", "tell it, for instance: --date 2025-01-19")
    region = region or told.region
    if not region:
        raise WrongUse(f"the first lines of {source.name} tell no region", "tell it, for instance: --region 青海")
    id = id or f"{_latin(region)}-{date.year}"
    if not REPORT_ID.fullmatch(id):
        raise WrongUse(
            f"{id[:80]!r} cannot be the id of a report",
            "an id is lower-case letters, digits and hyphens: --id",
        )
    if (folder / id).exists() and not replace:
        raise WrongUse(f"{folder} holds a report {id} already", "give another --id, or --replace it")
    named = title or told.title
    if not named or named == "政府工作报告":
        named = f"{told.place or region}人民政府工作报告（{date.year}年）"
    meta = {
        "id": id,
        "title": named,
        "title_en": title_en,
        "region": region,
        "region_en": region_en,
        "date": date.isoformat(),
        "source": origin or source.name,
        "licence": licence,
        "sha256": checksum(text),
    }
    return _write(folder, {k: v for k, v in meta.items() if v is not None}, text)


def _write(folder: Path, meta: dict[str, str], text: str) -> Document:
    """Writes the report beside its place, reads it back, and moves it there."""
    final = folder / meta["id"]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=folder) as holder:
            made = Path(holder) / "new"
            made.mkdir()
            (made / "zh.txt").write_bytes(text.encode("utf-8"))
            record = json.dumps(meta, ensure_ascii=False, indent=2) + "\n"
            (made / "report.json").write_bytes(record.encode("utf-8"))
            document = load(made)
            put(made, final, Path(holder) / "old")
    except OSError as error:
        raise BadReport(
            f"{final} cannot be written ({error.strerror})", "make room, or name a folder that may be written"
        ) from None
    return document


def put(made: Path, final: Path, old: Path) -> None:
    """Moves `made` to `final`, and what stood there to `old`; back again if that fails."""
    stood = final.exists()
    if stood:
        final.rename(old)
    try:
        made.rename(final)
    except BaseException:
        if stood:
            old.rename(final)
        raise


def _past_date(line: str) -> str:
    """`line` behind its date and the 在 that follows, so that neither is taken for a part of the place's name."""
    return re.sub(r"^(?:.*?日)?(?:[^在]{0,12}在)?", "", line, count=1)


def _date(line: str) -> datetime.date | None:
    if match := _DATE.search(line):
        year, month, day = map(int, match.groups())
    elif match := _DATE_WRITTEN.search(line):
        year = int(match[1].translate(_DIGITS))
        month, day = (numeral(part) for part in match.groups()[1:])
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _latin(region: str) -> str:
    """`region` in pinyin, as ids have it."""
    from pypinyin import lazy_pinyin

    spelt = "".join(lazy_pinyin(region)) if region != "陕西" else "shaanxi"
    return re.sub(r"[^a-z0-9]+", "-", spelt.lower()).strip("-")
