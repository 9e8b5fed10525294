"""The form on which an amending decision is confirmed 确认套用."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lianxi.apps.rulebook.amending.confirming import Choice
from lianxi.apps.rulebook.amending.trial import Printed, Reading
from lianxi.apps.rulebook.models import Version
from lianxi.apps.rulebook.texts.compare_forms import read_one
from lianxi.apps.rulebook.texts.forms import MOST_OFFICE_BYTES
from lianxi.apps.rulebook.texts.given_texts import GivenText, pack, unpack
from lianxi.apps.rulebook.works.chosen_text import Span
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import DAY

NONE, KEPT, FILE = "none", "kept", "file"
_HOWS = ((NONE, "还没有印出的文本：先保存，标为未证，以后再核对"),
         (KEPT, "库中已有的一版：不另成新版本，证明记在那一版上"),
         (FILE, "上传印出的文本：一字不差的记为已证"))  # fmt: skip


class PrintedForm(forms.Form):
    """The printed new text: none, a version, or a file, whose text goes along when the page is shown again."""

    how = forms.ChoiceField(label="印出的新文本", choices=_HOWS, initial=NONE, widget=forms.RadioSelect)
    kept = forms.TypedChoiceField(label="哪一版", required=False, coerce=int, empty_value=None)
    file = forms.FileField(
        label="印出的文件", required=False, allow_empty_file=True, help_text="Word、有文字的 PDF、纯文本。",
        widget=forms.ClearableFileInput({"accept": ".txt,.docx,.doc,.pdf,.html,.htm,.md,.xml,.akn"}),
    )  # fmt: skip
    carried = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, versions: Sequence[Span] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {span.version.number: span.version for span in versions}
        said = [(span.version.number, f"第{span.version.number}版（{span.days}）") for span in versions]
        self.fields["kept"].choices = [("", "（选一版）"), *said]
        if not versions:
            self.fields["how"].choices = [one for one in _HOWS if one[0] != KEPT]

    def clean_file(self) -> UploadedFile | None:
        """Not larger than can be read within the time allowed."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_OFFICE_BYTES:
            raise forms.ValidationError(f"文件“{file.name}”太大，最多 {MOST_OFFICE_BYTES / 1e6:.0f} MB。")
        return file

    def clean(self) -> dict[str, Any]:
        """`printed`: the text to hold against, None for none."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["printed"] = None
        if self.errors:
            return cleaned
        if cleaned["how"] == KEPT:
            cleaned["printed"] = self._kept(cleaned["kept"])
        elif cleaned["how"] == FILE:
            try:
                one = self._read(cleaned)
            except Refused as refusal:
                raise forms.ValidationError({"file": str(refusal)}) from None
            cleaned["printed"] = Printed(one.name, one.text)
        return cleaned

    def _kept(self, number: int | None) -> Printed:
        version: Version | None = self.versions.get(number or 0)
        if version is None:
            raise forms.ValidationError({"kept": "请选是哪一版。"})
        return Printed(f"第{version.number}版", version.text, version)

    def _read(self, cleaned: dict[str, Any]) -> GivenText:
        if cleaned["file"]:
            return read_one(cleaned["file"])
        if cleaned["carried"]:
            return unpack(cleaned["carried"], least=1)[0]
        raise Refused("file_named", "没有选印出的文件。", remedy="请选一个文件，或者选“还没有印出的文本”。")


class AmendForm(PrintedForm):
    """What is confirmed besides the single instructions."""

    day = forms.DateField(label="从哪天起施行", widget=DAY, help_text="按决定的施行条款；没有写明的，填公布的日期。")
    all = forms.BooleanField(label="能套用的全部确认", required=False)
    differing = forms.BooleanField(label="已经看过不同之处，仍按决定保存，标为未证", required=False)

    def choice(self, reading: Reading) -> Choice:
        """What was confirmed; of an instruction `take-3` is ticked, or `why-3` says why not, and `later-3` not yet."""
        given = self.cleaned_data
        taken = reading.due(given["day"]) if given["all"] else _numbers(self.data, "take-") & reading.fitting
        return Choice(
            given["day"], taken, {at: self.data.get(f"why-{at}", "") for at in _numbers(self.data, "why-")},
            _numbers(self.data, "later-"), frozenset(self.data.getlist("ref")), given["printed"], given["differing"],
        )  # fmt: skip


def _numbers(asked: Any, prefix: str) -> frozenset[int]:
    said = (name.removeprefix(prefix) for name in asked if name.startswith(prefix) and asked[name])
    return frozenset(int(number) for number in said if number.isascii() and number.isdecimal() and len(number) < 6)


def carried_of(printed: Printed | None) -> str:
    """A text that was uploaded, packed so that it goes along with the form."""
    return pack([GivenText(printed.name, printed.text)]) if printed and printed.version is None else ""
