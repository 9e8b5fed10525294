"""Demo data 示例数据: invented people, accounts and roles of `data/demo/accounts.toml`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from lianxi.kernel.access import Role
from lianxi.loaders.toml_files import check, definitions_root, read_toml

ACCOUNTS = "data/demo/accounts.toml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoRole(_Strict):
    """A role of a demo account.

    first: by a one-time code, as the first office head of a body.
    waits: left for the office head to confirm.
    body:  where it is held, if not in the account's own body.
    """

    role: Role
    circle: str = ""
    body: str = ""
    first: bool = False
    waits: bool = False
    note: str = ""


class DemoAccount(_Strict):
    """An invented person with an account; `post` also gives a seat in the body, or in `post_in`."""

    username: str
    name: str = Field(pattern="^示例")
    body: str = ""
    post: str = ""
    post_in: str = ""
    roles: tuple[DemoRole, ...] = ()

    @property
    def roles_in_words(self) -> str:
        """Roles as a person reads them: 联络员、联席办（待确认）."""
        said = (f"{part.role.label}{'（待确认）' if part.waits else ''}" for part in self.roles)
        return "、".join(said) or ("" if self.body else Role.OPERATOR.label)


class DemoAccounts(_Strict):
    """The whole file: the day of the demo, the one password of all, the accounts."""

    day: date
    password: str
    accounts: tuple[DemoAccount, ...]


def load_demo_accounts() -> DemoAccounts:
    """The demo accounts, or `DefinitionError` naming all faults."""
    root = definitions_root()
    return check(DemoAccounts, read_toml(root / ACCOUNTS, root), ACCOUNTS)


@lru_cache(maxsize=1)
def demo_passwords() -> frozenset[str]:
    """Passwords that are public because the demo shows them, case folded; none where no demo is shipped."""
    if not (definitions_root() / ACCOUNTS).exists():
        return frozenset()
    return frozenset({load_demo_accounts().password.casefold()})
