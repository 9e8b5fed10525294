"""The guide to adding an importer: its example is run as it stands there, and its lists are those of the code."""

from __future__ import annotations

import io
import random
import re
import types
import zipfile
from collections.abc import Callable

import pytest

from lianxi.importers import kinds, limits, reading
from lianxi.importers.document import ReadDocument
from lianxi.importers.reading import read_document
from lianxi.kernel.errors import Refused
from lianxi.loaders.toml_files import PROJECT

GUIDE = (PROJECT / "docs/how-to/add-importer.md").read_text(encoding="utf-8")
SOURCES = PROJECT / "src/lianxi/importers"
(EXAMPLE,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
BODY = """<text:h text:outline-level="1">示例规则</text:h>
<text:p>第一条<text:tab/>甲<text:span>乙</text:span>。</text:p>
<table:table><table:table-row><table:table-cell><text:p>任务</text:p></table:table-cell><table:table-cell>
<text:p>时限</text:p></table:table-cell></table:table-row></table:table><text:section><text:p>末</text:p></text:section>"""


def packed(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        content = f"<office:document-content {NAMES}><office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"{content}</office:document-content>")
    return out.getvalue()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], ReadDocument]:
    """Read a file after the steps of the guide."""
    module = types.ModuleType("odt")
    exec(compile(EXAMPLE, "add-importer.md", "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - our own guide
    monkeypatch.setattr(kinds, "READABLE", kinds.READABLE | {"odt"})
    monkeypatch.setitem(reading._READERS, "odt", module.read_odt)
    return lambda content: read_document(content, "示例.odt")


def test_the_example_reads_text_and_tables_with_their_places(read: Callable[[bytes], ReadDocument]) -> None:
    found = read(packed(BODY))
    assert found.text.split("\n") == ["示例规则", "第一条\t甲乙。", "任务\t时限", "末"]
    assert found.blocks[0].level == 1
    block = found.block_at(found.text.index("时限"))
    assert block is not None
    assert (block.place.table, block.place.row, block.place.column) == (1, 1, 2)


def test_the_example_says_what_it_leaves_out(read: Callable[[bytes], ReadDocument]) -> None:
    listed = "<text:list><text:list-item><text:p>乙</text:p></text:list-item></text:list>"
    found = read(packed(f"<text:p>甲<text:note><text:p>注</text:p></text:note></text:p>{listed}"))
    assert (found.text, len(found.warnings)) == ("甲\n乙", 2)


def test_the_example_refuses_a_file_without_text(read: Callable[[bytes], ReadDocument]) -> None:
    with pytest.raises(Refused, match="没有文字"):
        read(packed("<text:p/>"))


def test_a_malformed_file_is_read_or_refused_by_the_example(read: Callable[[bytes], ReadDocument]) -> None:
    source = random.Random(20261129)
    met = set()
    for _ in range(60):
        content = bytearray(packed(BODY))
        for _ in range(source.choice((1, 3, 20))):
            content[source.randrange(len(content))] ^= 1 << source.randrange(8)
        try:
            met.add(read(bytes(content)).kind)
        except Refused as refusal:
            met.add(refusal.guard)
    assert {"odt", "file_damaged"} <= met


def test_without_the_steps_the_file_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read_document(packed(BODY), "示例.odt")
    assert caught.value.guard == "file_type"


def test_every_kind_that_can_be_read_is_in_the_table() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|.*\|.*\|.*\|$", GUIDE, re.MULTILINE)) == kinds.READABLE


def test_every_guard_of_the_importers_is_explained() -> None:
    used: set[str] = set()
    for file in SOURCES.rglob("*.py"):
        if file.name != "xlsx.py" and "akoma_ntoso" not in str(file):  # the sheets of the people's table have their own
            used |= set(re.findall(r'Refused\(\s*"(\w+)"', file.read_text(encoding="utf-8")))
    assert sorted(guard for guard in used if f"`{guard}`" not in GUIDE) == []


def test_the_limits_are_those_of_the_code() -> None:
    said = (
        f"文件 {limits.LARGEST_FILE // limits.MEGABYTE} MB", f"解开后 {limits.LARGEST_UNPACKED // limits.MEGABYTE} MB",
        f"一个部件 {limits.LARGEST_PART // limits.MEGABYTE} MB", f"PDF {limits.MOST_PAGES} 页", f"{limits.SECONDS} 秒",
        f"{limits.MEMORY // limits.MEGABYTE} MB，超过",
    )  # fmt: skip
    assert [one for one in said if one not in GUIDE] == []
    assert (limits.MOST_CHARACTERS, limits.MOST_ROWS) == (10_000_000, 20_000)
