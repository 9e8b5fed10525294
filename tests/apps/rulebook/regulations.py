"""Invented regulations in three versions 示例, and versions put together at random."""

from __future__ import annotations

import random

from hypothesis import strategies as st

HEAD = (
    "示例市示例条例\n（2025年3月1日示例市第八届人民代表大会常务委员会第十三次会议通过）\n\n"
    "目　录\n第一章　总则\n第二章　附则\n\n第一章　总则\n"
)
PURPOSE = "为了规范示例管理，根据《示例法》，制定本条例。"
DUTY = "市、县人民政府应当履行下列职责：\n（一）编制规划；\n（二）保障经费。\n具体办法由市人民政府规定。"
WEEK = "每年三月第一周为示例宣传周。"
TERM = "主管部门应当自收到申请之日起{}个工作日内作出决定，并告知申请人。"
FINE = "违反本条例规定，擅自占用示例设施的，由主管部门责令限期改正，处五百元以上二千元以下罚款。"
REWARD = "对在示例工作中做出显著成绩的单位和个人，按照有关规定给予表彰和奖励。"
START = "本条例自2026年10月1日起施行。"
BOARD = "乡镇人民政府、街道办事处协助做好本辖区内示例工作的宣传、巡查和纠纷调解。"
END = "\n示例市人民代表大会常务委员会\n2025年3月2日\n\n附件1\n示例目录\n一、甲类\n"
NUMBERS = "一二三四五六七八九"


def regulation(*articles: str, head: str = HEAD, end: str = END) -> str:
    """Articles numbered one behind the other, the last of them under 附则."""
    lines = [f"第{number}条　{body}\n" for number, body in zip(NUMBERS, articles, strict=False)]
    return head + "".join(lines[:-1]) + "第二章　附则\n" + lines[-1] + end


ORIGINAL = regulation(PURPOSE, DUTY, WEEK, TERM.format("二十"), FINE, REWARD, START)
CURRENT = regulation(PURPOSE, DUTY, REWARD, TERM.format("十五"), FINE, START)
PROPOSED = regulation(PURPOSE, DUTY, REWARD, BOARD, TERM.format("十"), FINE, START)

NOTICE = (
    "关于示例工作的通知\n各县人民政府：\n为了做好示例工作，现通知如下。\n一、加强领导\n"
    "（一）建立机制。定期研究示例工作。\n1.明确分工\n各部门各负其责。\n二、抓好落实，各部门应当按期办理。\n"
    "特此通知。\n示例市人民政府\n2026年1月1日\n"
)

_BODIES = (PURPOSE, DUTY, WEEK, TERM, FINE, REWARD, BOARD)


@st.composite
def versions(draw: st.DrawFn) -> str:
    """A text of some of the articles, some edited, two merged, with or without what stands around them."""
    chosen = draw(st.lists(st.sampled_from(_BODIES), max_size=7))
    chance = random.Random(draw(st.integers(0, 99)))
    bodies = [body.format(chance.choice("五八十")) for body in chosen]
    if len(bodies) > 3 and draw(st.booleans()):
        bodies[1:3] = [bodies[1] + bodies[2]]
    if bodies and draw(st.booleans()):
        at = chance.randrange(len(bodies))
        bodies[at] = bodies[at].replace("示例", "样本", 1).replace("应当", "可以")
    kind = draw(st.sampled_from(["whole", "bare", "paragraphs"]))
    if kind == "whole" and bodies:
        return regulation(*bodies)
    if kind == "paragraphs":
        return "\n".join(bodies)
    return "".join(f"第{number}条　{body}\n" for number, body in zip(NUMBERS, bodies, strict=False))
