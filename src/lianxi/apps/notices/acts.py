"""What people may do with what they are told, and with the searches they have watched."""

from __future__ import annotations

from lianxi.kernel.access import Act, Scope

_OWN = "提醒写给本人，只有本人看得到"

READ_NOTICE = Act("notice.read", "查看自己的提醒", Scope.SIGNED_IN, source=_OWN)
READ_ALL = Act("notice.read_all", "把自己的提醒全部标为已读", Scope.SIGNED_IN, source=_OWN)

_OWN_SEARCH = "收藏的检索是本人的，只有本人看得到"
READ_SEARCH = Act("search.read", "查看自己收藏的检索", Scope.SIGNED_IN, source=_OWN_SEARCH)
SAVE_SEARCH = Act("search.save", "收藏检索", Scope.SIGNED_IN, source=_OWN_SEARCH)
CHANGE_SEARCH = Act("search.change", "修改收藏的检索", Scope.SIGNED_IN, source=_OWN_SEARCH)
PAUSE_SEARCH = Act("search.pause", "暂停收藏的检索", Scope.SIGNED_IN, source=_OWN_SEARCH)
RESUME_SEARCH = Act("search.resume", "恢复收藏的检索", Scope.SIGNED_IN, source=_OWN_SEARCH)
REMOVE_SEARCH = Act("search.remove", "删除收藏的检索", Scope.SIGNED_IN, source=_OWN_SEARCH)

ACTS = (READ_NOTICE, READ_ALL, READ_SEARCH, SAVE_SEARCH, CHANGE_SEARCH, PAUSE_SEARCH, RESUME_SEARCH, REMOVE_SEARCH)
