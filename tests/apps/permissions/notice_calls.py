"""Acts on one's own notices."""

from __future__ import annotations

from lianxi.apps.notices import services, views
from lianxi.composition.inbox import KINDS
from tests.apps.permissions.calls import Call, page

CALLS = {
    "notice.read": Call(
        lambda a, p, _: page(views.notice_list, a, "/notices/", kinds=KINDS), named=False, writes=False
    ),
    "notice.read_all": Call(lambda a, p, _: services.read_all_notices(actor=a), named=False, writes=False),
}
