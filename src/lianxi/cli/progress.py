"""How far a long command is 进度, on standard error: one line that changes on a screen, a line per step in a file."""

from __future__ import annotations

import sys

import click


def say_progress(words: str) -> None:
    """The step that was just done."""
    on_screen = sys.stderr.isatty()
    click.echo(f"\r\033[K{words}" if on_screen else words, err=True, nl=not on_screen)


def end_progress() -> None:
    """What is said from now on begins on a line of its own."""
    if sys.stderr.isatty():
        click.echo(err=True)
