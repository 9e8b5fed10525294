"""Which kind a rule is of."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.metadata import Signs, kinds_of
from lianxi.loaders.rule_kinds import load_rule_kinds


@pytest.mark.parametrize(
    ("signs", "kind"),
    [
        (Signs("示例市示例条例", adopted=True), "dfxfg"),
        (Signs("示例市人民代表大会常务委员会关于示例的决定", adopted=True), "jueding"),
        (Signs("示例市示例规定", "示例市人民政府令第58号", "示例市人民政府"), "guizhang"),
        (Signs("示例市示例管理办法", "示府规〔2024〕3号", "示例市人民政府"), "guifan"),
        (
            Signs("示例市督查工作规定（试行）", "示办发〔2022〕15号", "中共示例市委办公室、示例市人民政府办公室"),
            "dangnei",
        ),
        (Signs("示例县人大常委会机关会议制度"), "zhidu"),
        (Signs("示例市人大常委会代表建议办理办法", "", "示例市人民代表大会常务委员会"), "renda"),
        (Signs("示例五市县人大常委会联席会议工作机制"), "jizhi"),
    ],
)
def test_the_likeliest_kind_comes_first(signs: Signs, kind: str) -> None:
    assert kinds_of(signs, load_rule_kinds())[0].code == kind


def test_nothing_is_proposed_where_nothing_tells() -> None:
    assert kinds_of(Signs("示例"), load_rule_kinds()) == ()


def test_what_no_congress_passed_is_no_local_regulation() -> None:
    found = kinds_of(Signs("示例市示例条例"), load_rule_kinds())
    assert "dfxfg" not in [kind.code for kind in found]
