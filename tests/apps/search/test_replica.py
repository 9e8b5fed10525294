"""What names the index that counts may be damaged too."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianxi.apps.search.replica import POINTER, IndexUnfitError, Replica


@pytest.mark.parametrize("said", [b"", bytes(18), b"\xe9ndex-1", b"../index-1", b"index-1\nindex-2", b"index-0123"])
def test_a_pointer_that_names_no_index_counts_as_none(said: bytes, tmp_path: Path) -> None:
    (tmp_path / POINTER).write_bytes(said)
    replica = Replica(tmp_path)
    with pytest.raises(IndexUnfitError):
        replica.view()
    replica.discard(tmp_path / "index-0123")  # does not mind either
