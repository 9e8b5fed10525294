"""Forms for conclusions, publications and filings, and for taking one of them back."""

from __future__ import annotations

from typing import Any

from django import forms

from lianxi.apps.bodies.models import Unit
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.models.reviews import CONCLUSIONS
from lianxi.apps.rulebook.services.reviewing import LONGEST
from lianxi.apps.rulebook.services.withdrawing import LONGEST_REASON
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.web.act_pages import DAY
from lianxi.web.day import today

_BACKDATED = "不填就是今天；早于今天的标明“补录”。"
_MEANINGS = {
    Conclusion.KEEP: "继续有效：不用改",
    Conclusion.AMEND: "修改：内容要改，改好以前仍然有效",
    Conclusion.REPEAL: "废止：应当由文件废止，废止以前仍然有效",
    Conclusion.VOID: "宣布失效：适用期已过或者对象已消失，应当由文件宣布",
}


class ReviewForm(forms.Form):
    """登记清理结论."""

    conclusion = forms.ChoiceField(
        label="结论", widget=forms.RadioSelect, choices=[(code, _MEANINGS[Conclusion(code)]) for code, _ in CONCLUSIONS]
    )
    reason = forms.CharField(
        label="理由", max_length=LONGEST, widget=forms.Textarea({"rows": 4}),
        help_text="为什么是这个结论：依据变了、职责调整了、已被哪份文件代替……",
    )  # fmt: skip
    day = forms.DateField(label="清理日期", required=False, widget=DAY, help_text=_BACKDATED)
    unit = forms.ModelChoiceField(
        label="清理单位", required=False, queryset=Unit.objects.none(), empty_label="（责任单位）",
        help_text="由哪个单位清理的；不选就是责任单位。",
    )  # fmt: skip

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(body=work.body_id)
        if work.unit:
            self.fields["unit"].empty_label = f"{work.unit.name}（责任单位）"

    def clean_conclusion(self) -> Conclusion:
        """As the service takes it."""
        return Conclusion(self.cleaned_data["conclusion"])

    def clean_day(self) -> Any:
        """Today where none is given."""
        return self.cleaned_data["day"] or today()


class _VersionForm(forms.Form):
    """Of which version."""

    version = forms.ModelChoiceField(label="哪一版", queryset=Version.objects.none(), empty_label=None)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = work.versions.defer("text", "as_read").order_by("-number")
        self.fields["version"].queryset = versions
        self.fields["version"].label_from_instance = lambda one: f"第{one.number}版　{one.title}"

    def clean_day(self) -> Any:
        """Today where none is given."""
        return self.cleaned_data["day"] or today()


class PublicationForm(_VersionForm):
    """登记公布日期."""

    day = forms.DateField(label="公布日期", required=False, widget=DAY, help_text=_BACKDATED)
    where = forms.CharField(
        label="公布在哪里", required=False, max_length=200, help_text="公报、公告、网站的名称和期号，可不填。"
    )


class FilingForm(_VersionForm):
    """登记备案."""

    day = forms.DateField(label="备案日期", required=False, widget=DAY, help_text=_BACKDATED)
    recipient = forms.CharField(
        label="报送机关", max_length=200, help_text="向哪个机关备案；报了几家的写在一起，用顿号隔开。"
    )
    number = forms.CharField(
        label="备案文号", required=False, max_length=80, help_text="备案报告的文号，或者备案登记号。"
    )
    note = forms.CharField(label="说明", required=False, max_length=300)


class TakeBackForm(forms.Form):
    """撤回登记有误的一项."""

    why = forms.CharField(label="为什么撤回", max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3}))


class ReviewTableForm(forms.Form):
    """从表格登记结论; `carried`: the lines of a table that was tried, so that it need not be chosen again."""

    file = forms.FileField(
        label="表格", required=False,
        help_text="xlsx 或 CSV：从“清理”或“有效期”的清单导出，填好“结论”“日期”“理由”三列；没有填结论的行不动。",
    )  # fmt: skip
    day = forms.DateField(label="没有写日期的，都算哪一天作出", required=False, widget=DAY, help_text="不填就是今天。")
    carried = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_day(self) -> Any:
        """Today where none is given."""
        return self.cleaned_data["day"] or today()

    def clean(self) -> dict[str, Any]:
        """A file, or one that was handed in before."""
        said = super().clean() or {}
        if not said.get("file") and not said.get("carried") and "file" not in self.errors:
            self.add_error("file", "请选择表格。")
        return said
