"""Personal particulars made unreadable before they are kept or shown 脱敏.

A mask keeps what a colleague needs to recognise a record (surname, last four
digits) and nothing more. Every mask is idempotent: masking a masked text
leaves it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_SURNAMES = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马
公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌
微生 梁丘 左丘 西门 第五 东里 东宫 仲长 即墨 达奚 褚师 纳兰 完颜 叶赫 那拉
"""
COMPOUND_SURNAMES = frozenset(_SURNAMES.split())
SAMPLE = "示例·"
_SEPARATORS = "·•・‧.-－ \u3000"
_VILLAGE = re.compile(r"^[^\d*]*(?:村委会|居委会|村|社区|街道|镇|乡)")


def _stars(text: str) -> str:
    """`text` with every character but separators replaced by a star."""
    return "".join(char if char in _SEPARATORS else "*" for char in text)


def mask_name(name: str) -> str:
    """张三丰 → 张**, 欧阳修 → 欧阳*, 阿依古丽·买买提 → 阿***·***; one single character → *.

    The mark 示例· of an invented person is no part of the name and stays.
    """
    name = name.strip()
    if name.startswith(SAMPLE):
        return SAMPLE + mask_name(name.removeprefix(SAMPLE))
    kept = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    if len(name) <= kept:
        return _stars(name)
    return name[:kept] + _stars(name[kept:])


def mask_phone(phone: str) -> str:
    """13812345678 → 138****5678, 0898-88271234 → 0898-****1234; anything under seven digits goes entirely."""
    phone = phone.strip()
    places = [place for place, char in enumerate(phone) if char.isdigit() or char == "*"]
    if len(places) < 7:
        return "".join("*" if place in places else char for place, char in enumerate(phone))
    hidden = set(places[_open_prefix("".join(phone[place] for place in places)) : -4])
    return "".join("*" if place in hidden else char for place, char in enumerate(phone))


def _open_prefix(digits: str) -> int:
    """How many leading digits of a number may stay: the country code, and the network or area code after it."""
    country = next((code for code in ("0086", "86") if digits.startswith(code) and len(digits) > 10 + len(code)), "")
    rest = digits[len(country) :]
    if rest.startswith(("01", "02")) and len(rest) >= 10:
        return len(country) + 3
    if rest.startswith("0") and len(rest) >= 11:
        return len(country) + 4
    return len(country) + (3 if len(rest) >= 11 else 0)


def mask_id_number(number: str) -> str:
    """Identity number 身份证号 of 15 or 18 places: first three and last four stay; any other length goes entirely."""
    number = number.strip()
    if len(number) in {15, 18}:
        return number[:3] + "*" * (len(number) - 7) + number[-4:]
    return "*" * len(number)


def mask_email(email: str) -> str:
    """zhang.san@example.org → z***@example.org; the length of the name is not told."""
    local, at, domain = email.strip().rpartition("@")
    if not at:
        return "*" * len(domain)
    return (local[0] if len(local) > 1 and local != "***" else "") + "***@" + domain


def mask_address(address: str) -> str:
    """Address as far as the village, the community or the street 到村居为止; the rest is starred."""
    address = address.strip()
    found = _VILLAGE.match(address)
    kept = found.end() if found else min(3, len(address))
    return address[:kept] + ("***" if len(address) > kept else "")


def mask_contact(contact: str) -> str:
    """A contact of unknown kind: e-mail, telephone or name, told by what it contains."""
    if "@" in contact:
        return mask_email(contact)
    return mask_name(contact) if any(char.isalpha() for char in contact) else mask_phone(contact)


MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "person": mask_name,
    "person_name": mask_name,
    "voter": mask_name,
    "phone": mask_phone,
    "mobile": mask_phone,
    "telephone": mask_phone,
    "email": mask_email,
    "id_number": mask_id_number,
    "address": mask_address,
    "contact": mask_contact,
}


def mask_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Copy of `fields` with personal ones masked by their key, at any depth.

    The key decides: what is no person's is given under another key, e.g. the
    name of a body as ``title`` or ``body``.
    """
    return {key: _mask_value(str(key), value) for key, value in fields.items()}


def _mask_value(key: str, value: Any) -> Any:
    """One value: texts by the mask of their key, lists and mappings item by item."""
    if isinstance(value, Mapping):
        return mask_fields(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_mask_value(key, item) for item in value]
    mask = MASKS.get(key)
    return mask(str(value)) if mask and value is not None else value
