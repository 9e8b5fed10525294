"""Identities of paragraphs, points and indents: they stay with their words, whatever number these come under."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.compare import carry_identities, compare
from tests.kernel.texts.compare.amending.changes import change
from tests.kernel.texts.compare.amending.drafting import Draft

OLD = """示例市示例条例
第一条　市主管机构负责示例工作，每年向社会公布一次情况。
县主管机构协助做好有关服务。
第二条　申请人应当提交下列材料：
（一）申请书，写明姓名和住址；
（二）场地图纸：
1.平面图；
2.消防通道图；
（三）安全承诺。
受理后五日内答复。
第三条　本条例自2020年1月1日起施行。
"""


def carried(new: str, **known: str) -> dict[str, str]:
    return carry_identities(compare(OLD, new), known, "v2")


def test_unchanged_provisions_keep_their_ids_as_identities() -> None:
    same = carried(OLD)
    assert same["art_2__para_1__point_2__indent_2"] == "art_2__para_1__point_2__indent_2"
    assert all(eid == identity for eid, identity in same.items())


def test_a_point_that_moves_from_three_to_four_keeps_its_identity_and_the_new_one_has_its_own() -> None:
    new = OLD.replace("（三）安全承诺。", "（三）近期照片两张；\n（四）安全承诺。")
    found = carried(new)
    assert found["art_2__para_1__point_4"] == "art_2__para_1__point_3"
    assert found["art_2__para_1__point_3"] == "art_2__para_1__point_3@v2"


def test_a_new_paragraph_gets_an_identity_and_the_next_one_keeps_its_own() -> None:
    new = OLD.replace("县主管机构", "设立示例专家库，成员从高校聘请。\n县主管机构")
    found = carried(new)
    assert found["art_1__para_2"] == "art_1__para_2@v2"
    assert found["art_1__para_3"] == "art_1__para_2"


def test_paragraphs_follow_their_article_to_its_new_number() -> None:
    new = OLD.replace("第三条", "第四条").replace("第二条", "第三条").replace(
        "第三条　申请人", "第二条　市人民政府应当建立协调制度，研究重大问题。\n第三条　申请人"
    )  # fmt: skip
    found = carried(new)
    assert found["art_3"] == "art_2"
    assert found["art_3__para_1__point_2__indent_1"] == "art_2__para_1__point_2__indent_1"
    assert found["art_2__para_1"] == "art_2__para_1@v2"


def test_an_identity_given_earlier_goes_on() -> None:
    new = OLD.replace("（一）申请书", "（一）身份证明；\n（二）申请书").replace("（二）场地", "（三）场地").replace(
        "（三）安全", "（四）安全"
    )  # fmt: skip
    found = carried(new, art_2__para_1__point_3="art_9__para_1__point_1@v1")
    assert found["art_2__para_1__point_4"] == "art_9__para_1__point_1@v1"


def test_points_of_merged_paragraphs_stay_themselves() -> None:
    new = OLD.replace("（三）安全承诺。\n受理后五日内答复。", "（三）安全承诺；\n（四）受理后五日内答复。")
    found = carried(new)
    assert found["art_2__para_1__point_3"] == "art_2__para_1__point_3"
    assert found["art_2__para_1__point_4"] == "art_2__para_1__point_4@v2"


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_two_provisions_have_one_identity(random: Random) -> None:
    draft = Draft(random)
    change(draft)
    draft.number(old=False)
    comparison = compare(draft.before, draft.printed(old=False))
    found = carry_identities(comparison, {}, "v2")
    assert len(set(found.values())) == len(found)
