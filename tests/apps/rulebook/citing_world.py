"""Rules that cite one another, kept as a page keeps them."""

from __future__ import annotations

from datetime import date

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.citations.staleness import StaleCitation, shown_stale, stale_rows
from lianxi.apps.rulebook.models import Version, Visibility, Work
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_version, keep_work
from lianxi.kernel.access import Actor, Role, RoleHeld
from tests.apps.bodies.world import DAY

CITED = """示例甲市示例条例

第一条　为了示例，制定本条例。
第二条　申请应当在三十日内提出。
第三条　主管部门负责示例名录。
第四条　本条例自2020年1月1日起施行。
"""
CITING = """示例甲市示例实施办法

第一条　根据《示例甲市示例条例》（以下简称《条例》），制定本办法。
第二条　依照《条例》第二条，申请在三十日内提出。
第三条　示例名录按照《条例》第三条执行。
第四条　违反本办法第二条的，不予受理。
第五条　本办法自2021年1月1日起施行。
"""


def keeper(body: str) -> Actor:
    """The office head of a body."""
    return Actor(f"head.{body}", "示例·主任", body, frozenset({RoleHeld(Role.OFFICE_HEAD, body)}))


def said(text: str, commences: date | None, **more: object) -> Particulars:
    """Particulars of a text, its first line the title; the name in plain letters from its place in the alphabet."""
    title = text.split("\n", 1)[0]
    slug = "-".join(f"{ord(char):x}" for char in title[-6:])
    values: dict[str, object] = {
        "title": title, "kind": "guifan", "issuer": "示例甲市人民政府", "day": commences or DAY, "slug": slug,
        "commences": commences, "visibility": Visibility.PUBLIC,
    }  # fmt: skip
    return Particulars(**{**values, **more})  # type: ignore[arg-type]


def keep(body: Body, text: str, commences: date | None, **more: object) -> Work:
    """A new work of a body, public unless said otherwise."""
    particulars, actor = said(text, commences, **more), keeper(body.code)
    return keep_work(text=text, particulars=particulars, source=Source(), body=body, actor=actor, on=DAY).work


def stale_citations(actor: Actor, on: date) -> list[StaleCitation]:
    """All that has to be looked at again on a day, with what is shown of each."""
    return shown_stale(actor, on, [one.key for one in stale_rows(actor, on)])


def renew(work: Work, text: str, commences: date, instrument: str = "示例修改决定") -> Version:
    """The next version of a work."""
    return keep_version(
        work=work, text=text, particulars=said(text, commences, instrument=instrument), source=Source(),
        actor=keeper(work.body_id), on=DAY,
    )  # fmt: skip
