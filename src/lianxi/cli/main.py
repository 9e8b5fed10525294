"""`lianxi …`: finds a command group by module name when it is called, so that a start stays quick."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import NoReturn

import click

from lianxi.cli.usage import database_in_words, machine_in_words, refusal_in_words, usage_in_words
from lianxi.kernel.errors import DefinitionError, Refused

# name of the command → module in lianxi.cli that holds `command`
COMMANDS = {
    "account": "account",
    "audit": "audit",
    "backup": "backup",
    "bodies": "bodies",
    "calendar": "calendar",
    "conference": "conference",
    "deadline": "deadline",
    "demo": "demo",
    "import": "import_rules",
    "index": "index",
    "init": "init",
    "mechanism": "mechanism",
    "people": "people",
    "restore": "restore",
    "rotation": "rotation",
    "rule": "rule",
    "search": "search",
    "serve": "serve",
    "text": "text",
    "upgrade": "upgrade",
    "worker": "worker",
}


class CommandsByName(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        return import_module(f"lianxi.cli.{module}").command if module else None


@click.group(cls=CommandsByName, context_settings={"help_option_names": ["-h", "--help"]})
def lianxi() -> None:
    """联席：平等的几家人大常委会共同运行一个机制。"""


def main() -> None:
    """Run a command; whatever cannot be done is a sentence on stderr and exit code 2, never a traceback."""
    try:
        answer = lianxi(prog_name="lianxi", standalone_mode=False)
    except Refused as refusal:
        _stop(refusal_in_words(refusal))
    except DefinitionError as error:
        _stop(f"定义有误，共 {len(error.faults)} 处：\n{error}")
    except click.ClickException as error:
        _stop(usage_in_words(error))
    except click.Abort:
        _stop("已中断，没有办完。")
    except OSError as error:
        if said := machine_in_words(error):
            _stop(said)
        raise
    except Exception as error:
        if said := database_in_words(error):
            _stop(said)
        raise
    else:
        sys.exit(answer if isinstance(answer, int) else 0)


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)
