"""What people type in about accounts and roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from lianxi.apps.accounts.models import OPEN, Account, RoleGrant
from lianxi.apps.bodies.models import Body, Person
from lianxi.apps.bodies.selectors import circles_of, people_kept_by
from lianxi.kernel.access import ROLE_LABELS, Role
from lianxi.web.act_pages import ActForm

LONGEST_PASSWORD = 128
_REQUIRED = {"required": "请填写这一项。"}
Choice = tuple[str, str]


def _password(label: str, autocomplete: str, **options: Any) -> forms.CharField:
    """A field for a password; `strip` is off because spaces count."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete}, render_value=options.pop("render_value", False))
    return forms.CharField(
        label=label, max_length=LONGEST_PASSWORD, strip=False, widget=widget, error_messages=_REQUIRED, **options
    )


def _username(label: str = "账号", **options: Any) -> forms.CharField:
    attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(
        label=label, max_length=32, widget=forms.TextInput(attrs=attrs), error_messages=_REQUIRED, **options
    )


class SignInForm(forms.Form):
    """Name and password; the password is shown again only where the demo fills it in."""

    username = _username()
    password = _password("口令", "current-password", render_value=True)


class PasswordForm(forms.Form):
    """The present password and the new one, twice."""

    current = _password("现用口令", "current-password")
    new = _password("新口令", "new-password")
    again = _password("再输一遍新口令", "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = "；".join(password_validators_help_texts()) + "。"

    def clean_again(self) -> str:
        """Twice the same."""
        return _same(self, "new")


class CodeForm(forms.Form):
    """The code alone, for somebody who has signed in."""

    code = forms.CharField(
        label="一次性激活码",
        max_length=40,
        help_text="形如 ABCDE-FGHJK-LMNPQ-RSTUV，不分大小写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages=_REQUIRED,
    )


class ActivateForm(CodeForm):
    """The code and a new account."""

    username = _username("给自己定一个账号", help_text="小写字母开头，3 至 32 个字母、数字、点或横线，如 sanya.head。")
    person_name = forms.CharField(label="姓名", max_length=40, error_messages=_REQUIRED)
    password = _password("口令", "new-password")
    again = _password("再输一遍口令", "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = "；".join(password_validators_help_texts()) + "。"

    def clean_again(self) -> str:
        """Twice the same."""
        return _same(self, "password")


class AccountForm(forms.Form):
    """A new account of a body."""

    body = forms.ModelChoiceField(
        Body.objects.order_by("code"), label="所在机构", empty_label="请选择机构", error_messages=_REQUIRED
    )
    person_name = forms.CharField(label="姓名", max_length=40, error_messages=_REQUIRED)
    username = _username(help_text="小写字母开头，3 至 32 个字母、数字、点或横线；建立后不能改。")


class PersonChoice(forms.ModelChoiceField):
    """One of the people of a body, with what matters for a link."""

    def label_from_instance(self, person: Person) -> str:
        """Name and body; which account is linked already, and whether letters would arrive."""
        linked = [f"已关联 {account.username}" for account in person.accounts.all()]
        return " · ".join([str(person), person.body.short_name, *linked, *([] if person.email else ["没有邮箱"])])


class LinkForm(forms.Form):
    """Whose account it is."""

    person = PersonChoice(
        Person.objects.none(), label="人员", required=False, empty_label="不关联", help_text="一人只关联一个账号。"
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, initial={"person": account.person_id}, **kwargs)
        self.fields["person"].queryset = people_kept_by(account.body_id or "").prefetch_related("accounts")


class RoleForm(forms.Form):
    """Which role, where; only what the account can hold and has not asked for yet."""

    wanted = forms.ChoiceField(label="申请的角色", error_messages=_REQUIRED)
    note = forms.CharField(
        label="说明", max_length=200, required=False, help_text="如任职文件、接替何人，供办公室主任核对。"
    )

    def __init__(self, *args: Any, account: Account, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [("", "请选择"), *role_choices(account, on=on)]

    @property
    def role(self) -> dict[str, Any]:
        """The choice as `request_role` takes it."""
        role, body, circle = self.cleaned_data["wanted"].split("|")
        return {"role": Role(role), "body": body, "circle": circle}


def role_choices(account: Account, *, on: date) -> list[tuple[str, list[Choice]]]:
    """Roles an account may ask for, in groups: own body, circles of the body, looking on elsewhere."""
    taken = {
        f"{role}|{body}|{circle or ''}"
        for role, body, circle in RoleGrant.objects.filter(account=account, state__in=OPEN).values_list(
            "role", "body", "circle"
        )
    }
    home = account.body
    own = [(f"{role}|{home.pk}|", label) for role, label in ROLE_LABELS.items() if role in _IN_BODY]
    circles = [
        (f"{Role.JOINT_OFFICE}|{home.pk}|{circle.pk}", f"联席办 · {circle.name}") for circle in circles_of(home.pk, on)
    ]
    others = [(f"{Role.OBSERVER}|{body.pk}|", f"列席查看 · {body.name}") for body in Body.objects.exclude(pk=home.pk)]
    groups = [(home.name, own), ("联席圈（代表本机构）", circles), ("其他机构（只能列席查看）", others)]
    left = [(label, [choice for choice in choices if choice[0] not in taken]) for label, choices in groups]
    return [(label, choices) for label, choices in left if choices]


_IN_BODY = frozenset(Role) - {Role.JOINT_OFFICE, Role.OPERATOR}


def _same(form: forms.Form, first: str) -> str:
    """The second of two fields, if it says the same as the first."""
    again: str = form.cleaned_data["again"]
    if form.cleaned_data.get(first) not in (None, again):
        raise forms.ValidationError("两次输入的口令不一致。")
    return again


class UnitMembersForm(ActForm):
    """Who works in a unit. people: names of the accounts to choose from; there: who works in it now."""

    accounts = forms.MultipleChoiceField(label="人员", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Mapping[str, str], there: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = {account: "不再属于本机构" for account in there if account not in people}
        self.fields["accounts"].choices = [(one, f"{name}（{one}）") for one, name in {**people, **gone}.items()]
        self.fields["accounts"].initial = list(there)
