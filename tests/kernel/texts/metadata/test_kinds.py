"""Which kind a rule is of."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.metadata import Field, Proposal, Signs, certain_kind, kinds_of, read_metadata
from lianxi.kernel.texts.metadata.makers import Maker, maker_of, may_make_law
from lianxi.loaders.regions import region_ranks
from lianxi.loaders.rule_kinds import load_rule_kinds
from tests.kernel.texts.metadata.kind_pages import PAGES


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


def kind_read(text: str) -> Proposal | None:
    said = read_metadata(text, load_rule_kinds(), region_ranks()).proposals
    return next((one for one in said if one.field is Field.KIND), None)


def test_no_page_is_certain_of_a_wrong_kind_and_most_that_have_one_are_certain() -> None:
    read = [(kind, kind_read(text), text) for kind, text in PAGES]
    certain = [(kind, one, text) for kind, one, text in read if one and one.sure]
    assert [(kind, one.value, text[:40]) for kind, one, text in certain if one.value != kind] == []
    assert len(certain) >= 30
    assert {one.value for _, one, _ in certain} == {kind.code for kind in load_rule_kinds()}


def test_what_is_certain_names_the_places_that_made_it_so_and_a_doubt_names_the_others() -> None:
    for _, text in PAGES:
        one = kind_read(text)
        if one and one.sure:
            assert one.signs
            assert all(text[sign.start : sign.end].strip() and sign.label for sign in one.signs)
        elif one:
            assert "还不能确定" in one.ground
    doubted = kind_read(next(text for _, text in PAGES if "党政机关公务用车" in text))
    assert doubted is not None
    assert "也可能是政府规章" in doubted.ground


@pytest.mark.parametrize(
    "more",
    [
        {"title": "示例市示例办法（草案）"},
        {"title": "示例市印章管理办法"},
        {"forwarded": True},
        {"number": "示府函〔2024〕3号"},
        {"issuer": "示例市供电局"},
        {"issuer": "示例市自然资源和规划局"},
        {"adopted": True},
    ],
)
def test_one_sign_less_and_nothing_is_certain(more: dict[str, object]) -> None:
    signs = {"title": "示例市示例办法", "number": "示府规〔2024〕3号", "issuer": "示例市人民政府"}
    assert certain_kind(Signs(**signs), load_rule_kinds())[0].code == "guifan"  # type: ignore[arg-type, index]
    assert certain_kind(Signs(**signs | more), load_rule_kinds()) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("示例市人大常委会", Maker.CONGRESS),
        ("示例市人大常委会财政经济工作委员会", Maker.CONGRESS_OFFICE),
        ("中共示例市人大常委会党组", Maker.PARTY_GROUP),
        ("示例县委办公室", Maker.PARTY),
        ("中共示例市纪律检查委员会", Maker.PARTY),
        ("示例市人民政府办公室", Maker.GOVERNMENT_OFFICE),
        ("示例市卫生健康委员会", Maker.DEPARTMENT),
        ("示例村民委员会", Maker.OTHER),
    ],
)
def test_an_organ_is_told_by_its_name(name: str, maker: Maker) -> None:
    assert maker_of(name) is maker


@pytest.mark.parametrize(
    ("organ", "may"),
    [("示例省人民政府", True), ("示例自治县人民代表大会", True), ("示例县人大常委会", False), ("示例市人民政府", None)],
)
def test_who_may_make_law_is_told_by_the_kind_of_region(organ: str, may: bool | None) -> None:
    assert may_make_law(organ, {}) is may
    assert may_make_law("示例市人民政府", {"示例市": "county"}) is False
    assert may_make_law("示例市人民政府", {"示例市": "prefecture"}) is True
