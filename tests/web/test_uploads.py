"""A large upload has no name anywhere, from its first byte on."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianxi.web.uploads import UnnamedFileUploadHandler


def test_a_large_upload_comes_in_whole_and_leaves_no_file_even_while_it_comes(settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    handler = UnnamedFileUploadHandler()
    handler.new_file("files", "来文.zip", "application/zip", None)
    handler.receive_data_chunk(b"one", 0)
    handler.receive_data_chunk(b"two", 3)
    assert not list(tmp_path.iterdir())
    file = handler.file_complete(6)
    assert (file.name, file.size, file.read()) == ("来文.zip", 6, b"onetwo")
    file.close()
    assert not list(tmp_path.iterdir())


def test_an_upload_that_breaks_off_is_closed() -> None:
    handler = UnnamedFileUploadHandler()
    handler.upload_interrupted()  # before any file has begun
    handler.new_file("files", "来文.zip", "application/zip", None)
    handler.upload_interrupted()
    with pytest.raises(ValueError, match="closed"):
        handler.receive_data_chunk(b"late", 0)
