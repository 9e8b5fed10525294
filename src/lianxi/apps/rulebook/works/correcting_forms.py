"""Forms for putting right what is known of a rule, and for giving a unit's rules to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from lianxi.apps.bodies.models import Body, Region, Unit
from lianxi.apps.bodies.selectors import circles_of
from lianxi.apps.rulebook.models import Version, Visibility
from lianxi.apps.rulebook.services.correcting import LABELS, values_of
from lianxi.apps.rulebook.services.withdrawing import LONGEST_REASON
from lianxi.loaders.rule_kinds import kind_names
from lianxi.web.act_pages import DAY, ActForm
from lianxi.web.day import today
from lianxi.web.wording import cn_date

WHY = forms.Textarea({"rows": 2})
_DAYS = ("issued", "commences", "last_day")


class CorrectForm(ActForm):
    """更正: every field begins as it is kept; the value kept stands below it whatever is typed."""

    title = forms.CharField(label=LABELS["title"], max_length=300)
    document_number = forms.CharField(label=LABELS["document_number"], max_length=80, required=False)
    issuer = forms.CharField(label=LABELS["issuer"], max_length=200)
    kind = forms.ChoiceField(label=LABELS["kind"])
    unit = forms.ModelChoiceField(
        label=LABELS["unit"], queryset=Unit.objects.none(), required=False, empty_label="（未定）"
    )
    region = forms.ModelChoiceField(
        label=LABELS["region"], queryset=Region.objects.order_by("code"), required=False, empty_label="（不定）"
    )
    circle = forms.ChoiceField(label=LABELS["circle"], required=False)
    instrument = forms.CharField(label=LABELS["instrument"], max_length=300, required=False)
    issued = forms.DateField(label=LABELS["issued"], widget=DAY, required=False)
    commences = forms.DateField(label=LABELS["commences"], widget=DAY, required=False)
    last_day = forms.DateField(label=LABELS["last_day"], widget=DAY, required=False)
    why = forms.CharField(label="为什么更正", max_length=LONGEST_REASON, widget=WHY)
    seen = forms.JSONField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        now = values_of(version)
        seen = {name: "" if value is None else str(value) for name, value in now.items()}
        super().__init__(*args, initial={**now, "seen": seen}, **kwargs)
        work = version.work
        self.fields["kind"].choices = list(kind_names().items())
        self.fields["unit"].queryset = Unit.objects.filter(body=work.body_id)
        self.fields["region"].label_from_instance = lambda region: f"{region.code} {region.name}"
        if work.visibility == Visibility.CIRCLE:
            circles = circles_of(work.body_id, today())
            self.fields["circle"].choices = [(circle.slug, circle.name) for circle in circles]
        else:
            del self.fields["circle"]
        for name, words in _kept_words(version, now).items():
            if name in self.fields:
                self.fields[name].help_text = f"现为：{words or '（空）'}"

    def clean_seen(self) -> Mapping[str, str]:
        """What the fields were when the page was opened."""
        seen = self.cleaned_data["seen"]
        return seen if isinstance(seen, dict) else {}

    def values(self) -> dict[str, Any]:
        """The fields as the service takes them."""
        said = {name: self.cleaned_data[name] for name in LABELS if name in self.fields}
        return said | {name: said[name].pk if said[name] else None for name in ("unit", "region")}


def _kept_words(version: Version, now: Mapping[str, Any]) -> dict[str, str]:
    """The values kept, in words."""
    work = version.work
    kinds = kind_names()
    days = {name: cn_date(now[name]) if now[name] else "" for name in _DAYS}
    return {
        "title": version.title, "document_number": version.document_number, "issuer": work.issuer,
        "kind": kinds.get(work.kind, work.kind), "unit": str(work.unit or ""), "instrument": version.instrument,
        "region": work.region.name if work.region else "", "circle": work.circle.name if work.circle else "", **days,
    }  # fmt: skip


class UnitsForm(forms.Form):
    """Which unit's rules go to which: a plain GET form, so that the list can be looked at first."""

    old = forms.ModelChoiceField(
        label="原责任单位", queryset=Unit.objects.none(), required=False, empty_label="（未定）"
    )
    new = forms.ModelChoiceField(label="改为", queryset=Unit.objects.none(), empty_label="（请选）")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            self.fields[name].queryset = Unit.objects.filter(body=body)


class ReassignForm(ActForm):
    """改变责任单位: the reason; the works that were looked at travel with it."""

    why = forms.CharField(label="为什么改", max_length=LONGEST_REASON, widget=WHY, help_text="如：机构改革方案的名称。")
    works = forms.CharField(widget=forms.HiddenInput)

    def clean_works(self) -> list[int]:
        """Keys of the works."""
        return [int(key) for key in self.cleaned_data["works"].split(",") if key.isdecimal()]
