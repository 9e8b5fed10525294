"""What every command may read and no settings decide: libraries, and those rooms of lianxi that know no framework.

Read once by the process from which the commands of the tests are forked; see tests/cli/forked.py.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

LIBRARIES = (
    "click",
    "dj_database_url",
    "django.contrib.staticfiles.storage",
    "django.core.management.commands.migrate",
    "django.db.backends.postgresql.base",
    "django.db.backends.sqlite3.base",
    "django.db.models",
    "django.forms",
    "django.shortcuts",
    "django.template.defaulttags",
    "django.views.generic",
    "psycopg",
)
ROOMS = ("exporters", "importers", "kernel", "loaders")

for name in LIBRARIES:
    import_module(name)
for room in (import_module(f"lianxi.{name}") for name in ROOMS):
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
