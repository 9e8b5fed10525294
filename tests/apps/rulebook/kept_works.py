"""Works as the repository keeps them, for tests of its pages: two versions, parts with a day of their own, a term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_version, keep_work
from lianxi.kernel.access import Actor

CAPTION = "（2023年12月20日示例甲市第八届人民代表大会常务委员会第十三次会议通过）"
FIRST = f"""示例甲市示例名录管理条例

{CAPTION}

目录
第一章　总则
第二章　名录
第三章　附则

第一章　总则

第一条　为了示例，制定本条例。
第二条　本条例适用于示例名录的建立和公布。

第二章　名录

第三条　名录由下列单位分工建立：
（一）主管部门负责汇总；
（二）乡镇负责核对。
前款所列单位每年核对一次。
第四条　名录每两年公布一次。

第三章　附则

第五条　本条例自2024年1月1日起施行，有效期至2028年12月31日。第四条自2024年7月1日起施行。
"""
SECOND = FIRST.replace(
    "第四条　名录每两年公布一次。", "第四条　主管部门应当听取意见。\n第五条　名录每一年公布一次。"
).replace("第五条　本条例自", "第六条　本条例自")
SAID = Particulars(
    title="示例甲市示例名录管理条例",
    kind="dfxfg",
    issuer="示例甲市人民代表大会常务委员会",
    day=date(2023, 12, 20),
    slug="shi-li-ming-lu",
    document_number="示甲常〔2023〕9号",
    caption=CAPTION,
    commences=date(2024, 1, 1),
    last_day=date(2028, 12, 31),
)
CHANGED = replace(
    SAID, document_number="", instrument="示例甲市人大常委会关于修改示例名录管理条例的决定", commences=date(2025, 3, 1),
    last_day=None,
)  # fmt: skip


def keep(
    body: Body,
    actor: Actor,
    on: date,
    *,
    visibility: str = Visibility.BODY,
    slug: str = SAID.slug,
    source: Source | None = None,
    **more: object,
) -> Work:
    """The first version kept as a work."""
    said = replace(SAID, visibility=visibility, slug=slug, **more)
    return keep_work(text=FIRST, particulars=said, source=source or Source(), body=body, actor=actor, on=on).work


def amend(work: Work, actor: Actor, on: date) -> Work:
    """The second version: a new article before 第四条, which becomes 第五条 and changes."""
    keep_version(work=work, text=SECOND, particulars=CHANGED, source=Source(score=90), actor=actor, on=on)
    return work
