from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.clauses.alias_drift import find_alias_drift
from lianxi.kernel.texts.damage.clauses.foreign import find_foreign_clauses
from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.structure import read_structure


def foreign(text):
    return list(find_foreign_clauses(Sheet(text, read_structure(text))))


def drift(text):
    return list(find_alias_drift(Sheet(text, read_structure(text))))


def document(title, last, own="本办法"):
    return f"{title}\n\n第一条　为了做好示例工作，制定{own}。\n第二条　示例工作适用{own}。\n第三条　{last}\n"


def test_a_clause_that_takes_effect_as_another_kind_is_foreign():
    (one,) = foreign("示例市县联席会议工作机制\n\n一、会议每年举行一次。\n二、本决定自2024年1月1日起实施。\n")
    assert (one.original, one.proposal, one.confidence) == ("本决定", None, 0.85)
    assert "机制" in one.note


def test_a_title_that_speaks_of_announcing_is_still_of_its_own_kind():
    (one,) = foreign(document("示例信息发布管理办法（试行）（2024年修订）", "违反本条例的，责令改正。"))
    assert one.original == "本条例"


def test_a_thing_of_that_name_is_less_suspect_than_a_document():
    loose, plain = (foreign(document("示例管理办法", f"违反{said}的，责令改正。"))[0] for said in ("本规定", "本条例"))
    assert loose.confidence < plain.confidence < 0.9


@pytest.mark.parametrize(
    "text",
    [
        document("示例管理办法", "违反本办法的，责令改正。"),
        document("示例法", "依照本法院的规定办理，本法人负责。", "本法"),
        document("示例管理办法", "申请书应当写明“本决定自送达之日起生效”。"),
        document("示例管理办法", "《示例市条例》（以下简称本条例）另有规定的，适用本条例。"),
        document("示例诉讼法", "依照本章程序审理的案件，实行一审终审。", "本法"),
        document("关于修改《示例条例》的决定", "本决定自公布之日起施行。本条例根据本决定重新公布。", "本决定"),
        document("关于印发《示例办法》的通知", "本办法自印发之日起施行。", "本通知"),
        document("示例管理办法（试行）", "本办法自印发之日起施行。"),
        document("示例若干措施", "本条例、本办法、本决定同时适用。", "本条例"),
    ],
    ids=["own", "courts", "quoted", "alias", "本章程序", "amending", "carrier", "trial", "no kind in the title"],
)
def test_a_document_that_speaks_of_itself_or_of_another_text_is_left(text):
    assert foreign(text) == []


def test_without_a_title_the_usual_word_decides():
    body = "".join(f"第{number}条　示例工作依照本条例办理。\n" for number in "一二三四五六七八九")
    assert [one.original for one in foreign(body + "第十条　违反本办法的，责令改正。\n")] == ["本办法"]


AGREED = (
    "示例决定\n\n甲市、乙市、丙县、丁县、戊县（以下简称两市三县）人大常委会经过协商，决定如下。\n\n"
    "一、两市三县要加强合作。\n"
)


def test_another_count_than_the_one_agreed_on_is_drift():
    (one,) = drift(AGREED + "二、经三市三县协商一致。\n")
    assert (one.original, one.proposal) == ("三市三县", None)
    assert one.confidence < 0.9


@pytest.mark.parametrize(
    "more", ["二、两市三县共同执行。\n", "二、参照三省一市的做法。\n", "二、实行一县一策、一乡一镇。\n", ""]
)
def test_the_name_agreed_on_and_names_of_other_circles_are_left(more):
    assert drift(AGREED + more) == []


def test_history_is_told_in_old_names():
    (told,) = drift(AGREED + "二、由一市三县扩大为两市三县。\n")
    assert told.confidence < 0.5


def test_without_an_agreed_name_one_against_many_is_drift():
    text = "示例报告\n\n两市三县合作。两市三县联动。两市三县协同。一市三县履职。\n"
    assert [one.original for one in drift(text)] == ["一市三县"]
    assert drift("示例报告\n\n两市三县合作。一市三县履职。\n") == []


def test_members_are_counted_against_the_name():
    (one,) = drift("甲市、乙市、丙县（以下简称两市三县）经过协商。\n")
    assert "2个市、1个县" in one.note


def test_another_instrument_than_the_one_agreed_on_is_drift():
    text = (
        "示例新闻\n\n会议通过《示例市关于协同发展的决定》（以下简称《决定》）。《决定》共十条。各地要落实《规定》。\n"
    )
    assert [one.original for one in drift(text)] == ["《规定》"]


def test_a_shorter_name_of_an_agreed_body_is_drift():
    text = "设立示例联席会议办公室（以下简称联席会议办公室）。联席会议办公室负责通知，联席办负责记录。\n"
    assert [one.original for one in drift(text)] == ["联席办"]
