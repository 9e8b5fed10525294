"""Forms of the rulebook."""

from __future__ import annotations

import base64
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lianxi.importers.own_process import read_in_own_process
from lianxi.importers.plain_text import read_plain_text
from lianxi.kernel.errors import Refused

MOST_BYTES = 1_000_000
MOST_OFFICE_BYTES = 10_000_000
OFFICE = frozenset({".docx", ".doc", ".pdf", ".xml", ".akn"})
"""Files read by an importer; every other one is taken as plain text, marks of a web page and all."""
PASTED = "粘贴的文字"


class TextForm(forms.Form):
    """A text to look over: a file, or words pasted in, never both."""

    file = forms.FileField(
        label="文件",
        required=False,
        help_text="纯文本不超过 1 MB；Word（.docx、.doc）、有文字的 PDF 不超过 10 MB。可以把文件拖到这里。",
    )
    text = forms.CharField(
        label="或者粘贴文字",
        required=False,
        strip=False,
        max_length=MOST_BYTES // 3,
        widget=forms.Textarea({"rows": 9, "placeholder": "从网页、微信、旧文件里复制来的原样文字，不必先整理。"}),
        error_messages={"max_length": "文字太长（最多 %(limit_value)d 字，现有 %(show_value)d 字），请分段体检。"},
    )

    def clean_file(self) -> UploadedFile | None:
        """Not larger than can be read within the time allowed."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        size, most = file.size or 0, MOST_OFFICE_BYTES if _is_office(file.name) else MOST_BYTES
        if size > most:
            said = f"文件太大（{size / 1e6:.1f} MB，最多 {most / 1e6:.0f} MB），请拆开后再体检。"
            raise forms.ValidationError(said)
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two; `content` is the text, `name` what to call it."""
        given = super().clean() or self.cleaned_data
        file, pasted = given.get("file"), given.get("text", "")
        if self.errors:
            return given
        if file and pasted.strip():
            raise forms.ValidationError("文件和粘贴的文字都有了，请只留一样。")
        if not file and not pasted.strip():
            raise forms.ValidationError("请选择文件，或者粘贴要体检的文字。")
        given["warnings"] = ()
        try:
            given["content"] = self._read(file) if file else pasted.replace("\r\n", "\n")
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        given["name"] = file.name if file else PASTED
        return given

    def _read(self, file: UploadedFile) -> str:
        name = file.name or ""
        if not _is_office(name):
            return read_plain_text(file.read(), name)
        document = read_in_own_process(file.read(), name)
        self.cleaned_data["warnings"] = document.warnings
        if len(document.text) > MOST_BYTES // 3:
            said = f"“{name}”有 {len(document.text)} 字，太长了。"
            raise Refused("text_too_long", said, remedy=f"请拆成每份不超过 {MOST_BYTES // 3} 字再体检。")
        return document.text


def _is_office(name: str | None) -> bool:
    return PurePath(name or "").suffix.lower() in OFFICE


class CopyForm(forms.Form):
    """Which proposals of a text to take; the text travels with the form, because nothing is stored.

    A form field would change line ends on its way, so the text goes as base64.
    """

    original = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES * 2)
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def clean_original(self) -> str:
        """The text as it came."""
        try:
            return base64.b64decode(self.cleaned_data["original"], validate=True).decode()
        except ValueError:  # not ASCII, not base64, or no UTF-8 inside
            raise forms.ValidationError("原文在传送中损坏了，请重新体检。") from None

    @staticmethod
    def packed(text: str) -> str:
        """The text as the form carries it."""
        return base64.b64encode(text.encode()).decode()
