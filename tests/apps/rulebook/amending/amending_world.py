"""A rule, a decision on it in words, and the text as printed afterwards, kept as a page keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.amending.confirming import Choice
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_version, keep_work
from lianxi.kernel.access import Actor
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.kept_works import FIRST, SAID
from tests.apps.rulebook.work_looking import KEEPER

TITLE = "示例甲市示例名录管理条例"
NAME = f"示例甲市人民代表大会常务委员会关于修改《{TITLE}》的决定"
DAY = date(2024, 2, 1)
DECISION = f"""{NAME}

（2024年1月20日示例甲市第八届人民代表大会常务委员会第十四次会议通过）

示例甲市第八届人民代表大会常务委员会第十四次会议决定对《{TITLE}》作如下修改：
一、在第二条后增加一条，作为第三条：“主管部门应当听取意见。”
二、将第三条改为第四条，将第一项修改为：“（一）主管部门负责汇总和公布；”
三、将第四条改为第五条，修改为：“名录每一年公布一次。”
四、对条文顺序作相应调整。
本决定自2024年2月1日起施行。
"""
UNFIT = DECISION.replace("四、对条文", "四、删去第九条。\n五、对条文")
PRINTED = (
    FIRST.replace("第五条　本条例", "第六条　本条例")
    .replace("第四条　名录每两年", "第五条　名录每一年")
    .replace("负责汇总；", "负责汇总和公布；")
    .replace("第三条　名录由", "第四条　名录由")
    .replace("建立和公布。\n", "建立和公布。\n第三条　主管部门应当听取意见。\n")
    .replace(
        "第十三次会议通过）",
        "第十三次会议通过　根据2024年1月20日示例甲市第八届人民代表大会常务委员会第十四次会议"
        f"《{NAME.replace('《', '〈').replace('》', '〉')}》修正）",
    )
)


def keep_decision(text: str = DECISION, *, actor: Actor = KEEPER, **more: object) -> Version:
    """A decision kept in the repository of the first body."""
    said: dict[str, object] = {
        "title": NAME, "kind": "jueding", "issuer": "示例甲市人民代表大会常务委员会", "day": date(2024, 1, 20),
        "slug": "xiu-gai", "document_number": "示甲常〔2024〕2号", "issued": date(2024, 1, 20), "commences": DAY,
        "visibility": "public",
    }  # fmt: skip
    body = Body.objects.get(pk=more.pop("body", A))
    particulars = Particulars(**{**said, **more})  # type: ignore[arg-type]
    return keep_work(text=text, particulars=particulars, source=Source(), body=body, actor=actor, on=TODAY)


def keep_printed(work: Work, text: str = PRINTED) -> Version:
    """The text as printed, taken in as the next version before anybody carried out the decision."""
    said = replace(SAID, instrument=NAME, commences=DAY, last_day=None)
    return keep_version(work=work, text=text, particulars=said, source=Source(), actor=KEEPER, on=TODAY)


def all_of_it(**more: object) -> Choice:
    """Everything that fits, from the day of the decision."""
    return Choice(**{"day": DAY, **more})  # type: ignore[arg-type]
