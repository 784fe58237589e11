"""The items of a list with 分别, and the head noun they share: 装备制造业、高技术制造业增加值, 存贷款余额.

Knows nothing of figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_HEADS: Final = (
    "(?:常住)?居民人均可支配收入|人均可支配收入|工业增加值|增加值|固定资产投资|投资|进出口总[额值]|出口额?|进口额?|总收入|营业收入|"
    "收入|支出|贷款余额|存款余额|余额|产值|产量|(?:人均)?月?标准|总额|业务总?量|运量|周转量|吞吐量|发电量|用电量|[一-龥]{2}[额值率]|"
    "装机容量|装机|比重|比例|占比|面积|里程|人数|人次|户数|数量|规模|涨幅|增速|数|量|率"
)
_HEAD: Final = re.compile(f"(?:{_HEADS})$")
_TWINS: Final = (
    ("城乡居民", "城镇居民", "农村居民"), ("城乡", "城镇", "农村"), ("存贷款", "存款", "贷款"), ("进出口", "进口", "出口"),
    ("客货运", "客运", "货运"), ("收支", "收入", "支出"), ("产销", "生产", "销售"),
)  # fmt: skip


def split_items(subject: str, count: int) -> list[str]:
    """The items of a list, where they can be told apart as ``count`` of them; else the subject as one.

    >>> split_items("金融机构存贷款余额", 2), split_items("客运量、货运量", 2)
    (['金融机构存款余额', '金融机构贷款余额'], ['客运量', '货运量'])
    """
    for pattern in ("、", "、|以及|和|与|及(?!其)"):
        items = [item for item in re.split(pattern, subject) if item]
        if len(items) == count:
            return items
    if count == 2:
        for both, one, other in _TWINS:
            if both in subject:
                return [subject.replace(both, one, 1), subject.replace(both, other, 1)]
    return [subject]


def share_head(items: Sequence[str]) -> list[str]:
    """Gives every item the head noun that only the last one carries: 装备制造业, 高技术制造业增加值.

    >>> share_head(["太阳能电池", "锂电池出口"]), share_head(["旅游人次", "旅游总收入"])
    (['太阳能电池出口', '锂电池出口'], ['旅游人次', '旅游总收入'])
    """
    head = _HEAD.search(items[-1])
    if len(items) < 2 or head is None:
        return list(items)
    return [item if _HEAD.search(item) else item + head[0] for item in items]
