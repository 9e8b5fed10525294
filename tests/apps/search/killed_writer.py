"""A writer in a process of its own that has applied and not committed: `… INDEX FOLDER`; then it waits to be killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import django

django.setup()

import tantivy  # noqa: E402

from lianxi.apps.search.schema import indexed, object_term  # noqa: E402
from lianxi.apps.search.writing import sole_writer  # noqa: E402
from tests.apps.search.indexing import said  # noqa: E402
from tests.apps.search.plain_source import CODE, Plain  # noqa: E402


def main() -> None:
    folder = Path(sys.argv[2])
    with sole_writer(folder):
        writer = tantivy.Index.open(str(folder / sys.argv[1])).writer(15_000_000, 1)
        for key in (1, 2, 3):
            writer.delete_documents_by_term("object", object_term(CODE, key))
            writer.add_document(indexed(said(key, "监督"), Plain(), key))
        print("added", flush=True)  # noqa: T201
        time.sleep(60)


if __name__ == "__main__":
    main()
