"""The conditions of a search as the page asks for them; each field is a parameter of the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lianxi.apps.search.asking import Scope, Sort
from lianxi.composition.questions import WHERE
from lianxi.kernel.texts.validity import Status
from lianxi.loaders.rule_kinds import kind_names
from lianxi.shell.search.choices import Choices, Pairs

FORM = "search-form"
"""Identity of the form the controls belong to, wherever on the page they stand."""
_NOT_THERE = "可选的里面没有这一项，或者您看不到含有它的制度。"
_BAD_DAY = "日期应写成 2024-09-20 这样。"


def _select(label: str, empty: str = "不限") -> forms.ChoiceField:
    widget = forms.Select(attrs={"form": FORM})
    field = forms.ChoiceField(label=label, required=False, widget=widget, error_messages={"invalid_choice": _NOT_THERE})
    field.choices = [("", empty)]
    return field


def _boxes(label: str, choices: Pairs) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"form": FORM})
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=widget, error_messages={"invalid_choice": _NOT_THERE}
    )


def _day(label: str, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "form": FORM})
    return forms.DateField(
        label=label, required=False, widget=widget, help_text=help_text, error_messages={"invalid": _BAD_DAY}
    )


class Conditions(forms.Form):
    """All that narrows a search, words aside."""

    where = _select("在哪里找", "全部")
    scope = _select("几个词要在", "同一条里")
    status = _boxes("效力", [(one.value, one.label) for one in Status])
    day = _day("哪一天的效力", "不填就是今天；看某日文本的，就是那一日")
    as_of = _day("只看某日施行的文本", "不填就看今天的文本")
    kind = _boxes("种类", [])
    issuer = _select("制定机关")
    body = _select("入库机构")
    region = _select("地区（含下级）")
    circle = _select("联席圈")
    since = _day("成文日期从")
    until = _day("到")
    sort = forms.ChoiceField(required=False, choices=[(one.value, one.label) for one in Sort], widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="by-%s", **kwargs)
        self.fields["sort"].widget.attrs["form"] = FORM
        self._offer("where", [(name, where.label) for name, where in WHERE.items() if name != "all"])
        self._offer("scope", [(Scope.DOCUMENT.value, "同一件里")])
        self._offer("issuer", choices.issuers)
        self._offer("body", choices.bodies)
        self._offer("region", choices.regions)
        self._offer("circle", choices.circles)
        self.fields["kind"].choices = list(kind_names().items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A span has its ends in order."""
        said = super().clean() or self.cleaned_data
        since, until = said.get("since"), said.get("until")
        if since and until and since > until:
            self.add_error("until", ValidationError("止日早于起日，请对调。"))
        return said

    def _offer(self, name: str, pairs: Pairs) -> None:
        field = self.fields[name]
        field.choices = [*field.choices, *pairs]  # type: ignore[attr-defined]
