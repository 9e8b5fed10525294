"""What people may do with what they are told."""

from __future__ import annotations

from lianxi.kernel.access import Act, Scope

_OWN = "提醒写给本人，只有本人看得到"

READ_NOTICE = Act("notice.read", "查看自己的提醒", Scope.SIGNED_IN, source=_OWN)
READ_ALL = Act("notice.read_all", "把自己的提醒全部标为已读", Scope.SIGNED_IN, source=_OWN)

ACTS = (READ_NOTICE, READ_ALL)
