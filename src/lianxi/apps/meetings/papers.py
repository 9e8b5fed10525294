"""The papers of a conference 公文: which there are, and from which step on."""

from __future__ import annotations

from lianxi.kernel.rules.conference_year import Stage

PAPERS = (
    ("notice", "会议通知（函）", Stage.RECEIPTS),
    ("receipt", "回执", Stage.RECEIPTS),
    ("agenda", "议程", Stage.OFFICE),
    ("attendance", "签到表", Stage.RECEIPTS),
    ("minutes", "纪要", Stage.MINUTES),
    ("costs", "经费结算单", Stage.MINUTES),
    ("follow-ups", "交办事项清单", Stage.MINUTES),
)
