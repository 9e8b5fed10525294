"""An index folder of its own for every test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path: Path) -> Path:
    settings.INDEX_FOLDER = tmp_path / "index"
    return settings.INDEX_FOLDER
