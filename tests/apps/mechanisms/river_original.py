"""An original for the invented circle's rules of 2023, written for the tests."""

from __future__ import annotations

from datetime import date

from lianxi.apps.mechanisms.originals import OriginalImported, import_original
from lianxi.kernel.access import Actor
from tests.apps.mechanisms.people import RIVER, joint_office

EFFECTIVE = date(2023, 1, 1)
TEXT = """示例三江联席会议工作规则

一、示例甲市、示例乙县、示例丙县的人大常委会建立联席会议。

二、会议由各方主任、副主任、秘书长组成。

三、会议每年两次，由各方轮流承办，一般在三月中旬和十月下旬；需要时可以临时召开。

四、会议时间、地点、议题应当提前十个工作日通知各方。

五、会议设办公室于示例甲市研究室，议程由办公室提出。

六、会议经费一般由承办方承担，也可以由其他各方分担。

七、会议须有全体组成人员三分之二以上出席，议定事项由全体组成人员的过半数同意。
"""
FIFTH, FIFTH_CHANGED = "议程由办公室提出", "议程由办公室商各方后提出"
CHANGED = TEXT.replace(FIFTH, FIFTH_CHANGED)
SHORTER = TEXT.replace("十个工作日", "五个工作日")


def imported(text: str = TEXT, *, on: date, actor: Actor | None = None, name: str = "原文.txt") -> OriginalImported:
    """Hand in an original as the joint office would."""
    return import_original(
        slug=RIVER, effective=EFFECTIVE, content=text.encode(), name=name, actor=actor or joint_office(), on=on
    )
