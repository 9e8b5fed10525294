"""What can be done with accounts and roles, and who may."""

from __future__ import annotations

from lianxi.kernel.access import Act, Role, Scope

_MACHINE = "运维只管机器与账号，不在任何机构之上"
_OWN_BODY = "各机构的账号与角色由本机构办公室主任管理"
_HEAD = frozenset({Role.OFFICE_HEAD})
_OFFICE = frozenset({Role.OFFICE_HEAD, Role.CLERK, Role.LEADER})

SIGN_IN_ACCOUNT = Act("account.sign_in", "登录", Scope.PUBLIC)
SIGN_OUT_ACCOUNT = Act("account.sign_out", "退出登录", Scope.SIGNED_IN)
CHANGE_PASSWORD = Act("password.change", "修改自己的口令", Scope.SIGNED_IN)
VIEW_PERMISSIONS = Act("permission.view", "查看权限表", Scope.SIGNED_IN)
VIEW_OWN_ROLES = Act("role.view_own", "查看自己的账号与角色", Scope.SIGNED_IN)

CREATE_ACCOUNT = Act("account.create", "建立账号", Scope.SYSTEM, source=_MACHINE)
SURVEY_ACCOUNTS = Act("account.survey", "查看各机构账号（只看账号事实）", Scope.SYSTEM, source=_MACHINE)
INVITE_OFFICE_HEAD = Act("office_head.invite", "签发一次性激活码", Scope.SYSTEM, source=_MACHINE)
CREATE_OPERATOR = Act("operator.create", "建立运维账号", Scope.SYSTEM, source=_MACHINE)
RESET_OPERATOR = Act("operator.reset", "重置运维账号", Scope.SYSTEM, source=_MACHINE)
DEACTIVATE_OPERATOR = Act("operator.deactivate", "停用运维账号", Scope.SYSTEM, source=_MACHINE)

WITHDRAW_INVITATION = Act("invitation.withdraw", "作废激活码", Scope.BODY, _HEAD, source=_OWN_BODY)
REDEEM_INVITATION = Act(
    "invitation.redeem", "使用一次性激活码", Scope.PUBLIC, source="首位办公室主任凭一次性激活码产生"
)

VIEW_ACCOUNTS = Act("account.view", "查看本机构账号", Scope.BODY, _OFFICE, source=_OWN_BODY)
RESET_PASSWORD = Act("password.reset", "重置口令", Scope.BODY, _HEAD, source=_OWN_BODY)
UNLOCK_ACCOUNT = Act("account.unlock", "解除锁定", Scope.BODY, _HEAD, source=_OWN_BODY)
DEACTIVATE_ACCOUNT = Act("account.deactivate", "停用账号", Scope.BODY, _HEAD, source=_OWN_BODY)
REACTIVATE_ACCOUNT = Act("account.reactivate", "恢复账号", Scope.BODY, _HEAD, source=_OWN_BODY)
LINK_PERSON = Act("account.link_person", "关联人员", Scope.BODY, _HEAD, source=_OWN_BODY)

REQUEST_ROLE = Act("role.request", "申请角色", Scope.MEMBER, source="运维账号不能在任何机构担任角色")
VIEW_REQUESTS = Act("role.view", "查看本机构角色申请", Scope.BODY, _HEAD, source=_OWN_BODY)
CONFIRM_ROLE = Act("role.confirm", "确认角色", Scope.BODY, _HEAD, source=_OWN_BODY)
REFUSE_ROLE = Act("role.refuse", "不予确认角色", Scope.BODY, _HEAD, source=_OWN_BODY)
END_ROLE = Act("role.end", "终止角色", Scope.BODY, _HEAD, source=_OWN_BODY)

ACTS = (
    SIGN_IN_ACCOUNT,
    SIGN_OUT_ACCOUNT,
    CHANGE_PASSWORD,
    VIEW_PERMISSIONS,
    VIEW_OWN_ROLES,
    CREATE_ACCOUNT,
    SURVEY_ACCOUNTS,
    INVITE_OFFICE_HEAD,
    CREATE_OPERATOR,
    RESET_OPERATOR,
    DEACTIVATE_OPERATOR,
    WITHDRAW_INVITATION,
    REDEEM_INVITATION,
    VIEW_ACCOUNTS,
    RESET_PASSWORD,
    UNLOCK_ACCOUNT,
    DEACTIVATE_ACCOUNT,
    REACTIVATE_ACCOUNT,
    LINK_PERSON,
    REQUEST_ROLE,
    VIEW_REQUESTS,
    CONFIRM_ROLE,
    REFUSE_ROLE,
    END_ROLE,
)
