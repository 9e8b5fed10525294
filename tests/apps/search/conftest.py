"""An index folder of its own for every test; a small source, and what indexes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianxi.apps.search.indexer import Indexer
from tests.apps.search.indexing import said
from tests.apps.search.plain_source import CODE, Plain


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path: Path) -> Path:
    settings.INDEX_FOLDER = tmp_path / "index"
    return settings.INDEX_FOLDER


@pytest.fixture
def source() -> Plain:
    return Plain({1: [said(1, "预算监督")], 2: [said(2, "审计监督")]})


@pytest.fixture
def indexer(source: Plain, index_folder: Path) -> Indexer:
    return Indexer(index_folder, {CODE: source})
