"""What a backup says about itself 清单, and how it is known for ours."""

from __future__ import annotations

import hmac
import os
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from django.conf import settings
from django.utils.crypto import salted_hmac
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from lianxi.web.wording import cn_moment

FORMAT = 1
_PROJECT = Path(__file__).resolve().parents[4]
MANIFEST, SEAL = "manifest.json", "seal.txt"
UPLOADS = "uploads/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Member(_Part):
    """One file of the archive."""

    name: str
    sha256: Sha256
    size: int = Field(ge=0)


class Missing(_Part):
    """An upload the database knows but whose bytes were not there, or not sound, when the backup was made."""

    sha256: Sha256
    why: str


class HeadKept(_Part):
    """Head of an audit chain 链头, as `lianxi audit verify --head` reads it."""

    chain: str
    number: int
    hash: Sha256


class KeyHint(_Part):
    """Where the signing key is kept, and a digest to recognise it by: never the key."""

    kept_in: str
    fingerprint: str


class Manifest(_Part):
    """Everything needed to judge a backup before anything of it is used."""

    product: Literal["lianxi"]
    format: int
    version: str
    vendor: Literal["sqlite", "postgresql"]
    server: str
    made_at: AwareDatetime
    demo: bool
    secret_key: KeyHint
    heads: list[HeadKept]
    migrations: list[str]
    files: list[Member]
    missing: list[Missing]

    @property
    def moment(self) -> str:
        """When it was made, as people write it."""
        return cn_moment(self.made_at)


def version() -> str:
    """Version of this program."""
    return tomllib.loads((_PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def key_hint() -> KeyHint:
    """Where this install keeps its signing key."""
    kept_in = "环境变量 LIANXI_SECRET_KEY" if os.environ.get("LIANXI_SECRET_KEY") else str(settings.VAR / "secret-key")
    return KeyHint(kept_in=kept_in, fingerprint=_keyed("fingerprint", b"")[:16])


def seal_of(manifest: bytes) -> str:
    """Seal 封印: only who has the signing key can write it, so a rewritten backup does not pass for ours."""
    return _keyed("seal", manifest)


def seal_holds(manifest: bytes, seal: str) -> bool:
    """Whether the seal was written with this install's key over just these bytes."""
    return hmac.compare_digest(seal_of(manifest), seal)


def _keyed(purpose: str, content: bytes) -> str:
    return salted_hmac(f"lianxi.backup.{purpose}", content, algorithm="sha256").hexdigest()
