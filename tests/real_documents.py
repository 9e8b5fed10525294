"""The public documents that lianxi has to read, which stand beside the project and are not part of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "documents"


def real_documents(pattern: str = "*.txt") -> list[Path]:
    """Those whose name fits, in order; without any, the test is left out, or fails where all has to be run."""
    found = sorted(_FOLDER.glob(pattern))
    if not found:
        said = "没有 shared/documents，对真实文件的测试没有跑"
        (pytest.fail if os.environ.get("LIANXI_REQUIRE") == "all" else pytest.skip)(said)
    return found
