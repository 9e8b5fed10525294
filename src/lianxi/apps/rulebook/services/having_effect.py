"""Whether what is to be recorded changes anything 有没有作用: an event without effect is refused, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import Happening, HappeningKind, Standing, Status, standing_on, stretches_of_standing
from lianxi.web.wording import cn_date

_KEEPS_WAITING = frozenset({HappeningKind.REPEAL, HappeningKind.VOID, HappeningKind.AMEND, HappeningKind.REVIVE})
_CORRECT = "日期写错的，请用“更正”改施行日期；登记错了的，请先撤回那一项。"


def require_effect(new: Happening, before: Sequence[Happening], numbers: Mapping[str, str]) -> None:
    """`Refused` where `new` would leave the standing of the whole, or of a provision it names, as it is on all days.

    numbers: of provisions by identity, as the refusal calls them.
    """
    for wid in sorted(new.provisions) or [None]:
        what = numbers.get(wid, wid) if wid else "这件制度"
        if refusal := _refusal(new, before, wid, what):
            raise refusal


def _refusal(new: Happening, before: Sequence[Happening], wid: str | None, what: str) -> Refused | None:
    standing = standing_on(before, new.day, wid)
    started = next((one for one in before if one.kind is HappeningKind.COMMENCE and not one.provisions), None)
    if new.kind is HappeningKind.COMMENCE and not new.provisions and started:
        said = f"已经登记过施行（{cn_date(started.day)}），不能再登记一次。"
        return Refused("commences_once", said, remedy=_CORRECT)
    if new.kind is not HappeningKind.COMMENCE and standing.status is Status.UNDATED:
        said = f"{what}还没有登记施行日期，登记以后效力没有变化。"
        return Refused("commenced", said, remedy="请先用“更正”填施行日期，或者登记“施行”。")
    if new.kind in _KEEPS_WAITING and _not_begun(standing):
        begins = cn_date(standing.ground.day) if standing.ground else ""
        said = f"{what}自{begins}起才施行，{cn_date(new.day)}还没有施行。"
        return Refused("commenced", said, remedy="请核对日期；施行日期写错的，请用“更正”。")
    if stretches_of_standing(before, wid) != stretches_of_standing([*before, new], wid):
        return None
    said, remedy = _why(new, before, standing, what)
    return Refused("has_effect", said, remedy=remedy)


def _not_begun(standing: Standing) -> bool:
    """Before the first commencement; an article whose new words only wait may be amended or repealed."""
    ground = standing.ground
    return standing.status is Status.PENDING and ground is not None and ground.last_day is None


def _why(new: Happening, before: Sequence[Happening], standing: Standing, what: str) -> tuple[str, str]:
    """Why nothing would change, and what to do."""
    if new in before:
        return f"{what}同样的事件已经登记过，不用再登记。", "请看“效力事件”里已有的那一项。"
    if standing.status.is_over:
        since = f"自{cn_date(standing.since)}起" if standing.since else ""
        said = f"{what}{since}{standing.status.label}，到{cn_date(new.day)}已经中断，登记以后效力没有变化。"
        return said, "仍要施行的，请先登记“恢复施行”；届满次日起接着施行的，从次日起登记有效期。"
    if new.kind is HappeningKind.REVIVE:
        return f"{what}在{cn_date(new.day)}本来就有效，不用恢复施行。", "请核对日期，或者是不是另一件。"
    if new.kind is HappeningKind.TERM and new.last_day is None:
        return f"{what}在{cn_date(new.day)}没有有效期，不用取消。", "请核对日期，或者是不是另一件。"
    return f"{what}的效力在每一天都与登记以前一样，没有变化。", "请核对日期和已登记的效力事件。"
