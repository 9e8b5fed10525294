"""The child of `own_process` 读取进程: limits first, then the file from standard input, JSON on standard output."""

from __future__ import annotations

import gc
import json
import math
import os
import sys
from typing import Any

from lianxi.importers.kinds import kind_of
from lianxi.importers.limits import OFFICE_MEMORY
from lianxi.importers.own_process import too_much_memory
from lianxi.kernel.errors import Refused


def main() -> None:
    """Read one file and answer. Whatever a parser prints goes nowhere, so that the answer stays JSON."""
    gc.disable()  # it ends soon, and looking through a million small objects time and again takes half the time
    answers = os.dup(1)
    os.dup2(2, 1)
    header = json.loads(sys.stdin.buffer.readline())
    name, memory = header["name"], header["memory"]
    limit(memory, header["seconds"])
    try:
        said = answer(name, memory)
    except MemoryError:
        said = refused(too_much_memory(name, memory))
    with os.fdopen(answers, "wb") as out:
        out.write(said)


def answer(name: str, memory: int) -> bytes:
    """The document or the refusal as JSON."""
    content = sys.stdin.buffer.read()
    try:
        if kind_of(content, name) == "doc":
            widen(OFFICE_MEMORY)
        # Only now: a parser is loaded within the limits it works in.
        from lianxi.importers.document import plain
        from lianxi.importers.reading import read_document

        return json.dumps({"document": plain(read_document(content, name))}).encode()
    except Refused as refusal:
        return refused(refusal)


def refused(refusal: Refused) -> bytes:
    """A refusal as JSON."""
    said: dict[str, Any] = {name: getattr(refusal, name) for name in ("guard", "reason", "remedy", "source")}
    return json.dumps({"refused": said}).encode()


def limit(memory: int, seconds: float) -> None:
    """Bound what this process and those it starts may take; Windows knows no such bounds."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, math.ceil(seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def widen(memory: int) -> None:
    """Let a program this process starts map more than it may fill."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))


if __name__ == "__main__":
    main()
