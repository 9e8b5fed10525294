"""What `lianxi mechanism bind --work` does: hold a version against a work of the repository, and bind it."""

from __future__ import annotations

from datetime import date

import click

from lianxi.cli.database import acting, connect
from lianxi.cli.mechanism_bind import exact, named_in_text, say
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.loaders.mechanisms import load_mechanism

Wanted = tuple[str | None, date | None]
"""Which mechanism and which version of it; None where the text, or the newest, says."""


def bind_to_work(
    address: str, number: int | None, note: str, wanted: Wanted, account: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Bind in the name of `account`, or only look, and say how every clause stands."""
    connect()
    from lianxi.apps.mechanisms.kept_text import place_items
    from lianxi.apps.mechanisms.original_text import items_of_document
    from lianxi.apps.mechanisms.text_binding import bind_mechanism, text_of
    from lianxi.apps.rulebook.selectors import visible_work
    from lianxi.apps.rulebook.works.named_works import address_in
    from lianxi.kernel.rules.binding import bind
    from lianxi.web.day import today

    actor, on = acting(account), today()
    text = text_of(visible_work(address_in(address) or address, actor, on), number, on)
    mechanism, version = _wanted(wanted, text.text, f"《{text.title}》")
    binding = bind(version, items_of_document(text.text, f"《{text.title}》", mechanism, version), {})
    placed = place_items(text, version.title)
    if not dry_run:
        done = bind_mechanism(
            slug=mechanism.slug, effective=version.effective, address=text.work.address, number=text.number, note=note,
            actor=actor, on=on,
        )  # fmt: skip
        binding = done.binding
        placed = place_items(text, version.title)
        click.echo("已绑定。" if done.new else "绑定的就是这一版，没有改动。", err=True)
    found = [placed.provision(one.item) for one in binding.clauses]
    say(
        binding, as_json=as_json, also=[{"wid": one.wid if one else "", "eid": one.eid if one else ""} for one in found]
    )


def _wanted(wanted: Wanted, text: str, where: str) -> tuple[Mechanism, MechanismVersion]:
    slug, day = wanted
    mechanism = load_mechanism(slug)[0] if slug else named_in_text(text, where)
    return mechanism, exact(mechanism, day) if day else mechanism.latest
