"""`lianxi rule`: acts on works of the repository."""

from __future__ import annotations

import click

from lianxi.cli.rule_amend import amend
from lianxi.cli.rule_take_out import take_out


@click.group("rule")
def command() -> None:
    """制度库里的制度：套用修改决定、撤出误入的。"""


command.add_command(amend)
command.add_command(take_out)
