"""Particulars of a person 人员信息: brought into one form, or refused with what to do.

Forms, services and the import of tables all ask here, so that the same
telephone number is right or wrong everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lianxi.kernel.errors import Refused

LONGEST = {"name": 40, "qualifier": 20, "phone": 20, "email": 100, "note": 200}
LABELS = {"name": "姓名", "qualifier": "同名区分", "phone": "手机", "email": "电子邮箱", "note": "备注"}

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_NAME = re.compile(rf"[{_HAN}A-Za-zÀ-ÿ·•・. '-]+")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})(?:(?:-|转)(\d{1,6}))?")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９＋－（）＠．", "0123456789+-()@.")


class WrongFormError(ValueError):
    """A particular that is not of its form; says what is wrong and what to do."""


def clean_line(text: str) -> str:
    """One line without invisible characters and without blanks at its ends."""
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", text)).strip()


def clean_name(text: str) -> str:
    """张　三 → 张三; foreign names keep their blanks and dots."""
    name = _BETWEEN_HAN.sub("", clean_line(text)).replace("•", "·").replace("・", "·")
    if not name:
        raise WrongFormError("姓名是空的，请填写。")
    if not _NAME.fullmatch(name):
        raise WrongFormError("姓名只能有汉字、字母和间隔号，请删去数字和其他符号。")
    return name


def clean_phone(text: str) -> str:
    """Mobile as eleven digits, landline as 0898-88271234 or 0898-88271234-101."""
    phone = clean_line(text).translate(_FULL_WIDTH)
    digits = re.sub(r"[ ()]", "", phone)
    digits = re.sub(r"^(?:\+|00)86-?", "", digits)
    if _MOBILE.fullmatch(digits.replace("-", "")):
        return digits.replace("-", "")
    if landline := _LANDLINE.fullmatch(digits):
        return "-".join(part for part in landline.groups() if part)
    if not digits:
        return ""
    raise WrongFormError("不像电话号码：手机应为 1 开头的 11 位数字，座机应带区号，如 0898-88271234。")


def clean_email(text: str) -> str:
    """Address in lower case after the @."""
    email = clean_line(text).translate(_FULL_WIDTH)
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        raise WrongFormError("不像电子邮箱，应如 name@example.com，请核对。") from None
    local, _, domain = email.rpartition("@")
    return f"{local}@{domain.lower()}"


CLEANERS: Mapping[str, Callable[[str], str]] = {
    "name": clean_name,
    "qualifier": clean_line,
    "phone": clean_phone,
    "email": clean_email,
    "note": clean_line,
}


def clean_particular(field: str, text: str) -> str:
    """One particular in its one form, or `WrongFormError`."""
    value = CLEANERS[field](text)
    if len(value) > LONGEST[field]:
        raise WrongFormError(f"{LABELS[field]}至多 {LONGEST[field]} 个字，现有 {len(value)} 个，请删短。")
    return value


def clean_particulars(fields: Mapping[str, str]) -> dict[str, str]:
    """All particulars, or `Refused` with everything that is wrong with them."""
    cleaned: dict[str, str] = {}
    wrong: list[str] = []
    for field, text in fields.items():
        try:
            cleaned[field] = clean_particular(field, text)
        except WrongFormError as error:
            wrong.append(f"{LABELS[field]}：{error}")
    if wrong:
        raise Refused("particulars_form", " ".join(wrong), remedy="请改正后重新提交。")
    return cleaned
