"""What can be done with rules, and who may."""

from __future__ import annotations

from lianxi.kernel.access import Act, Role, Scope

_OFFICE = frozenset({Role.CLERK, Role.OFFICE_HEAD})
_ANYBODY = frozenset(role for role in Role if role is not Role.OPERATOR)
_KEPT = "各机构的制度由本机构入库和维护"
_SHOWN = "制度的可见范围由入库机构定"

READ_PUBLIC_RULE = Act("rule.read_public", "查看公开的制度", Scope.PUBLIC, source=_SHOWN)
READ_SHARED_RULE = Act("rule.read_shared", "查看各机构、圈内共享的制度", Scope.MEMBER, source=_SHOWN)
READ_OWN_RULE = Act("rule.read_own", "查看本机构的制度", Scope.BODY, _ANYBODY, source=_SHOWN)
RECEIVE_RULES = Act("rules.receive", "上传制度文件", Scope.BODY, _OFFICE, source=_KEPT)
ADMIT_RULE = Act("rule.admit", "确认制度入库", Scope.BODY, _OFFICE, source=_KEPT)
AMEND_RULE = Act("rule.amend", "套用修改决定", Scope.BODY, _OFFICE, source=_KEPT)
DECLINE_RULE = Act("rule.decline", "不予入库", Scope.BODY, _OFFICE, source=_KEPT)
RECORD_HAPPENING = Act("happening.record", "登记效力事件", Scope.BODY, _OFFICE, source=_KEPT)
WITHDRAW_HAPPENING = Act("happening.withdraw", "撤回登记有误的效力事件", Scope.BODY, _OFFICE, source=_KEPT)
RECORD_REVIEW = Act("review.record", "登记清理结论", Scope.BODY, _OFFICE, source=_KEPT)
WITHDRAW_REVIEW = Act("review.withdraw", "撤回登记有误的清理结论", Scope.BODY, _OFFICE, source=_KEPT)
RECORD_PUBLICATION = Act("publication.record", "登记公布日期", Scope.BODY, _OFFICE, source=_KEPT)
WITHDRAW_PUBLICATION = Act("publication.withdraw", "撤回登记有误的公布日期", Scope.BODY, _OFFICE, source=_KEPT)
RECORD_FILING = Act("filing.record", "登记备案", Scope.BODY, _OFFICE, source=_KEPT)
WITHDRAW_FILING = Act("filing.withdraw", "撤回登记有误的备案", Scope.BODY, _OFFICE, source=_KEPT)
RESOLVE_CITATION = Act("citation.resolve", "指定引用所指的制度", Scope.BODY, _OFFICE, source=_KEPT)
RELEASE_CITATION = Act("citation.release", "撤回引用的人工所指", Scope.BODY, _OFFICE, source=_KEPT)
CORRECT_RULE = Act("rule.correct", "更正制度的信息", Scope.BODY, _OFFICE, source=_KEPT)
REASSIGN_RULES = Act(
    "rules.reassign", "改变一批制度的责任单位", Scope.BODY, frozenset({Role.OFFICE_HEAD}), source=_KEPT
)
TAKE_OUT_RULE = Act(
    "rule.take_out", "撤出误入制度库的制度或最新一版", Scope.BODY, frozenset({Role.OFFICE_HEAD}), source=_KEPT
)
ERASE_ITEM = Act("item.erase", "删去误传文件的内容", Scope.BODY, frozenset({Role.OFFICE_HEAD}), source=_KEPT)
SET_ITEMS = Act("items.set", "成批填写待入库制度的信息", Scope.BODY, _OFFICE, source=_KEPT)
SHOW_RULE = Act("rule.show", "改变制度的可见范围", Scope.BODY, frozenset({Role.OFFICE_HEAD}), source=_SHOWN)
HAND_OUT_RULE = Act("rule.hand_out", "下载制度的原件和清洁稿", Scope.PUBLIC, source="看得到制度的人可以下载它的文件")

ACTS = (
    READ_PUBLIC_RULE,
    READ_SHARED_RULE,
    READ_OWN_RULE,
    RECEIVE_RULES,
    ADMIT_RULE,
    AMEND_RULE,
    DECLINE_RULE,
    RECORD_HAPPENING,
    WITHDRAW_HAPPENING,
    RECORD_REVIEW,
    WITHDRAW_REVIEW,
    RECORD_PUBLICATION,
    WITHDRAW_PUBLICATION,
    RECORD_FILING,
    WITHDRAW_FILING,
    RESOLVE_CITATION,
    RELEASE_CITATION,
    CORRECT_RULE,
    REASSIGN_RULES,
    TAKE_OUT_RULE,
    ERASE_ITEM,
    SET_ITEMS,
    SHOW_RULE,
    HAND_OUT_RULE,
)
