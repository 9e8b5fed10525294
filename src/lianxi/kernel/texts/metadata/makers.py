"""Who makes a rule 制定机关的类别, told by the name; and whether that organ may make law at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Maker(StrEnum):
    """Kind of organ that makes a rule.

    CONGRESS: 人民代表大会 or its standing committee. CONGRESS_OFFICE: an office or committee under it.
    PARTY: a committee of the Party or one of its offices. PARTY_GROUP: 党组 inside another organ.
    DEPARTMENT: of a government. OTHER: a company, a school, a name that tells nothing.
    """

    CONGRESS = "congress"
    CONGRESS_OFFICE = "congress_office"
    GOVERNMENT = "government"
    GOVERNMENT_OFFICE = "government_office"
    DEPARTMENT = "department"
    PARTY = "party"
    PARTY_GROUP = "party_group"
    OTHER = "other"


_CONGRESS = r"(?:人民代表大会(?:常务委员会)?|人大(?:常委会)?)"
_DUTIES = (
    "发展和改革|发展改革|卫生健康|国有资产监督管理|住房和城乡建设|城乡建设"
    "|民族|宗教|教育|科学技术|工业|经济|体育|商务|农业"
)
_KINDS = (
    (Maker.PARTY_GROUP, re.compile(r"党组\Z")),
    (
        Maker.PARTY,
        re.compile(
            r"\A(?:中共|中国共产党)(?!.*(?:政府|人大|人民代表大会))"
            r"|(?:党委|党工委|纪委|纪律检查委员会)\Z"
            r"|(?:省|市|县|区|州|旗)委(?:办公室|办公厅|组织部|宣传部|统战部|统一战线工作部|政法委员会|社会工作部)?\Z"
        ),
    ),
    (Maker.CONGRESS, re.compile(rf"{_CONGRESS}\Z")),
    (Maker.CONGRESS_OFFICE, re.compile(_CONGRESS)),
    (Maker.GOVERNMENT, re.compile(r"人民政府\Z")),
    (Maker.GOVERNMENT_OFFICE, re.compile(r"人民政府办公[室厅]\Z")),
    (Maker.OTHER, re.compile(r"公司|协会|学会|学校|医院|中心\Z|供电局|邮政局|电信局|村民|居民|管理委员会|工会")),
    (Maker.DEPARTMENT, re.compile(rf"[局厅]\Z|(?:{_DUTIES})[\u4e00-\u9fff]{{0,8}}委员会\Z")),
)
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
_ENDS = re.compile(r"(?:人民代表大会|人大|人民政府).*\Z")


def maker_of(name: str) -> Maker:
    """The kind of organ a name belongs to."""
    return next((maker for maker, pattern in _KINDS if pattern.search(name)), Maker.OTHER)


def makers_of(issuer: str) -> tuple[Maker, ...]:
    """Of each of the organs that issue together (甲、乙); () where none is known."""
    return tuple(maker_of(name) for name in issuer.split("、") if name)


def may_make_law(organ: str, ranks: Mapping[str, str]) -> bool | None:
    """Whether the region of an organ has the power to make law 立法权; None where the name does not tell.

    Provinces, cities with districts, autonomous prefectures and counties (立法法 80, 81, 85); other counties and
    districts do not. A 市 may be either: `ranks` tells, by the region's name (province, prefecture, county).
    """
    region = _ENDS.sub("", organ)
    if region.endswith(("省", *_AUTONOMOUS)):
        return True
    rank = ranks.get(region)
    if rank is not None:
        return rank != "county"
    return False if region.endswith(("县", "区", "旗", "乡", "镇")) else None
