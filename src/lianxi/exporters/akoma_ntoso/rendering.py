"""A provision tree as Akoma Ntoso 导出: `act/body` for texts in articles, `doc/mainBody` for all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from lianxi.exporters.akoma_ntoso.arranging import Arranged, arrange, doctype_of, is_flat
from lianxi.exporters.akoma_ntoso.contents import put_contents
from lianxi.exporters.akoma_ntoso.events import Resolver, inline_spans
from lianxi.exporters.akoma_ntoso.metadata import Metadata, put_identities, put_metadata, put_proprietary
from lianxi.exporters.akoma_ntoso.pieces import Piece, cut
from lianxi.exporters.akoma_ntoso.writer import Element, TextWriter, indent, sub
from lianxi.kernel.texts.captions import EventKind
from lianxi.kernel.texts.exchange import AKN, ELEMENTS, LAYOUT
from lianxi.kernel.texts.structure import Kind, Node, walk

__all__ = ["doctype_of", "render_akn"]

_CLASSES = {Kind.CAPTION: "tizhu"}
_EMPTY = Piece("p", "", 0, "", "")


def render_akn(
    root: Node,
    metadata: Metadata,
    *,
    identities: Mapping[str, str] | None = None,
    resolve: Resolver | None = None,
) -> bytes:
    """The text of `root` as an Akoma Ntoso 3.0 file, valid against the strict schema.

    root:       from `read_structure`; every character of its text is kept, those too that XML cannot hold.
    identities: id → identity (`carry_identities`); written as `wId` where the two differ.
    resolve:    gives a citation its address; without it citations stay words.

    Raises `Refused` where the address of the metadata names no version.
    """
    akn = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN, "lx": LAYOUT})
    _Rendering(root, metadata, identities or {}, resolve).write(akn)
    indent(akn)
    return bytes(etree.tostring(akn, encoding="UTF-8", xml_declaration=True))


class _Rendering:
    """One file being written."""

    def __init__(self, root: Node, metadata: Metadata, identities: Mapping[str, str], resolve: Resolver | None) -> None:
        self.root, self.metadata = root, metadata
        self.words = TextWriter(inline_spans(root, resolve))
        self.wids = {eid: wid for eid, wid in identities.items() if eid != wid}

    def write(self, akn: Element) -> None:
        pieces = cut(self.root)
        if not pieces:
            self.words.blank(self.root.text)
        address = self.metadata.address
        meta = self._document(akn, self.root, pieces, doctype=address.doctype, name=address.subtype)
        if any(event.kind in (EventKind.AMEND, EventKind.REVISE) for event in self.metadata.events):
            akn[0].set("contains", "singleVersion")
        about = put_proprietary(meta)
        self.words.finish(about, "".join(node.text for node in walk(self.root)))
        put_identities(about, self.wids)

    def _id(self, node: Node) -> dict[str, str]:
        """The attributes that name a node."""
        wid = self.wids.pop(node.eid, None)
        return {"eId": node.eid} | ({"wId": wid} if wid else {})

    def _document(self, parent: Element, node: Node, loose: list[Piece], *, doctype: str, name: str) -> Element:
        """A document with its parts in the order of the schema; its metadata are answered.

        loose: words of the node itself; they stand in the preface.
        """
        made = sub(parent, doctype, name=name)
        if node is self.root:
            meta = put_metadata(made, self.metadata)
        else:
            part = node.eid.replace("~", "__again_")  # behind ~ a provision begins
            title = node.heading or next((child.heading for child in node.children if child.heading), None)
            meta = put_metadata(made, replace(self.metadata, title=title or self.metadata.title), part)
        groups = arrange(node)
        self._front(made, groups, loose, node)
        self._body(sub(made, "body" if doctype == "act" else "mainBody"), groups.body)
        conclusions = self._end(made, groups)
        self._attached(made, groups.attachments)
        self.words.later = True
        self._flat(conclusions, groups.after)
        self.words.later = False
        return meta

    def _front(self, made: Element, groups: Arranged, loose: list[Piece], node: Node) -> None:
        if loose or groups.preface:
            preface = sub(made, "preface")
            for piece in loose:
                self.words.put(preface, piece, node.start, **{"class": Kind.TEXT.value})
            for child in groups.preface:
                if child.kind is Kind.TITLE:
                    self._lines(sub(preface, "longTitle", **self._id(child)), child, {}, {})
                elif child.kind is Kind.TOC:
                    put_contents(self.words, preface, child, self._id(child), self.root)
                else:
                    self._flat(preface, [child])
        if groups.preamble:
            self._flat(sub(made, "preamble"), groups.preamble)

    def _body(self, body: Element, children: Sequence[Node]) -> None:
        """An empty body is none to the schema; an empty line stands in it then."""
        for child in children:
            if is_flat(child) and etree.QName(body).localname == "mainBody":
                self._flat(body, [child])
            else:
                self._provision(body, child)
        if not children:
            plain = etree.QName(body).localname == "mainBody"
            place = body if plain else sub(sub(body, "hcontainer", name=Kind.TEXT.value), "content")
            self.words.put(place, _EMPTY, 0)

    def _end(self, made: Element, groups: Arranged) -> Element:
        if not (groups.conclusions or groups.after):
            return made
        conclusions = sub(made, "conclusions")
        self._flat(conclusions, groups.conclusions)
        return conclusions

    def _attached(self, made: Element, children: Sequence[Node]) -> None:
        """Attachments 附件, then further texts of the same file as components."""
        for kind, holder, name in (
            (Kind.ATTACHMENT, "attachments", "attachment"),
            (Kind.DOCUMENT, "components", "component"),
        ):
            chosen = [child for child in children if child.kind is kind]
            place = sub(made, holder) if chosen else made
            for child in chosen:
                one = sub(place, name, **self._id(child))
                self._document_in(one, child, name)

    def _document_in(self, one: Element, node: Node, name: str) -> None:
        """Number and heading stand before the document that is attached."""
        pieces = cut(node)
        named = [piece for piece in pieces if piece.tag != "p"]
        for piece in named:
            self.words.put(one, piece, node.start)
        if not pieces:
            self.words.blank(node.text)
        self._document(one, node, pieces[len(named) :], doctype=doctype_of(node), name=name)

    def _flat(self, parent: Element, children: Sequence[Node]) -> None:
        """Lines of pieces that are no provisions; the first line carries the id."""
        for child in children:
            self._lines(parent, child, self._id(child), {"class": _CLASSES.get(child.kind, child.kind.value)})

    def _lines(self, parent: Element, node: Node, first: dict[str, str], each: dict[str, str]) -> None:
        pieces = cut(node)
        if not pieces:
            self.words.blank(node.text)
            pieces = [_EMPTY]
        for index, piece in enumerate(pieces):
            self.words.put(parent, piece, node.start, "p", **each, **(first if index == 0 else {}))

    def _provision(self, parent: Element, node: Node) -> None:
        """A provision with number, heading, words and what it holds; any other piece as a named container."""
        tag = ELEMENTS.get(node.kind, "hcontainer")
        named = {} if node.kind in ELEMENTS else {"name": node.kind.value}
        made = sub(parent, tag, **named, **self._id(node))
        pieces = cut(node)
        if not pieces:
            self.words.blank(node.text)
        words = None
        for piece in pieces:
            if piece.tag == "p" and words is None:
                words = sub(made, "intro" if node.children else "content")
            self.words.put(made if words is None else words, piece, node.start)
        self._children(made, node.children)

    def _children(self, made: Element, children: Sequence[Node]) -> None:
        """What a provision holds; a line below its last point is its `wrapUp`."""
        for index, child in enumerate(children):
            last = index == len(children) - 1 and index > 0
            if last and child.kind is Kind.TEXT and is_flat(child):
                self._lines(sub(made, "wrapUp", **self._id(child)), child, {}, {})
            else:
                self._provision(made, child)
