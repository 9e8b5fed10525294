"""Copies whose lines fall otherwise, and what they say of their own passing outside the caption."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.numerals import write_number
from lianxi.kernel.texts.same_text import Register, same_text

BODIES = ("甲海市", "乙山黎族自治县", "丙河县")
REGISTER = Register.of(BODIES)


def ordinance(
    body: str, day: str, term: int, session: int, number: int, *, caption: str = "（{day}{sitting}通过）"
) -> str:
    """An invented ordinance 示例 below the announcement of its publication."""
    organ = f"{body}人民代表大会常务委员会"
    sitting = f"{body}第{write_number(term)}届人民代表大会常务委员会第{write_number(session)}次会议"
    return f"""{organ}公告
第{number}号
《示例条例》已由{sitting}于{day}通过，现予公布，自2026年12月1日起施行。
{organ}
{day}
示例条例
{caption.format(day=day, sitting=sitting)}
第一条　示例事项应当在三十日内办结，收费不超过5%。
第二条　{body}人民政府负责实施，{organ}监督。
"""


def decision(body: str, day: str, term: int, session: int) -> str:
    """An invented decision 示例 whose caption names no sitting."""
    organ = f"{body}人民代表大会常务委员会"
    sitting = f"第{write_number(term)}届人民代表大会常务委员会第{write_number(session)}次会议"
    return f"""{organ}关于批准示例规划的决定
（{day}通过）
{body}{sitting}审查了示例规划，决定予以批准。
一、规划自2026年12月1日起实施。
"""


FIRST = ordinance("甲海市", "2026年3月5日", 8, 13, 12)
SECOND = ordinance("乙山黎族自治县", "2026年4月18日", 15, 9, 3)
THIRD = ordinance("丙河县", "二〇二六年四月二日", 7, 31, 101)


def test_the_day_and_sitting_of_an_announcement_follow_the_caption() -> None:
    assert same_text([FIRST, SECOND, THIRD], REGISTER).equal


def test_a_day_in_the_announcement_that_is_not_the_captions_is_a_deviation() -> None:
    odd = SECOND.replace("于2026年4月18日通过", "于2026年4月19日通过")
    assert [copy.equal for copy in same_text([FIRST, odd, THIRD], REGISTER).copies] == [True, False, True]


def test_a_sitting_that_only_the_opening_words_name_may_differ() -> None:
    copies = [decision("甲海市", "2026年3月5日", 8, 13), decision("丙河县", "2026年4月2日", 7, 31)]
    assert same_text(copies, REGISTER).equal
    other = copies[1].replace("一、规划", "一、甲海市第八届人民代表大会常务委员会第十三次会议通过的规划")
    assert not same_text([copies[0], other], REGISTER).equal


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("示例条例\n（", "示例条例（"),
        ("通过）\n", "通过）"),
        ("号\n", "号"),
        ("委员会\n2026年4月18日", "委员会2026年4月18日"),
        ("乙山黎族", "乙山\n黎族"),
        ("4月18", "4\u2028月18"),
        ("5%", "５％"),
    ],
)
@pytest.mark.parametrize("places", [(0, 1, 2), (1, 0, 2), (1, 2, 0)])
def test_where_a_line_ends_never_makes_a_copy_unequal(was: str, becomes: str, places: tuple[int, ...]) -> None:
    assert was in SECOND
    copies = [FIRST, SECOND.replace(was, becomes), THIRD]
    assert same_text([copies[at] for at in places], REGISTER).equal
    assert same_text([copies[1], SECOND], REGISTER).equal


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("三十日", "三十一日"),
        ("12月1日起", "11月1日起"),
        ("第九次会议通过）", "第八次会议通过）"),
        ("由乙山黎族", "由乙山苗族"),
    ],
)
def test_a_copy_run_together_hides_no_deviation(was: str, becomes: str) -> None:
    joined = SECOND.replace("示例条例\n（", "示例条例（").replace("委员会\n2026", "委员会2026")
    assert was in joined
    compared = same_text([FIRST, joined.replace(was, becomes), THIRD], REGISTER)
    assert [copy.equal for copy in compared.copies] == [True, False, True]


def test_a_short_form_in_one_caption_is_a_deviation() -> None:
    short = SECOND.replace("通过）", "通过)").replace(
        "（2026年4月18日乙山黎族自治县第十五届人民代表大会常务委员会", "（2026年4月18日乙山黎族自治县第十五届人大常委会"
    )
    assert [copy.equal for copy in same_text([FIRST, short, THIRD], REGISTER).copies] == [True, False, True]
