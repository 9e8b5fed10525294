"""Rules for passwords 口令, named in `AUTH_PASSWORD_VALIDATORS`, and passwords made by machine.

Where Django has the rule already, only its sentence is ours.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

from lianxi.loaders.demo import demo_passwords
from lianxi.web.day import is_demo

CLASSES_NEEDED = 3
SHORTEST_NAME = 4
_GROUPS = ("ABCDEFGHJKMNPQRSTUVWXYZ", "abcdefghjkmnpqrstuvwxyz", "23456789")


class LengthValidator(MinimumLengthValidator):
    """A password is long enough."""

    def get_error_message(self) -> str:
        """The rule as a sentence."""
        return f"口令须{self.get_help_text()}。"

    def get_help_text(self) -> str:
        """The rule as shown beside the field."""
        return f"至少 {self.min_length} 个字符"


class UnlikeNamesValidator(UserAttributeSimilarityValidator):
    """A password neither resembles nor contains the account's or the person's name."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "person_name"))

    def validate(self, password: str, user: Any = None) -> None:
        """Django's rule, and no name of some length inside."""
        super().validate(password, user)
        names = [getattr(user, attribute, "") for attribute in self.user_attributes]
        if any(len(name) >= SHORTEST_NAME and name.casefold() in password.casefold() for name in names):
            raise ValidationError(self.get_error_message(), code="password_holds_name")

    def get_error_message(self) -> str:
        """The rule as a sentence."""
        return f"口令{self.get_help_text()}。"

    def get_help_text(self) -> str:
        """The rule as shown beside the field."""
        return "不得含有或近似账号、姓名"


class UncommonValidator(CommonPasswordValidator):
    """A password is none of those everybody tries first."""

    def get_error_message(self) -> str:
        """The rule as a sentence."""
        return f"口令{self.get_help_text()}。"

    def get_help_text(self) -> str:
        """The rule as shown beside the field."""
        return "不得是常见口令，如 password1"


class CharacterClassesValidator:
    """A password draws on three of: capitals, small letters, digits, other characters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Count the kinds of characters; letters of other scripts count as other characters."""
        kinds = {_kind(character) for character in password}
        if len(kinds) < CLASSES_NEEDED:
            raise ValidationError(f"口令须{self.get_help_text()}。", code="password_few_kinds")

    def get_help_text(self) -> str:
        """The rule as shown beside the field."""
        return "含大写字母、小写字母、数字、其他字符中的至少三类"


class NoDemoPasswordValidator:
    """The passwords of the demo are public, so they are good for nothing outside of it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a demo password, however it is cased or padded, unless this database is the demo."""
        if password.strip().casefold() in demo_passwords() and not is_demo():
            raise ValidationError("示例数据的口令是公开的，不能在正式环境使用。", code="password_of_the_demo")

    def get_help_text(self) -> str:
        """The rule as shown beside the field."""
        return "不得是示例数据的公开口令"


def temporary_password() -> str:
    """A password to be told once and changed at the first sign-in: three groups of four without look-alikes."""
    groups = []
    for _ in range(3):
        letters = [secrets.choice(group) for group in _GROUPS] + [secrets.choice("".join(_GROUPS))]
        secrets.SystemRandom().shuffle(letters)
        groups.append("".join(letters))
    return "-".join(groups)


def _kind(character: str) -> str:
    if not character.isascii():
        return "other"
    if character.isupper():
        return "upper"
    if character.islower():
        return "lower"
    return "digit" if character.isdigit() else "other"
