"""The real child of the reader, which for files of certain names does what a hostile file may make a parser do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

from lianxi.apps.rulebook.intake import child

REAL = child.read


def read(content: bytes, name: str, kinds: Any) -> dict[str, Any]:
    """By the name: crash, hang, eat memory, print, or leave a process behind."""
    if name.startswith("crash"):
        os.abort()
    if name.startswith("hang"):
        while True:
            time.sleep(1)
    if name.startswith("eat"):
        eaten = [bytes(10_000_000) for _ in range(1_000)]
        return {"text": str(len(eaten))}
    if name.startswith("print"):
        os.write(1, b'{"text": "not an answer"}\n')
        sys.stdout.write("nor this\n")
    if name.startswith("offspring"):
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        while True:
            time.sleep(1)
    return REAL(content, name, kinds)


if __name__ == "__main__":
    if os.environ.get("NAUGHTY") == "never ready":
        sys.exit(1)
    child.read = read
    child.main()
