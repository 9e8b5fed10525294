"""Conditions of acts on accounts and roles: each lets pass, or raises `Refused` with what would help.

All are called with the rows locked, so that what they saw still holds when the
act is written. Rows are locked in one order everywhere: body, account, grant or
code, audit chain.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from lianxi.apps.accounts.models import OPEN, Account, GrantState, RoleGrant
from lianxi.apps.bodies.acts import keeper_of
from lianxi.apps.bodies.models import Body, CircleMember, Person, spans
from lianxi.kernel.access import Act, Actor, Role, require
from lianxi.kernel.errors import Refused

EQUALS = "各机构地位平等，角色只由本机构办公室主任确认"
NO_SUPERIOR = "运维只管机器与账号，不在任何机构之上"


def lock_own(username: str, act: Act, actor: Actor) -> Account:
    """An account of the actor's own body, locked after its body, if the actor may look after it."""
    seen = Account.objects.filter(username=username).first()
    if seen is not None:
        require_own_body(actor, act, seen)
        lock_body(seen.body_id or "")
    return lock_account(username)


def lock_grant(number: int) -> RoleGrant:
    """A grant, locked after its body."""
    grants = RoleGrant.objects.select_related("account__body", "body", "circle", "requested_by", "decided_by")
    seen = grants.filter(pk=number).first()
    if seen is None:
        raise Refused("no_such_request", "没有这项角色申请。", remedy="请从角色申请列表进入。")
    lock_body(seen.body_id)
    return grants.select_for_update(of=("self",), no_key=True).get(pk=number)


def lock_account(username: str) -> Account:
    """The account, its row locked until the transaction ends."""
    found = Account.objects.select_for_update(no_key=True).filter(username=username).first()
    if found is None:
        raise Refused("no_such_account", f"没有账号“{username}”。", remedy="请核对账号，或从账号列表进入。")
    return found


def lock_body(code: str) -> Body:
    """The body, its row locked: whatever concerns its office heads happens one after the other."""
    found = Body.objects.select_for_update(no_key=True).filter(pk=code).first()
    if found is None:
        raise Refused(
            "no_such_body", f"没有代码为“{code}”的机构。", remedy="请核对机构代码（lianxi bodies list 可查）。"
        )
    return found


def require_own_body(actor: Actor, act: Act, account: Account) -> None:
    """Accounts are looked after by the office head of their own body; operators by whoever keeps the machine."""
    if account.is_operator:
        raise Refused(
            "operator_account",
            f"“{account.username}”是运维账号，不属于任何机构，不能在这里“{act.label}”。",
            remedy=f"请在机器上执行 lianxi account reset-operator {account.username}。",
            source=NO_SUPERIOR,
        )
    require(actor, act, body=account.body_id or "")


def not_oneself(actor: Actor, act: Act, account: Account, remedy: str) -> None:
    """Some acts are for another pair of eyes."""
    if actor.account == account.username:
        raise Refused("own_account", f"不能对自己的账号“{act.label}”。", remedy=remedy)


def may_belong_to(account: Account, person: Person) -> None:
    """An account belongs to somebody whom its own body keeps, and nobody has two."""
    if keeper_of(person.body) != account.body_id:
        raise Refused("person_of_another_body", f"{person}不是该机构的人员。", remedy="请从该机构的人员中选。")
    other = Account.objects.filter(person=person).exclude(pk=account.pk).first()
    if other is not None:
        raise Refused(
            "person_has_account",
            f"{person}已关联账号“{other.username}”。",
            remedy="一人只关联一个账号：请先在那个账号上取消关联，再来办理。",
        )


def office_heads(body: str) -> QuerySet[RoleGrant]:
    """Confirmed office heads of a body whose accounts are active."""
    return RoleGrant.objects.filter(
        body=body, role=Role.OFFICE_HEAD, state=GrantState.CONFIRMED, account__is_active=True
    )


def leaves_an_office_head(account: Account, body: str, act: Act) -> None:
    """A body must not lose its last office head without a successor."""
    heads = office_heads(body)
    if heads.filter(account=account).exists() and not heads.exclude(account=account).exists():
        raise Refused(
            "last_office_head",
            f"{account.person_name}是本机构唯一的办公室主任，“{act.label}”之后本机构将无人确认角色。",
            remedy="请先确认一位接任的办公室主任；确已离任而无人接任的，请运维签发一次性激活码（记入本机构审计链）。",
            source=EQUALS,
        )


def may_hold(account: Account, role: Role, body: Body, circle: str, *, on: date) -> None:
    """Whether an account can hold a role at all, whoever confirms it."""
    if account.is_operator:
        raise Refused(
            "operator_holds_no_role",
            "运维账号不能在任何机构担任角色。",
            remedy="请另用一个属于该机构的账号。",
            source=NO_SUPERIOR,
        )
    if role is Role.OPERATOR:
        raise Refused("not_a_role_in_a_body", "“运维”不是机构内的角色。", remedy="运维账号由维护机器的人建立。")
    if (role is Role.JOINT_OFFICE) != bool(circle):
        raise Refused(
            "circle_for_joint_office", "联席办角色须指明联席圈，其他角色不涉及联席圈。", remedy="请重新选择。"
        )
    if account.body_id != body.pk and role is not Role.OBSERVER:
        raise Refused(
            "own_body_only",
            f"{account.person_name}的账号属于{account.body}，不能在{body}担任{role.label}。",
            remedy="在外机构只能申请“列席查看”；确需办理的，请在该机构另立账号。",
            source="口令与停用归账号所在机构管，若能在别的机构办理，等于一家管到另一家",
        )
    if circle:
        is_member(body, circle, on=on)


def is_member(body: Body, circle: str, *, on: date) -> None:
    """Only a body that is a member of the circle on the day has people in its joint office."""
    if not CircleMember.objects.filter(spans(on), body=body, circle=circle).exists():
        raise Refused(
            "not_a_member",
            f"{body}在{on:%Y-%m-%d}不是该联席圈的成员。",
            remedy="联席办由成员机构的人员组成；请核对联席圈，或待加入后再办。",
            source="联席圈的成员与起止日期",
        )


def no_open_grant(account: Account, role: Role, body: Body, circle: str) -> None:
    """The same role is asked for once."""
    open_one = RoleGrant.objects.filter(
        account=account, role=role, body=body, circle=circle or None, state__in=OPEN
    ).first()
    if open_one is not None:
        raise Refused(
            "already_open",
            f"{open_one.role_label}已于{open_one.requested_on:%Y-%m-%d}提出申请，现为“{open_one.get_state_display()}”。",
            remedy="不必重复申请；待确认的请联系本机构办公室主任。",
        )


def still_requested(grant: RoleGrant) -> None:
    """A request is decided once; who comes second hears who decided and when."""
    if grant.state == GrantState.REQUESTED:
        return
    said = {GrantState.REFUSED: "作出“不予确认”"}.get(GrantState(grant.state), "确认")
    who = grant.decided_by.person_name if grant.decided_by else "一次性激活码"
    raise Refused(
        "already_decided",
        f"这项申请已由{who}于{grant.decided_on:%Y-%m-%d}{said}，没有重复办理。",
        remedy="如需改变，请终止该角色，或由本人重新申请。",
    )


def another_decides(actor: Actor, grant: RoleGrant) -> None:
    """Nobody confirms what he asked for himself."""
    if actor.account not in {grant.account.username, grant.requested_by.username}:
        return
    others = office_heads(grant.body_id).exclude(account=grant.account).exists()
    raise Refused(
        "own_request",
        "不能确认或驳回自己的申请。",
        remedy="请本机构另一位办公室主任办理。"
        if others
        else "本机构现只有您一位办公室主任：请先确认第二位办公室主任，再由其办理。",
        source=EQUALS,
    )


def account_is_active(account: Account) -> None:
    """A deactivated account gets no role."""
    if not account.is_active:
        raise Refused("inactive_account", f"账号“{account.username}”已停用。", remedy="请先恢复账号。")
