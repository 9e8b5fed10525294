"""Everything that changes an account or a role; pages and the command line call nothing else."""

from lianxi.apps.accounts.services.accounts import (
    create_account,
    deactivate_account,
    link_person,
    reactivate_account,
    unlock_account,
)
from lianxi.apps.accounts.services.invitations import invite_office_head, redeem_invitation, withdraw_invitation
from lianxi.apps.accounts.services.operators import create_operator, deactivate_operator, reset_operator
from lianxi.apps.accounts.services.passwords import change_password, reset_password
from lianxi.apps.accounts.services.roles import confirm_role, end_role, refuse_role, request_role
from lianxi.apps.accounts.services.sign_ins import sign_in_account, sign_out_account

__all__ = [
    "change_password",
    "confirm_role",
    "create_account",
    "create_operator",
    "deactivate_account",
    "deactivate_operator",
    "end_role",
    "invite_office_head",
    "link_person",
    "reactivate_account",
    "redeem_invitation",
    "refuse_role",
    "request_role",
    "reset_operator",
    "reset_password",
    "sign_in_account",
    "sign_out_account",
    "unlock_account",
    "withdraw_invitation",
]
