"""Large uploads 上传: while they come in they lie in a file without a name, so that a killed server leaves nothing."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler


class UnnamedFileUploadHandler(TemporaryFileUploadHandler):
    """As Django's own for large files, but the file has no name in any folder, and goes with the process."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        FileUploadHandler.new_file(self, *args, **kwargs)
        unnamed = TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 - Django closes it with the request
        self.file = UploadedFile(
            unnamed, self.file_name, self.content_type, 0, self.charset, self.content_type_extra
        )  # fmt: skip

    def upload_interrupted(self) -> None:
        """The sender has gone away."""
        if hasattr(self, "file"):
            self.file.close()
