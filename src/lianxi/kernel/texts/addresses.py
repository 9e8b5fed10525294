"""Addresses 地址 of a text, of a version of it and of a provision, by the naming convention of Akoma Ntoso 3.0.

`/akn/cn-9901/act/dfxfg/2023-08-29/shi-li-tiao-li/zho@2023-10-01/!main~art_12`: country and region,
kind of document, subtype, day of adoption, name in plain letters; language and day of entry into
force of the version; provision. The day of adoption never changes, whatever is amended later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from lianxi.kernel.errors import Refused

COUNTRY, LANGUAGE, MAIN = "cn", "zho", "main"
DOCTYPES = ("act", "doc")
"""`act`: texts in articles; `doc`: texts in levels 一、（一）1. and all others."""
SUBTYPES = {
    "dfxfg": "地方性法规",
    "jueding": "决定、决议",
    "guifan": "规范性文件",
    "dangnei": "党内法规和文件",
    "zhidu": "工作制度、机制",
}

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_REGION = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}")
_PORTION = re.compile(r"[A-Za-z][A-Za-z0-9_~-]*")
_COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ADDRESS = re.compile(
    r"/akn/cn(?:-(?P<region>[^/]+))?/(?P<doctype>[^/]+)/(?P<subtype>[^/0-9][^/]*)(?:/(?P<actor>[^/0-9][^/]*))?"
    r"/(?P<day>\d{4}-\d\d-\d\d)/(?P<slug>[^/]+)"
    r"(?:/zho@(?P<version>\d{4}-\d\d-\d\d))?(?:/!(?P<component>[^~/.]+)(?:~(?P<portion>[^/.]+))?)?"
)
_PLAIN = "请只用小写字母、数字和连字符，例如 shi-di-bao-hu-tiao-li。"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a text is found; `Refused` where a part of it would be read as another part.

    region:    GB/T 2260 without the zeros at its end (4 digits a city, 6 a county); "" for the whole country.
    doctype:   one of `DOCTYPES`.
    subtype:   what the text is; always given, since an actor alone would be read as the subtype.
    day:       of adoption 通过日, or of publication 公布日 where nothing was adopted.
    slug:      the name in plain letters.
    version:   day of entry into force 施行日 of this version; None names the text in all its versions.
    component: the main text, or an attachment; without ~, behind which a portion begins.
    portion:   id of a provision (eid); "" for the whole.
    """

    region: str
    doctype: str
    subtype: str
    day: date
    slug: str
    version: date | None = None
    actor: str = ""
    component: str = MAIN
    portion: str = ""

    def __post_init__(self) -> None:
        _check(not self.region or _REGION.fullmatch(self.region), "地区", self.region, "请写两位、四位或六位数字代码。")
        _check(self.doctype in DOCTYPES, "文件种类", self.doctype, "只有 act（条文式）和 doc（其他）两种。")
        _check(_NAME.fullmatch(self.subtype), "类别", self.subtype, f"须以字母开头，不能以数字开头；{_PLAIN}")
        _check(not self.actor or _NAME.fullmatch(self.actor), "机关", self.actor, f"须以字母开头；{_PLAIN}")
        _check(_SLUG.fullmatch(self.slug), "名称", self.slug, _PLAIN)
        _check(_COMPONENT.fullmatch(self.component), "部分", self.component, "正文写 main，附件写它的编号，如 att_1。")
        _check(not self.portion or _PORTION.fullmatch(self.portion), "条款", self.portion, "请写条款编号，如 art_12。")

    @property
    def work(self) -> str:
        """The text in all its versions."""
        region = f"-{self.region}" if self.region else ""
        actor = f"/{self.actor}" if self.actor else ""
        return f"/akn/{COUNTRY}{region}/{self.doctype}/{self.subtype}{actor}/{self.day.isoformat()}/{self.slug}"

    @property
    def expression(self) -> str:
        """This version of the text; `Refused` where no version is meant."""
        if self.version is None:
            reason = f"地址“{self.work}”没有写明版本。"
            raise Refused("address_version", reason, remedy="请给出这一版本的施行日期。")
        return f"{self.work}/{LANGUAGE}@{self.version.isoformat()}"

    def __str__(self) -> str:
        """The whole address; the part `!main` stands only where a provision or an attachment is meant."""
        place = self.work if self.version is None else self.expression
        portion = f"~{self.portion}" if self.portion else ""
        return f"{place}/!{self.component}{portion}" if portion or self.component != MAIN else place

    def at(self, portion: str) -> Address:
        """The address of a provision of this version."""
        return replace(self, portion=portion)


def parse_address(uri: str) -> Address:
    """The address a string writes; `Refused` where it is none of a Chinese text."""
    found = _ADDRESS.fullmatch(uri.strip().rstrip("/"))
    if found is None:
        raise Refused(
            "address_form",
            f"“{uri[:200]}”不是文本的地址。",
            remedy="地址形如 /akn/cn-9901/act/dfxfg/2023-08-29/shi-li-tiao-li/zho@2023-10-01/!main~art_12。",
        )
    version = found["version"]
    return Address(
        region=found["region"] or "",
        doctype=found["doctype"],
        subtype=found["subtype"],
        day=_day(found["day"]),
        slug=found["slug"],
        version=_day(version) if version else None,
        actor=found["actor"] or "",
        component=found["component"] or MAIN,
        portion=found["portion"] or "",
    )


def region_part(code: str) -> str:
    """What of a six-digit region code stands in an address: all but the pairs of zeros at its end."""
    if not re.fullmatch("[0-9]{6}", code):
        raise Refused("address_part", f"地区代码“{code[:40]}”不是六位数字。", remedy="请写六位行政区划代码。")
    return re.sub("(?:00){1,3}$", "", code)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Refused("address_part", f"日历上没有“{said}”这一天。", remedy="请核对地址里的日期。") from None


def _check(right: object, part: str, said: str, remedy: str) -> None:
    if not right:
        raise Refused("address_part", f"地址里的{part}“{said[:80]}”不能用。", remedy=remedy)
