"""The daily digest 每日摘要: what is due and what has not been read, in one notice and one letter a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from lianxi.apps.accounts.models import Account
from lianxi.apps.notices.models import DIGEST, Notice
from lianxi.apps.notices.services import write_notices
from lianxi.web.due import SOON, DueItem
from lianxi.web.wording import cn_date

MOST_UNREAD = 10


@transaction.atomic
def build_digest(*, account: Account, items: Sequence[DueItem], on: date) -> bool:
    """Write the digest of a day 每日摘要 to one person; False where there is nothing to say, or it was said already.

    Listed is what is late, due within a week, or waits for the person without
    a day, late first; then what has not been read. What is further off can
    wait for its week. Yesterday's digest counts as read: today's says it all.
    """
    pressing = sorted((item for item in items if _presses(item, on)), key=lambda item: _rank(item, on))
    unread = Notice.objects.filter(account=account, read_at__isnull=True)
    news, old = unread.exclude(kind=DIGEST), unread.filter(kind=DIGEST, on__lt=on)
    count = news.count()
    if not pressing and not count:
        return False
    draft = Notice(
        kind=DIGEST, title=_title(pressing, count, on), text=_text(pressing, news, count, on),
        href="/" if pressing else reverse("notices:list"), on=on, once_key=f"{DIGEST}-{on}",
    )  # fmt: skip
    said = write_notices({account: account.body_id or ""}, draft, letter=_text(pressing, news, count, on, outside=True))
    old.update(read_at=timezone.now())
    return bool(said)


def _presses(item: DueItem, on: date) -> bool:
    days = item.days_left(on)
    return bool(item.action) if days is None else days <= SOON


def _rank(item: DueItem, on: date) -> tuple[bool, date, str]:
    return not item.is_late(on), item.due or date.max, item.title


def _title(pressing: Sequence[DueItem], unread: int, on: date) -> str:
    late = sum(item.is_late(on) for item in pressing)
    due = f"要办 {len(pressing)} 件" + (f"（逾期 {late} 件）" if late else "") if pressing else ""
    news = f"未读提醒 {unread} 条" if unread else ""
    return f"{cn_date(on)}摘要：{'，'.join(part for part in (due, news) if part)}"


def _text(items: Sequence[DueItem], news: QuerySet[Notice], count: int, on: date, *, outside: bool = False) -> str:
    """One line each; `outside` the house, a line that names a person says only the field of work."""
    lines = [f"· {_when(item, on)}{_named(item, outside)}{_by(item.clause)}" for item in items]
    if count:
        lines += [f"未读提醒 {count} 条：", *(f"· {one.title}" for one in news[:MOST_UNREAD])]
    if count > MOST_UNREAD:
        lines.append(f"……另有 {count - MOST_UNREAD} 条，请在“提醒”中查看。")
    return "\n".join(lines)


def _when(item: DueItem, on: date) -> str:
    """How it stands with its day: 逾期, 已过 where nobody may be called late, or 到期."""
    if item.due is None:
        return ""
    word = "到期" if item.due >= on else "逾期" if item.is_late(on) else "已过"
    return f"{cn_date(item.due)}{word}{'（暂定）' if item.provisional else ''}：" if item.due != on else "今天到期："


def _named(item: DueItem, outside: bool) -> str:
    return f"{item.field}：有一件事等您办理，请登录查看" if outside and item.personal else item.title


def _by(clause: str) -> str:
    return f"（依据 {clause}）" if clause else ""
