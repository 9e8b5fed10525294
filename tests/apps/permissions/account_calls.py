"""Acts on accounts, roles, codes and operators."""

from __future__ import annotations

from axes.models import AccessAttempt
from django.utils import timezone

from lianxi.apps.accounts import selectors, services
from lianxi.apps.accounts.models import Account, SignIn
from lianxi.apps.accounts.views import accounts, permissions, roles
from lianxi.composition.acts import matrix
from lianxi.kernel.access import Actor, Role
from tests.apps.accounts.people import MACHINE, PASSWORD, TODAY, C, ask, make_account
from tests.apps.permissions.calls import NEW_PASSWORD, Call, no, page, request
from tests.apps.permissions.place import Place

EMPTY = C
NEW = {"username": "brand.new", "person_name": "示例·新人"}


def sign_in(actor: Actor, place: Place, _: object) -> None:
    services.sign_in_account(
        request=request(actor, "post"), username=place.target.username, password=PASSWORD, on=TODAY
    )


def signed_in(place: Place) -> SignIn:
    """A sign-in to be ended; whose it is does not matter to the act."""
    now = timezone.now()
    return SignIn.objects.create(account=place.target, started_at=now, seen_at=now)


def sign_out(actor: Actor, place: Place, sign_in: SignIn) -> None:
    made = request(actor, "post")
    made.sign_in = sign_in
    services.sign_out_account(request=made, on=TODAY)


def change_password(actor: Actor, place: Place, _: object) -> None:
    services.change_password(current=PASSWORD, new=NEW_PASSWORD, actor=actor, on=TODAY)


def view_own_roles(actor: Actor, place: Place, _: object) -> None:
    page(roles.role_page, actor, "/roles/")


def view_permissions(actor: Actor, place: Place, _: object) -> None:
    page(permissions.permissions, actor, "/permissions/", rows=matrix())


def view_accounts(actor: Actor, place: Place, _: object) -> None:
    no(place.target.username not in page(accounts.account_list, actor, "/accounts/?format=csv"))


def survey_accounts(actor: Actor, place: Place, _: object) -> None:
    shown = page(accounts.account_list, actor, "/accounts/?format=csv")
    no(not all(account.username in shown for account in Account.objects.all()))


def view_requests(actor: Actor, place: Place, _: object) -> None:
    no("brand.new" not in page(roles.role_page, actor, "/roles/"))


def issued(place: Place) -> str:
    """A code for a body that has an office head."""
    return services.invite_office_head(body=place.body, recover=True, actor=MACHINE, on=TODAY)


def issued_to_a_new_body(place: Place) -> str:
    """A code for a body without an office head."""
    return services.invite_office_head(body=EMPTY, actor=MACHINE, on=TODAY)


def redeem_code(actor: Actor, place: Place, code: str) -> None:
    """A code lets in whoever has it; a visitor's way is taken, whoever clicks."""
    visitor = Actor(system_user=actor.system_user)
    services.redeem_invitation(code=code, actor=visitor, on=TODAY, password=NEW_PASSWORD, **NEW)


def locked(place: Place) -> None:
    """Five wrong passwords for the target."""
    AccessAttempt.objects.create(username=place.target.username, failures_since_start=5, attempt_time=timezone.now())


def inactive(place: Place) -> None:
    """The target out of use."""
    Account.objects.filter(pk=place.target.pk).update(is_active=False)


def request_role(actor: Actor, place: Place, _: object) -> None:
    services.request_role(role=Role.OBSERVER, body=EMPTY, actor=actor, on=TODAY)


def waiting(place: Place) -> int:
    """A request of somebody new."""
    return ask(make_account("brand.new", place.body), Role.LEADER, place.body).pk


def held(place: Place) -> int:
    """The role the target holds."""
    return selectors.grants_of(place.target).get().pk


CALLS = {
    "account.sign_in": Call(sign_in, named=False),
    "account.sign_out": Call(sign_out, signed_in, named=False),
    "password.change": Call(change_password, named=False),
    "permission.view": Call(view_permissions, named=False, writes=False),
    "role.view_own": Call(view_own_roles, named=False, writes=False),
    "account.create": Call(lambda a, p, _: services.create_account(**NEW, body=p.body, actor=a, on=TODAY), named=False),
    "account.survey": Call(survey_accounts, named=False, writes=False),
    "office_head.invite": Call(lambda a, p, _: services.invite_office_head(body=EMPTY, actor=a, on=TODAY), named=False),
    "operator.create": Call(
        lambda a, p, _: services.create_operator(**NEW, password=NEW_PASSWORD, actor=a, on=TODAY), named=False
    ),
    "operator.reset": Call(
        lambda a, p, _: services.reset_operator(username="spare-operator", actor=a, on=TODAY), named=False
    ),
    "operator.deactivate": Call(
        lambda a, p, _: services.deactivate_operator(username="spare-operator", actor=a, on=TODAY), named=False
    ),
    "invitation.withdraw": Call(lambda a, p, _: services.withdraw_invitation(body=p.body, actor=a, on=TODAY), issued),
    "invitation.redeem": Call(redeem_code, issued_to_a_new_body, named=False),
    "account.view": Call(view_accounts, also=("account.survey",), writes=False),
    "password.reset": Call(lambda a, p, _: services.reset_password(username=p.target.username, actor=a, on=TODAY)),
    "account.unlock": Call(
        lambda a, p, _: services.unlock_account(username=p.target.username, actor=a, on=TODAY), locked
    ),
    "account.deactivate": Call(
        lambda a, p, _: services.deactivate_account(username=p.target.username, reason="试", actor=a, on=TODAY)
    ),
    "account.reactivate": Call(
        lambda a, p, _: services.reactivate_account(username=p.target.username, actor=a, on=TODAY), inactive
    ),
    "account.link_person": Call(
        lambda a, p, _: services.link_person(username=p.target.username, person=p.person, actor=a, on=TODAY)
    ),
    "role.request": Call(request_role, named=False),
    "role.view": Call(view_requests, waiting, writes=False),
    "role.confirm": Call(lambda a, p, grant: services.confirm_role(grant=grant, actor=a, on=TODAY), waiting),
    "role.refuse": Call(lambda a, p, grant: services.refuse_role(grant=grant, reason="试", actor=a, on=TODAY), waiting),
    "role.end": Call(lambda a, p, grant: services.end_role(grant=grant, reason="试", actor=a, on=TODAY), held),
}
