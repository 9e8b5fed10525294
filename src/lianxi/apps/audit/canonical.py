"""One entry as exactly one sequence of bytes, and its hash 规范序列化.

Form ``v1``: a JSON object of the fields below, keys sorted by code point, no
spaces, no escapes beyond those JSON needs, UTF-8; instants in UTC with six
decimals. Whoever has an entry's fields can recompute its hash with a JSON
library and SHA-256 alone; a later form gets a new name and old entries keep
theirs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

FORM = "v1"
FIELDS = (
    "chain", "number", "at", "on", "backdated", "act", "act_label", "account", "person", "system_user", "roles", "body",
    "target", "title", "before", "after", "clause", "note", "prev_hash",
)  # fmt: skip
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
FIRST = "0" * 64  # what the first entry of a chain has in the place of a predecessor's hash


def clean_text(value: object) -> str:
    """Text as every database keeps it unchanged: no NUL, no half surrogates."""
    return str(value).replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def plain(value: Any) -> Any:
    """`value` as JSON that comes back from any database as it went in.

    A number with a fraction becomes text: databases write such numbers in
    forms of their own, and a hash does not forgive that.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and not isinstance(value, str):
        return int(value)
    if isinstance(value, Mapping):
        return {clean_text(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return clean_text(value)


def canonical(fields: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed, from the fields of one entry."""
    content = {name: fields[name] for name in FIELDS} | {
        "form": FORM,
        "at": fields["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        "on": fields["on"].isoformat(),
    }
    return _ENCODER.encode(content).encode("utf-8")


def entry_hash(fields: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes, in lower case hexadecimal."""
    return hashlib.sha256(canonical(fields)).hexdigest()
