"""`lianxi text …`: read official texts: damage, structure, captions, citations, tasks, counts; compare them."""

from __future__ import annotations

from importlib import import_module

import click

# name of the command → module in lianxi.cli and its name there; loaded when called, so that a caption is read quickly
COMMANDS = {
    "akn": ("text_akn", "akn"),
    "akn-read": ("text_akn", "akn_read"),
    "amend": ("text_amend", "amend"),
    "caption": ("text_plain", "caption"),
    "check": ("text_check", "check"),
    "cite": ("text_check", "cite"),
    "compare": ("text_compare", "compare"),
    "counts": ("text_check", "counts"),
    "layout": ("text_layout", "layout"),
    "repair": ("text_repair", "repair"),
    "report": ("text_check", "report_command"),
    "same": ("text_compare", "same"),
    "structure": ("text_plain", "structure"),
    "tasks": ("text_check", "tasks"),
}


class CommandsOfTexts(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(f"lianxi.cli.{module}"), name)
        return found


@click.group("text", cls=CommandsOfTexts, short_help="读公文：损坏、结构、题注、引用、任务、数字；对照文本，排成文书。")
def command() -> None:
    """读公文：损坏、结构、题注、引用、任务、数字；对照文本，排成文书。来文不改动、不存储；文件写 - 时读标准输入。"""
