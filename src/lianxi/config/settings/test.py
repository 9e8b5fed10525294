"""Overlay for the test suite: its own databases and folders, plain static files, cheap password hashes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_WHO = os.environ.get("LIANXI_TEST_NAME", str(os.getpid()))
_FOLDER = Path(tempfile.gettempdir()) / f"lianxi-test-{_WHO}"
_FOLDER.mkdir(exist_ok=True)
os.environ["LIANXI_VAR"] = str(_FOLDER)
os.environ.setdefault("LIANXI_SECRET_KEY", "only-for-the-test-suite")

from lianxi.config.settings.base import *  # noqa: E402, F403
from lianxi.config.settings.base import DATABASES, STORAGES  # noqa: E402

DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = (
    {"NAME": str(_FOLDER / "test.sqlite3")}
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else {"NAME": f"test_lianxi_{_WHO}"}
)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = _FOLDER / "static"  # empty: files are served where they lie, whether collected before or not
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMBEDDED_WORKER = False
EMAIL_CONFIGURED, BASE_URL = False, ""
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
