"""The proof tells part by part what agrees with the decision and where the printed text departs."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.compare.amending import apply, plain, prove, read_instructions
from tests.kernel.texts.compare.amending.regulation import OLD

DECISION = (
    "一、第三章章名修改为“法律责任”。\n二、第六条中的“五百元”修改为“一千元”。\n三、附件一中的“三成”修改为“四成”。"
)
NEW = apply(read_instructions(DECISION), OLD).text


def departing(printed: str) -> list[tuple[str, str, str, str]]:
    return [(one.part, one.place, one.amended, one.printed) for one in prove(OLD, DECISION, printed).departures]


def test_a_printed_text_that_follows_the_decision_is_proven_in_every_part() -> None:
    proof = prove(OLD, DECISION, NEW)
    assert proof.equal
    assert [part.part for part in proof.parts] == ["题目", "题注", "目录", "编章节标题", "条文", "附件"]


@pytest.mark.parametrize(
    ("was", "becomes", "expected"),
    [
        ("一千元", "二千元", ("条文", "第六条", "一千元", "二千元")),
        ("（二）布局；", "（二）布点；", ("条文", "第三条第一款第二项", "局", "点")),
        ("第七条　建", "第九条　建", ("条文", "第九条", "第七条", "第九条")),
        ("示例市示例条例\n", "示例市示列条例\n", ("题目", "题目", "例", "列")),
        ("四成", "三成", ("附件", "附件", "四成", "三成")),
        ("2015年3月1日", "2015年3月2日", ("题注", "题注", "1日", "2日")),
    ],
)
def test_where_it_departs_is_said_with_both_wordings(was: str, becomes: str, expected: tuple[str, ...]) -> None:
    assert expected in departing(NEW.replace(was, becomes, 1))


def test_headings_in_text_and_contents_are_told_apart() -> None:
    printed = "第三章　责任".join(NEW.rsplit("第三章　法律责任", 1))
    assert {part for part, *_ in departing(printed)} == {"编章节标题"}
    printed = NEW.replace("第三章　法律责任", "第三章　责任", 1)
    assert {part for part, *_ in departing(printed)} == {"目录"}


def test_a_heading_over_another_article_is_found() -> None:
    front, body = NEW.split("第一条", 1)
    body = body.replace("第三章　法律责任\n\n", "").replace("第七条　", "第三章　法律责任\n\n第七条　")
    found = departing(f"{front}第一条{body}")
    assert found == [("编章节标题", "第三章　法律责任", "下面从第六条开始", "下面从第七条开始")]


def test_paragraphs_run_together_are_found() -> None:
    assert departing(NEW.replace("负责示例工作。\n县", "负责示例工作。县"))


def test_the_caption_may_name_the_amendment_itself_and_nothing_else() -> None:
    added = "　根据2020年5月1日示例市第二届人民代表大会常务委员会第四次会议《关于修改〈示例市示例条例〉的决定》修正）"
    proof = prove(OLD, DECISION, NEW.replace("第三次会议通过）", "第三次会议通过" + added))
    assert proof.equal
    (caption,) = [part for part in proof.parts if part.part == "题注"]
    assert caption.note.startswith("题注按例增加了这次修改，请核对：根据2020年5月1日")
    assert not prove(OLD, DECISION, NEW.replace("第三次会议通过）", "第三次会议通过　有效）")).equal


def test_an_instruction_left_over_is_not_proven() -> None:
    assert not prove(OLD, DECISION + "\n四、删去第四十条。", NEW).equal


def test_the_json_names_parts_and_departures() -> None:
    shown = plain(prove(OLD, DECISION, NEW.replace("一千元", "二千元")))
    assert shown["equal"] is False
    (part,) = [one for one in shown["parts"] if not one["agrees"]]  # type: ignore[attr-defined]
    assert part["departures"][0]["label"] == "第六条：“一千元”，印作“二千元”"
    assert [one["act"] for one in shown["instructions"]] == ["replace", "substitute", "substitute"]  # type: ignore[attr-defined]
