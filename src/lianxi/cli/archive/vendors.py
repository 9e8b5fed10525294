"""The two databases lianxi runs on, as backup and restore see them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from lianxi.cli.archive import postgres, sqlite
from lianxi.cli.archive.manifest import Manifest


class Vendor(Protocol):
    """What each of the modules `sqlite` and `postgres` offers."""

    def server_version(self) -> str:
        """Version of what runs here."""

    def copied(self, target: Path) -> AbstractContextManager[None]:
        """Copy the database; within the block the ORM reads that copy or the very same moment."""

    def check(self, database: Path, manifest: Manifest) -> None:
        """Refuse what could not be put in place; nothing is touched."""

    def put_in_place(self, database: Path) -> None:
        """Replace the live database in one transaction."""


_VENDORS: dict[str, Vendor] = {"sqlite": sqlite, "postgresql": postgres}


def vendor_of(name: str) -> Vendor:
    """The module for a database, by Django's name of it."""
    return _VENDORS[name]
