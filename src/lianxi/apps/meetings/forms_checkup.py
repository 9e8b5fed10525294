"""The one field above what is seen across circles."""

from __future__ import annotations

from typing import Any

from django import forms

from lianxi.apps.mechanisms.selectors import law
from lianxi.apps.meetings.entries import circles_listed


class CircleForm(forms.Form):
    """Which circle to show; all of them where none is chosen."""

    circle = forms.ChoiceField(label="联席圈", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circle"].choices = [("", "全部"), *((slug, law().circles[slug].name) for slug in circles_listed())]
