"""An Akoma Ntoso file read 读入: bounded and without entities, then exactly or loosely, by who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from lianxi.importers.akoma_ntoso.exact import is_unchanged, layout_of, read_exact
from lianxi.importers.akoma_ntoso.facts import (
    AknEvent,
    Element,
    first,
    local,
    read_address,
    read_events,
    read_identities,
    read_title,
    read_uri,
)
from lianxi.importers.akoma_ntoso.loose import LooseNote, LooseReader
from lianxi.importers.document import Block, Note, Place, ReadDocument
from lianxi.importers.limits import LARGEST_PART, MEGABYTE, MOST_CHARACTERS
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.addresses import Address
from lianxi.kernel.texts.exchange import AKN
from lianxi.kernel.texts.structure import Node, read_structure, walk

_DEEPEST = 100
_ASK = "请向提供文件的单位再要一份。"
_CHANGED = "文件导出后被改动过：读出的文字与导出时的摘要不符，请与来源核对。"
_OTHERS = "文件不是本系统导出的：换行和空白按通常排法补上，不保证与印发文本一字不差。"
_REREAD = "条文编号与文件中写的不同：文件可能被改动过，或由另一版本导出；条文身份请核对。"


@dataclass(frozen=True, slots=True)
class ReadAkn:
    """An Akoma Ntoso file as read.

    text:       of our own files exactly what was exported.
    uri:        the address in the file; address: the same as ours, None where it is of another form.
    identities: id → identity where the two differ (`wId`).
    own:        whether this program wrote the file; exact: whether the text is proven to be the exported one.
    """

    text: str
    title: str = ""
    uri: str = ""
    address: Address | None = None
    identities: dict[str, str] = field(default_factory=dict)
    events: tuple[AknEvent, ...] = ()
    notes: tuple[LooseNote, ...] = ()
    warnings: tuple[str, ...] = ()
    own: bool = False
    exact: bool = False

    def structure(self) -> Node:
        """The provision tree of the text, read anew."""
        return read_structure(self.text)


def read_akn(content: bytes, name: str = "") -> ReadAkn:
    """An Akoma Ntoso file; `Refused` where it is damaged, too large, made to do harm, or holds no text."""
    root = _root(content, name)
    document = next((child for child in root if local(child)), None)
    if document is None:
        raise _refused("file_empty", name, "里没有文件", _ASK)
    meta = first(document, "meta")
    read = _own(document, layout_of(meta), name) or _of_others(document)
    if not read.exact and not read.text.strip():
        raise _refused("file_empty", name, "里没有文字", _ASK)
    older = () if etree.QName(root).namespace == AKN else ("文件不是 Akoma Ntoso 3.0，按 3.0 的元素名读出。",)
    uri = read_uri(meta)
    return replace(
        read,
        title=read_title(meta) or _printed_title(document),
        uri=uri,
        address=read_address(uri),
        identities=read_identities(document, meta),
        events=read_events(meta),
        warnings=(*older, *read.warnings),
    )


def _own(document: Element, about: Element | None, name: str) -> ReadAkn | None:
    """The words of a file this program wrote; None of another."""
    if about is None:
        return None
    text = read_exact(document, about)
    if text is None:
        raise _refused("text_too_long", name, f"里的文字超过 {MOST_CHARACTERS // 10_000} 万字", "请分成几个文件。")
    exact = is_unchanged(text, about)
    warnings = (*(() if exact else (_CHANGED,)), *_other_ids(document, text))
    return ReadAkn(text, warnings=warnings, own=True, exact=exact)


def _of_others(document: Element) -> ReadAkn:
    loose = LooseReader()
    text = loose.document(document)
    return ReadAkn(text, notes=tuple(loose.notes), warnings=(_OTHERS, *loose.warnings()))


def read_akn_file(content: bytes, name: str) -> ReadDocument:
    """The file as any other document: every line a block."""
    read = read_akn(content, name)
    blocks, at = [], 0
    for number, line in enumerate(read.text.splitlines(keepends=True), start=1):
        if said := line.rstrip("\r\n"):
            blocks.append(Block(at, at + len(said), "paragraph", Place(paragraph=number)))
        at += len(line)
    notes = tuple(Note("footnote", note.marker, note.text, note.at) for note in read.notes)
    return ReadDocument(read.text, "akn", blocks=tuple(blocks), notes=notes, warnings=read.warnings)


def _root(content: bytes, name: str) -> Element:
    """The root of the file, if it is harmless: a document type is none that Akoma Ntoso needs, so none is taken."""
    if len(content) > LARGEST_PART:
        raise _refused("file_too_large", name, f"超过 {LARGEST_PART // MEGABYTE} MB", "请分成几个文件。")
    doctype = _refused("file_unsafe", name, "带有文档类型定义（DOCTYPE），可能用来夹带实体，不读", _ASK)
    if b"<!DOCTYPE" in content.partition(b"<akomaNtoso")[0]:
        raise doctype
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        place = f"（第 {error.lineno} 行）" if isinstance(error, etree.XMLSyntaxError) and error.lineno else ""
        raise _refused("file_damaged", name, f"已损坏，读到一半读不下去{place}", _ASK) from None
    if root.getroottree().docinfo.doctype:
        raise doctype
    if local(root) != "akomaNtoso":
        raise _refused("file_type", name, "不是 Akoma Ntoso 法规交换文件", "请核对是不是要导入的文件。")
    if _is_deep(root):
        raise _refused("file_unsafe", name, f"的元素套了 {_DEEPEST} 层以上，不像一份文件", _ASK)
    return root


def _is_deep(root: Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _other_ids(document: Element, text: str) -> Iterator[str]:
    """A warning where the ids in the file are not those of the text read anew."""
    written = {one.get("eId") for one in _outside_meta(document) if one.get("eId")}
    if written != {node.eid for node in walk(read_structure(text))} - {"doc"}:
        yield _REREAD


def _outside_meta(element: Element) -> Iterator[Element]:
    for child in element:
        if local(child) != "meta":
            yield child
            yield from _outside_meta(child)


def _printed_title(document: Element) -> str:
    found = next(document.iter("{*}docTitle"), None)
    return "" if found is None else "".join(found.itertext("{*}*")).strip()


def _refused(guard: str, name: str, what: str, remedy: str) -> Refused:
    return Refused(guard, f"文件“{name}”{what}。" if name else f"文件{what}。", remedy=remedy)
