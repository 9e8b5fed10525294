"""The form of 成批填写: fields left empty stay as each file has them."""

from __future__ import annotations

from typing import Any

from django import forms

from lianxi.apps.bodies.models import Unit
from lianxi.apps.bodies.selectors import circles_of
from lianxi.apps.rulebook.intake.intake_forms import CONSEQUENCES
from lianxi.apps.rulebook.intake.setting_sheet import NONE, UNSURE, Known
from lianxi.apps.rulebook.models import Batch, Visibility
from lianxi.apps.rulebook.services.setting import FIELDS, LONGEST_ISSUER
from lianxi.loaders.rule_kinds import kind_names
from lianxi.web.day import today

_AS_IT_IS = ("", "（照各份原样）")


def known_in(batch: Batch) -> Known:
    """The names a batch may use."""
    return Known(
        kind_names(),
        {str(unit.pk): unit.name for unit in Unit.objects.filter(body=batch.body_id)},
        dict(circles_of(batch.body_id, today()).values_list("slug", "name")),
    )


class SettingForm(forms.Form):
    """What to set."""

    kind = forms.ChoiceField(label=FIELDS["kind"], required=False)
    unit_key = forms.ChoiceField(label=FIELDS["unit_key"], required=False)
    visibility = forms.ChoiceField(label=FIELDS["visibility"], required=False)
    circle = forms.ChoiceField(label=FIELDS["circle"], required=False)
    issuer = forms.CharField(label=FIELDS["issuer"], required=False, max_length=LONGEST_ISSUER)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, names in (("kind", known.kinds), ("unit_key", known.units), ("circle", known.circles)):
            self.fields[name].choices = [_AS_IT_IS, *names.items()]
        self.fields["visibility"].choices = [
            _AS_IT_IS,
            *((one.value, f"{one.label}：{CONSEQUENCES[Visibility(one)]}") for one in Visibility if one != "persons"),
        ]
        if not known.circles:
            del self.fields["circle"]


class SettingFilter(forms.Form):
    """Which files are listed."""

    q = forms.CharField(label="文件名、标题、机关里的字", required=False, max_length=100)
    kind = forms.ChoiceField(label="种类", required=False)
    unit = forms.ChoiceField(label="责任单位", required=False)
    fresh = forms.BooleanField(label="只看没有成批填写过的", required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", "全部"), (NONE, "没有读出")]
        self.fields["kind"].choices = [*none, (UNSURE, "待核或者没有读出"), *known.kinds.items()]
        self.fields["unit"].choices = [*none, *known.units.items()]
