"""Forms of the intake: handing files in, and what a person confirms of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.bodies.selectors import circles_of
from lianxi.apps.rulebook.intake.table import Given, read_table
from lianxi.apps.rulebook.models import Item, Visibility, Work
from lianxi.apps.rulebook.services.days import why_no_term
from lianxi.importers.xlsx import LIMITS
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.metadata import Field
from lianxi.loaders.rule_kinds import load_rule_kinds
from lianxi.web.act_pages import DAY
from lianxi.web.day import today

MOST_FILES = 100
DAYS = (Field.ADOPTED, Field.PUBLISHED, Field.ISSUED, Field.COMMENCES, Field.LAST_DAY)
CONSEQUENCES = {
    Visibility.PUBLIC: "任何人不登录也能看到、搜到、下载；看过的收不回来",
    Visibility.BODIES: "各家机构登录的人员都能看到",
    Visibility.CIRCLE: "下面所选联席圈里，各成员机构登录的人员能看到",
    Visibility.BODY: "只有本机构的人员能看到",
    Visibility.UNIT: "只有下面所选责任单位的人员和本机构办公室能看到",
    Visibility.PERSONS: "只有下面名单上的账号和本机构办公室能看到",
}
NEW = "new"


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or many; cleans to a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each by itself; an empty file is no error here, it is said of that file later."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given]


class ReceiveForm(forms.Form):
    """Files to hand in."""

    body = forms.ModelChoiceField(label="入到哪家机构的库", queryset=Body.objects.none(), empty_label=None)
    files = FilesField(
        label="文件",
        allow_empty_file=True,
        help_text=f"可以一次选多个（最多 {MOST_FILES} 个），也可以把一批文件打成一个 ZIP 压缩包上传。"
        "能读 Word、PDF、网页、纯文本、Excel、法规交换文件，每份不超过 50 MB，压缩包不超过 500 MB。",
    )
    table = forms.FileField(
        label="随附表格（可不选）",
        required=False,
        help_text="xlsx：第一行写列名，“文件”一列写文件名，其余可写标题、文号、制定机关、种类、责任单位和各个日期。",
    )
    name = forms.CharField(label="这一批叫什么", max_length=200, required=False, help_text="留空用文件名。")
    kind = forms.ChoiceField(
        label="这一批都是（可不选）", required=False, help_text="从文字里判断不准的，照这里选的；表格里写了的，照表格。"
    )
    visibility = forms.ChoiceField(
        label="默认可见范围",
        choices=[(one.value, one.label) for one in (Visibility.BODY, Visibility.BODIES, Visibility.PUBLIC)],
        help_text="逐份确认时可以改。",
    )
    no_secrets = forms.BooleanField(
        label="我已确认：这些文件不含国家秘密、工作秘密和其他不得上传的内容",
        error_messages={"required": "涉密文件不得入库。请核对后勾选确认；拿不准的，请先问本单位保密工作机构。"},
    )

    def __init__(self, *args: Any, kept: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(pk__in=[body.pk for body in kept])
        self.fields["body"].initial = kept[0].pk
        self.fields["kind"].choices = [("", "（逐份判断）"), *((kind.code, kind.name) for kind in load_rule_kinds())]
        if len(kept) == 1:
            self.fields["body"].widget = forms.HiddenInput()

    def clean_files(self) -> list[UploadedFile]:
        """Not more than one request should hold."""
        files: list[UploadedFile] = self.cleaned_data["files"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"一次最多 {MOST_FILES} 个文件；更多的，请打成一个 ZIP 压缩包上传。")
        return files

    def clean_table(self) -> Given:
        """The rows of the table; `Given()` where there is none."""
        table: UploadedFile | None = self.cleaned_data["table"]
        if table is None:
            return Given()
        try:
            return read_table(table.read(LIMITS.size + 1))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def defaults(self) -> dict[str, str]:
        """Values chosen for the whole batch."""
        return {name: self.cleaned_data[name] for name in ("visibility", "kind") if self.cleaned_data[name]}

    def batch_name(self) -> str:
        """What the batch is called."""
        files = self.cleaned_data["files"]
        name = self.cleaned_data["name"].strip() or files[0].name[:150]
        return name if len(files) == 1 or self.cleaned_data["name"].strip() else f"{name} 等 {len(files)} 份"


def of_work(work: Work) -> dict[str, str]:
    """What a version shares with its work, by the fields of `ItemForm`; who is named counts only where it decides."""
    kept = {
        "issuer": work.issuer, "kind": work.kind, "visibility": work.visibility, "unit_key": str(work.unit_id or ""),
    }  # fmt: skip
    if work.visibility == Visibility.CIRCLE:
        kept["circle"] = str(work.circle_id)
    if work.visibility == Visibility.PERSONS:
        kept["readers"] = " ".join(sorted(work.readers.values_list("account", flat=True)))
    return kept


def _same(name: str, value: Any) -> str:
    """A chosen value as `of_work` writes it."""
    if name == "readers":
        return " ".join(sorted(value.split()))
    return str(value.pk) if isinstance(value, Unit) else str(value or "").strip()


class ItemForm(forms.Form):
    """The particulars of one file, as a person confirms them."""

    as_version_of = forms.ChoiceField(label="作为", widget=forms.RadioSelect)
    title = forms.CharField(label=Field.TITLE.label, max_length=300)
    number = forms.CharField(label=Field.NUMBER.label, max_length=80, required=False)
    issuer = forms.CharField(label=Field.ISSUER.label, max_length=200)
    kind = forms.ChoiceField(label=Field.KIND.label)
    instrument = forms.CharField(label=Field.INSTRUMENT.label, max_length=300, required=False)
    adopted = forms.DateField(label=Field.ADOPTED.label, widget=DAY, required=False)
    published = forms.DateField(label=Field.PUBLISHED.label, widget=DAY, required=False)
    issued = forms.DateField(label=Field.ISSUED.label, widget=DAY, required=False)
    commences = forms.DateField(label=Field.COMMENCES.label, widget=DAY, required=False)
    last_day = forms.DateField(label=Field.LAST_DAY.label, widget=DAY, required=False)
    slug = forms.SlugField(
        label="拼音名", max_length=100, required=False, help_text="写在永久地址里，定了不改；留空按标题的拼音。"
    )
    visibility = forms.ChoiceField(label="可见范围", widget=forms.RadioSelect)
    circle = forms.ChoiceField(label="联席圈", required=False)
    unit_key = forms.ModelChoiceField(
        label="责任单位", queryset=Unit.objects.none(), required=False, empty_label="（不定）"
    )
    readers = forms.CharField(label="指定的账号", required=False, help_text="一行一个，只在“指定的人”时填。",
                              widget=forms.Textarea({"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, item: Item, near: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = item.batch.body
        self.fields["kind"].choices = [("", "（请选择）"), *((kind.code, kind.name) for kind in load_rule_kinds())]
        self.fields["visibility"].choices = [
            (one.value, f"{one.label}：{CONSEQUENCES[Visibility(one)]}") for one in Visibility
        ]
        self.fields["circle"].choices = [("", "（不选）"), *circles_of(body.code, today()).values_list("slug", "name")]
        self.fields["unit_key"].queryset = Unit.objects.filter(body=body)
        self.fields["as_version_of"].choices = [
            (NEW, "新的一件制度"),
            *((str(one["work"]), f"“{one['title']}”的新版本（{one['likeness']:.0f}% 相同）") for one in near),
        ]

    def clean(self) -> dict[str, Any]:
        """What the chosen bounds need; days as they are written in a proposal."""
        said = super().clean() or self.cleaned_data
        needs = {Visibility.CIRCLE: "circle", Visibility.UNIT: "unit_key", Visibility.PERSONS: "readers"}
        needed = needs.get(Visibility(said["visibility"])) if said.get("visibility") else None
        if needed and not said.get(needed):
            label = Visibility(said["visibility"]).label
            self.add_error(needed, f"可见范围是“{label}”，须填“{self.fields[needed].label}”。")
        if not any(said.get(field.value) for field in DAYS[:4]):
            self.add_error("adopted", "通过、公布、成文、施行日期至少填一个：永久地址要用。")
        if "commences" in said and (why := why_no_term(said["commences"], said.get("last_day"))):
            self.add_error("last_day", why)
        if said.get("as_version_of", NEW) != NEW:
            self._as_the_work(said)
        return said

    def _as_the_work(self, said: Mapping[str, Any]) -> None:
        """A new version changes nothing of what belongs to the work: what is chosen otherwise is an error, not lost."""
        kept = of_work(Work.objects.get(pk=said["as_version_of"]))
        for name, value in kept.items():
            if name in said and _same(name, said[name]) != value:
                words = self._words(name, value)
                self.add_error(
                    name, f"新版本沿用这件制度现在的{self.fields[name].label}（{words}）；要改，入库以后在制度页改。"
                )

    def _words(self, name: str, value: str) -> str:
        choices = {str(code): words for code, words in getattr(self.fields[name], "choices", ())}
        return str(choices.get(value, value)).split("：")[0] or "没有"

    def values(self) -> dict[str, Any]:
        """By field code, as `proposed.particulars` takes them."""
        said = dict(self.cleaned_data)
        for field in DAYS:
            said[field.value] = said[field.value].isoformat() if said[field.value] else ""
        unit = said["unit_key"]
        return said | {"unit_key": str(unit.pk) if unit else "", "readers": said["readers"].split()}

    def work(self) -> Work | None:
        """The work it is a new version of, None for a new one."""
        chosen = self.cleaned_data["as_version_of"]
        return None if chosen == NEW else Work.objects.get(pk=chosen)
