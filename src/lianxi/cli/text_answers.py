"""How `lianxi text …` answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

as_json_option = click.option("--json", "as_json", is_flag=True, help="标准输出只有 JSON。")


def say(values: dict[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """The answer, as JSON or in words."""
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False, indent=2).encode())
    else:
        click.echo("\n".join(lines))
