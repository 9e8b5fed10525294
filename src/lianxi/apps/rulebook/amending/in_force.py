"""Whether a work may be amended on a day 能否修改: what is over by then has to be revived first."""

from __future__ import annotations

from datetime import date

from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.selectors import standing_of
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import Standing
from lianxi.web.wording import cn_date


def why_over(work: Work, day: date) -> str:
    """Why a work is not there any more to be amended from a day, as one sentence; "" where it is."""
    standing = standing_of(work, day)
    if not standing.status.is_over:
        return ""
    since = f"自{cn_date(standing.since)}起" if standing.since else ""
    return f"《{work.title}》{since}{standing.status.label}，不能再从{cn_date(day)}起修改。"


def require_not_over(work: Work, day: date) -> None:
    """`Refused` where a work is repealed, void or expired on a day; the source is what ended it."""
    if reason := why_over(work, day):
        raise Refused(
            "amended_in_force", reason,
            remedy="日期写错了的，请改日期；废止或者有效期登记错了的，请到“登记效力事件”撤回；"
            "决定让它恢复施行的，请先登记“恢复施行”，再套用。",
            source=_ended_by(standing_of(work, day)),
        )  # fmt: skip


def _ended_by(standing: Standing) -> str:
    """The instrument that ended it, else its term."""
    ground = standing.ground
    if ground and ground.instrument:
        return f"《{ground.instrument.strip('《》')}》"
    return f"有效期至{cn_date(standing.until)}" if standing.until else ""
