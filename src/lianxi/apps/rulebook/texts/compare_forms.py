"""Forms of the comparison of texts."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lianxi.apps.rulebook.texts.forms import MOST_BYTES, MOST_OFFICE_BYTES
from lianxi.apps.rulebook.texts.given_texts import MOST_TOGETHER, GivenText, given
from lianxi.apps.rulebook.texts.reading_process import place
from lianxi.importers.own_process import read_in_own_process
from lianxi.importers.plain_text import read_plain_text
from lianxi.kernel.errors import Refused

MOST_FILES = 40
"""Bodies of a large circle, each with its copy."""
_MOST_SECONDS = 40
_PLAIN = frozenset({".txt", ".text", ".md", ""})
_MOST_PASTED = MOST_BYTES // 3
PASTED = ("粘贴的旧文本", "粘贴的新文本")
VERSIONS, SAME = "versions", "same"
HOWS = (
    (VERSIONS, "比改动：两份是旧、新，三份是原文、现行、拟改"),
    (SAME, "核同文：几家通过的是不是同一个文本"),
)  # fmt: skip


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Any number of files, in the order in which they were handed in."""

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile]:
        listed = value if isinstance(value, list | tuple) else [value] if value else []
        return [super(_FilesField, self).clean(one, initial) for one in listed]


class _Pasted(forms.CharField):
    def __init__(self, label: str, placeholder: str) -> None:
        super().__init__(
            label=label,
            required=False,
            strip=False,
            max_length=_MOST_PASTED,
            widget=forms.Textarea({"rows": 8, "placeholder": placeholder}),
            error_messages={"max_length": "文字太长（最多 %(limit_value)d 字，现有 %(show_value)d 字），请分段比对。"},
        )


class TextsForm(forms.Form):
    """Two or more texts to compare: files, pasted words, or one of each."""

    files = _FilesField(
        label="文件（两份、三份或更多）",
        required=False,
        allow_empty_file=True,  # refused when read, with its name
        widget=_ManyFiles({"multiple": True, "accept": ".txt,.docx,.doc,.pdf,.html,.htm,.md,.xml,.akn"}),
        help_text="纯文本不超过 1 MB，Word、网页、有文字的 PDF 不超过 10 MB。可以把文件拖到这里。",
    )
    old_text = _Pasted("或者粘贴旧文本", "修改前的文字。")
    new_text = _Pasted("或者粘贴新文本", "修改后的文字。")
    how = forms.ChoiceField(label="怎么比", choices=HOWS, initial=VERSIONS, required=False, widget=forms.RadioSelect)

    def clean_how(self) -> str:
        """Changes, where nothing was said."""
        return self.cleaned_data["how"] or VERSIONS

    def clean_files(self) -> list[UploadedFile]:
        """Not more and none larger than can be read within the time allowed; the refusal names the file."""
        files: list[UploadedFile] = self.cleaned_data["files"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"一次最多 {MOST_FILES} 份，现有 {len(files)} 份，请分几次比对。")
        for file in files:
            most = MOST_BYTES if _is_plain(file.name) else MOST_OFFICE_BYTES
            if (file.size or 0) > most:
                said = f"文件“{file.name}”太大（{(file.size or 0) / 1e6:.1f} MB，最多 {most / 1e6:.0f} MB）。"
                raise forms.ValidationError(f"{said}请拆开，或另存为纯文本后再比对。")
        return files

    def clean(self) -> dict[str, Any]:
        """Two texts at least; `texts` are they, from the old to the new."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        files = cleaned["files"]
        pasted = [cleaned[name].replace("\r\n", "\n") for name in ("old_text", "new_text")]
        found = len(files) + sum(bool(text.strip()) for text in pasted)
        if found < 2:
            raise forms.ValidationError(_too_few(found, pasted))
        if any(text.strip() for text in pasted) and found > 2:
            raise forms.ValidationError("文件和粘贴的文字合起来多于两份，请只留两份；三份以上请都用文件。")
        try:
            cleaned["texts"] = self._texts(files, pasted)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return cleaned

    def _texts(self, files: Sequence[UploadedFile], pasted: Sequence[str]) -> list[GivenText]:
        """What was pasted as the old text stands before the files, what was pasted as the new one behind them."""
        old, new = ([given(name, text)] if text.strip() else [] for name, text in zip(PASTED, pasted, strict=True))
        texts = [*old, *_read(files), *new]
        size = sum(len(one.text.encode()) for one in texts)
        if size > MOST_TOGETHER:
            characters = sum(len(one.text) for one in texts)
            said = f"几份合起来有 {characters / 1e4:.0f} 万字，超过一次能比的大约 {MOST_TOGETHER // 3 // 10_000} 万字。"
            raise Refused("texts_too_long", said, remedy="请减少份数，或分章比对。")
        return texts


def _too_few(found: int, pasted: Sequence[str]) -> str:
    if not found:
        return "请选择两份以上文件，或者粘贴旧、新两份文字。"
    if any(text.strip() for text in pasted):
        missing = "旧" if pasted[1].strip() else "新"
        return f"只有一份，还缺{missing}文本：请把它也粘贴上，或者选一个文件。"
    return "只有一份文件，没有可比的：请再选一份，或者粘贴另一份的文字。"


def _read(files: Sequence[UploadedFile]) -> Iterator[GivenText]:
    if not files:
        return
    with place():
        latest = time.monotonic() + _MOST_SECONDS
        for file in files:
            if time.monotonic() > latest:
                said = f"读了 {_MOST_SECONDS} 秒，到“{file.name}”还没有读完。"
                raise Refused("reading_too_slow", said, remedy="请减少份数，或把 Word、PDF 另存为纯文本后再比对。")
            yield read_one(file)


def read_one(file: UploadedFile) -> GivenText:
    """The text of a file that was handed in, or `Refused` where it has none or cannot be read."""
    name = file.name or "没有名字的文件"
    if _is_plain(name):
        return given(name, read_plain_text(file.read(), name))
    document = read_in_own_process(file.read(), name)
    if not document.text.strip():
        raise Refused("file_not_empty", f"文件“{name}”里没有文字。", remedy="扫描件请先识别文字，再来比对。")
    if len(document.text) > _MOST_PASTED:
        said = f"文件“{name}”有 {len(document.text)} 字，太长了。"
        raise Refused("text_too_long", said, remedy=f"请拆成每份不超过 {_MOST_PASTED} 字再比对。")
    return given(name, document.text, document.warnings)


def _is_plain(name: str | None) -> bool:
    return PurePath(name or "").suffix.lower() in _PLAIN


class AgainForm(forms.Form):
    """The same texts once more, with other switches, in another order, or as a document."""

    texts = forms.CharField(widget=forms.HiddenInput)
    how = forms.ChoiceField(choices=HOWS, widget=forms.HiddenInput)
    ignore_punctuation = forms.BooleanField(label="忽略标点和宽度", required=False)
    ignore_renumbering = forms.BooleanField(label="忽略单纯条序变动", required=False)
    strict = forms.BooleanField(label="严格：宽度、空白也须一致", required=False)
    view = forms.ChoiceField(choices=(("side", "并排"), ("inline", "合并一栏")), required=False)
    only = forms.BooleanField(label="只看改动", required=False)
    changed_only = forms.BooleanField(label="只列有改动的条文", required=False)
