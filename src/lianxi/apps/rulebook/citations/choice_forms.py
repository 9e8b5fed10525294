"""Forms for saying what a citation means, and for taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from lianxi.apps.rulebook.citations.candidates import Candidate
from lianxi.apps.rulebook.models import ChoiceScope, Work
from lianxi.apps.rulebook.services.choosing import LONGEST
from lianxi.web.act_pages import ActForm

OUTSIDE = "outside"


class ChoiceForm(ActForm):
    """指定所指."""

    target = forms.ChoiceField(label="指的是", widget=forms.RadioSelect)
    note = forms.CharField(
        label="不在库中的，是哪个文件",
        max_length=LONGEST,
        required=False,
        help_text="只在选“不在库中”时填，如：国家法律，或者文件的全称和制定机关。看得到这件制度的人都会看到。",
    )
    scope = forms.ChoiceField(label="这样认的范围", widget=forms.RadioSelect)
    why = forms.CharField(label="理由", max_length=LONGEST, widget=forms.Textarea({"rows": 2}))
    standing = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, candidates: Sequence[Candidate], places: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._works = {str(one.work.pk): one.work for one in candidates}
        self.fields["target"].choices = [
            *((str(one.work.pk), f"{one.work.title}（{one.work.issuer}；{one.why}）") for one in candidates),
            (OUTSIDE, "不在库中"),
        ]
        self.fields["scope"].choices = [
            (scope.value, f"{scope.label}（{places[scope.value]} 处）") for scope in ChoiceScope
        ]

    def clean_target(self) -> Work | None:
        """The work; None for one outside."""
        return self._works.get(self.cleaned_data["target"])

    def standing_of(self, scope: str) -> int | None:
        """The choice of that scope the page showed."""
        seen = dict(part.split(":") for part in self.cleaned_data["standing"].split() if ":" in part)
        return int(seen[scope]) if seen.get(scope, "").isdecimal() else None


class ReleaseForm(forms.Form):
    """撤回人工所指."""

    release = forms.IntegerField(widget=forms.HiddenInput)
    why_not = forms.CharField(label="为什么撤回", max_length=LONGEST)
