"""Accounts of the demo 示例账号, made by the same services as real ones, so that their audit is complete."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from lianxi.apps.accounts import acts
from lianxi.apps.accounts.models import Account
from lianxi.apps.accounts.selectors import actor_for, office_head_of
from lianxi.apps.accounts.services.accounts import new_account, save_new
from lianxi.apps.accounts.services.invitations import invite_office_head, redeem_invitation
from lianxi.apps.accounts.services.roles import confirm_role, request_role
from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Body, Person
from lianxi.apps.bodies.services import add_person, appoint_person
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.loaders.demo import DemoAccount, DemoAccounts, DemoRole
from lianxi.web.day import is_demo

_SINCE = date(2023, 1, 1)


@transaction.atomic
def build_demo_accounts(demo: DemoAccounts, *, actor: Actor, on: date) -> int:
    """Make the accounts that are not there yet; the one password of all is hashed once."""
    require(actor, acts.CREATE_ACCOUNT)
    if not is_demo():
        raise Refused("demo_only", "这不是示例库，不能建立示例账号。", remedy="请用 lianxi account create。")
    known = set(Account.objects.values_list("username", flat=True))
    fresh = [account for account in demo.accounts if account.username not in known]
    hashed = make_password(demo.password) if fresh else ""
    for account in fresh:
        _account(account, hashed, actor, on)
    for first in (True, False):
        for holder, role in [(account, role) for account in fresh for role in account.roles if role.first is first]:
            _role(holder, role, actor, on)
    for account in fresh:
        _seat(account, on)
    return len(fresh)


def _account(wanted: DemoAccount, hashed: str, actor: Actor, on: date) -> None:
    account = new_account(wanted.username, wanted.name, hashed, actor, on, temporary=False)
    account.body_id, account.is_operator = wanted.body or None, not wanted.body
    save_new(account)
    act = acts.CREATE_ACCOUNT if wanted.body else acts.CREATE_OPERATOR
    title = f"建立示例账号 {wanted.username}"
    record(act=act, actor=actor, target=account.permalink, title=title, on=on, body=wanted.body)


def _role(wanted: DemoAccount, role: DemoRole, actor: Actor, on: date) -> None:
    """Every role the way it comes about: by a code, by request and confirmation, or left waiting."""
    body, holder = role.body or wanted.body, actor_for(wanted.username, on=on)
    if role.first:
        redeem_invitation(code=invite_office_head(body=body, actor=actor, on=on), actor=holder, on=on)
        return
    grant = request_role(role=role.role, body=body, circle=role.circle, note=role.note, actor=holder, on=on)
    if not role.waits:
        confirm_role(grant=grant.pk, actor=office_head_of(body, on=on), on=on)


def _seat(wanted: DemoAccount, on: date) -> None:
    """The person behind the account and the post held."""
    if not wanted.post:
        return
    head = office_head_of(wanted.body, on=on)
    body = Body.objects.get(pk=wanted.post_in or wanted.body)
    person = Person.objects.filter(body=body, name=wanted.name).first()
    if person is None:
        person = add_person(body=body, name=wanted.name, actor=head, on=on)
        appoint_person(person=person, post=wanted.post, start=_SINCE, actor=head, on=on)
    Account.objects.filter(username=wanted.username).update(person=person)
