"""Names of units 单位名称: what they end in, what they begin with, what only looks like one.

The endings are those of the organs, institutions and enterprises that task documents of every level
name, with their customary short forms (发展改革委, 团市委, 省高院, 纪委监委).
"""

from __future__ import annotations

import re
from functools import lru_cache

from lianxi.kernel.texts.assignments.organs import DISTINCT, NATIONAL
from lianxi.kernel.texts.characters import simplified, width

STARS = "★☆▲△◆"
"""Marks some documents set before the leading unit."""

_CHARACTERS = "局委厅部办室院会府处署社站所队厂馆团台州盟旗市县区镇乡省行校关村科股组保"
_WORDS = (
    "公司", "集团", "中心", "部门", "单位", "机构", "企业", "街道", "大学", "妇联", "残联", "科协", "文联", "侨联",
    "社联", "工商联", "作协", "记协", "台联", "省高法", "省检", "专班", "机关", "移动", "电信", "联通", "铁塔", "供电",
    "电网", "税务", "消防", "海事", "政协", "人大", "武警", "邮政", "烟草", "气象", "口岸", "日报", "国资", "基地",
    "港务", "农垦", "成员", "主体", "林场", "农场", "城投", "交投", "文旅投", "水投", "国投", "水务", "燃气", "基金",
    "检察", "气田", "油田", "各方", "团中央", "监委", "军区", "法检", "社科联", "中学", "小学", "机场", "镇街",
    "幼儿园", "防指", "群岛", "控股", "兵团", "农信", "互助社",
)  # fmt: skip
_INNER = r"(?:[(（〔\[][^()（）]{1,30}[)）〕\]])?\Z"
_ENDING = re.compile(rf"(?:[{_CHARACTERS}]|{'|'.join(_WORDS)}){_INNER}")
_LEVEL = re.compile(
    r"(?:[省市县区州盟旗镇]|自治[区州县]|兵团|中央|国家|国务院|全国|教育部|财政部|科技部|公安部|各|有关|相关|其他|驻"
    r"|团[省市县区]|人[民行]|中国|国网|[一-鿿]{1,6}[省市县区州盟旗镇乡部])"
)
_ORGANS = (
    "局|委|厅|部|办|办公室|[查究]室|政府|法院|检察院|管委会|委员会|中心"
    "|公司|集团|银行|总队|支队|海关|部门|单位|联|署|院"
)
_STRONG = re.compile(rf"(?:{_ORGANS}|支行|街道|办事处|税务|府|社){_INNER}")
_ENDS_NAME = re.compile(rf"(?:{_ORGANS}|府|社)\Z")
_AREA = re.compile(
    rf"(?:(?:各[一-鿿、（）()]{{0,8}}|[一-鿿]{{1,3}})[省市县区州旗镇]|[一-鿿]{{4}}[市旗盟]|[一-鿿]{{2,12}}自治[县州区旗]"
    rf"|(?:各|有关|相关)?(?:市县|区县|县区|县市区|乡镇|街道|乡镇街道|镇街))(?<!超市|城市|都市|夜市|菜市|股市|楼市|门市){_INNER}"
)
_BARE_KINDS = re.compile(
    r"(?:[省市县区州盟旗镇乡村级、/]|街道|社区|办事处|管委会|学校|医院|高校|企业|单位|部门|国家|大学|研究院|中央|地方|机构"
    r"|基地|公司|集团|协会|园区|人民政府|自治区|自治州|自治县|开发区|直辖市)+\Z"
)
_KINDS_OF_AREA = (
    "中|老|旧|新建|农村|城市|贫困|欠发达|先进|示范|重点|试点|沿海|西部|东部|中部|落后|边远|民族|这些|该|本|我"
)
_NO_UNIT = re.compile(
    r"[。！？!?《》<>=%％]|[0-9]{4}年|以下|以上[各地]|不再列出|简称|包括|不含|含[有各]?|原则|作者|本报|记者|供稿|为牵头|要求"
    rf"|第[一二三四五六七八九十]+[条章]|(?:{_KINDS_OF_AREA})[小型]?(?:地区|城区|小区|社区|城镇|企业|市县)\Z"
)
_REMARK = re.compile(
    r"(?:按照?|根据|依)(?:各自)?职[责能]|分工负责|结合实际|共同参与|[:：]|[做抓]好|推进|工作\Z"
    r"|\A(?:配合|负责|牵头|落实|实施|参与|完成|无|略|等|—+|-+|/)\Z"
)
_SPACES = re.compile(r"\s+")
_LONGEST = 45
SURE, DISTINCTLY, LIKELY, POSSIBLY = 0.97, 0.95, 0.9, 0.6
"""How sure a name is a unit's: by head and ending, by an ending only units have, by any ending, by its place alone."""


@lru_cache(maxsize=4096)
def looks_like_unit(name: str) -> bool:
    """Whether a name ends as units do (局 委 厅 … 市 县) and is not a bare kind (市、县) or a clause."""
    said = name.strip()
    if not 2 <= len(said) <= _LONGEST or not _ENDING.search(said):
        return False
    return not (_BARE_KINDS.match(said) or _NO_UNIT.search(said))


def surely_unit(name: str) -> bool:
    """Whether a name also begins with a level, a region or 各 and ends as organs do, is national or an area."""
    if not looks_like_unit(name):
        return False
    known = NATIONAL.match(name) or is_area(name)
    return bool(known) or (bool(_LEVEL.match(name)) and bool(_STRONG.search(name)))


def is_area(name: str) -> bool:
    """Whether a name is that of a city, county or district, or of all of them: 示例市, 示例黎族自治县, 各乡镇(街道)."""
    return bool(_AREA.match(name))


def ends_as_name(words: str) -> bool:
    short = words.count("(") != words.count(")") or words.count("（") != words.count("）")
    return not short and (bool(_ENDS_NAME.search(words)) or bool(_AREA.match(words)))


@lru_cache(maxsize=4096)
def plain_name(words: str) -> str:
    """A name in simplified characters, half-width letters and brackets, without spaces."""
    return _SPACES.sub("", simplified(words).translate(width())).strip("*" + STARS)


@lru_cache(maxsize=4096)
def confidence_of(name: str) -> float:
    """How sure a name in a list is one of a unit; 0 where it is a remark."""
    if surely_unit(name):
        return SURE
    if looks_like_unit(name):
        return DISTINCTLY if DISTINCT.search(name) else LIKELY
    if len(name) < 2 or len(name) > _LONGEST or _NO_UNIT.search(name) or _REMARK.search(name):
        return 0.0
    return POSSIBLY
