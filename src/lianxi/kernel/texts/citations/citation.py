"""Citations 引用: one place where a text names an instrument, a document number or a provision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianxi.kernel.texts.citations.provisions import Provision


class CitationKind(StrEnum):
    """What a text does with what it cites 引用类型, told by the wording around the name.

    立法技术规范(试行)(一) keeps 依照, 按照, 参照 and 适用 apart; so do these.
    `OWN` is the number of the document itself, alone on its line.
    """

    BASIS = "basis"
    ACCORD = "accord"
    REFER = "refer"
    APPLY = "apply"
    AMEND = "amend"
    REPEAL = "repeal"
    BREACH = "breach"
    IMPLEMENT = "implement"
    INTERPRET = "interpret"
    ISSUE = "issue"
    MENTION = "mention"
    OWN = "own"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]


_LABELS = {
    CitationKind.BASIS: "根据",
    CitationKind.ACCORD: "依照",
    CitationKind.REFER: "参照",
    CitationKind.APPLY: "适用",
    CitationKind.AMEND: "修改",
    CitationKind.REPEAL: "废止",
    CitationKind.BREACH: "违反",
    CitationKind.IMPLEMENT: "贯彻执行",
    CitationKind.INTERPRET: "解释",
    CitationKind.ISSUE: "制定印发",
    CitationKind.MENTION: "引用",
    CitationKind.OWN: "本文文号",
}


class Form(StrEnum):
    """How the instrument is named 写法."""

    MARKED = "marked"
    UNMARKED = "unmarked"
    ALIAS = "alias"
    NUMBER = "number"
    RELATIVE = "relative"
    PROVISION = "provision"


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation of a text.

    start, end:  the name with its marks, in characters of the text; provisions have places of their own.
    printed:     what stands there.
    title:       the full title without outer marks, line breaks and pinyin, inner marks as 〈〉;
                 None where the text does not say which instrument is meant.
    registered:  the title as the register writes it; None where it is not in the register.
    number:      the document number beside the title, or the citation itself.
    wording:     the word that told the kind; empty for `MENTION`.
    relative:    named by its place (本条例, 前款, 该办法) and not by a name.
    instrument:  whether what is named is an official document; newspapers, books and forms in 《》 are
                 returned too, are none, and are always `MENTION`.
    inner:       titles within the title: the regulation inside the decision that amends it.
    doubts:      what could not be read for certain, as sentences for the reader.
    """

    start: int
    end: int
    printed: str
    form: Form
    kind: CitationKind
    wording: str = ""
    title: str | None = None
    registered: str | None = None
    aliases: tuple[str, ...] = ()
    number: str | None = None
    provisions: tuple[Provision, ...] = ()
    relative: bool = False
    instrument: bool = True
    inner: tuple[Citation, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def resolved(self) -> bool:
        """Whether it is known what is meant."""
        keyed = bool(self.provisions) and all(provision.keys for provision in self.provisions)
        return self.title is not None or self.number is not None or (self.relative and keyed)


def plain(citations: tuple[Citation, ...]) -> dict[str, object]:
    """The citations for JSON: `{"citations": [{"title", "aliases", "number", "provisions", "kind", "start", "end"}]}`.

    `provisions` are words (第十二条第二款), one for each part of an enumeration and each range;
    `keys` the places they name, ranges spelt out.
    """
    return {"citations": [_plain(citation) for citation in citations]}


def _plain(citation: Citation) -> dict[str, object]:
    return {
        "title": citation.title,
        "aliases": list(citation.aliases),
        "number": citation.number,
        "provisions": [provision.words for provision in citation.provisions],
        "keys": [key for provision in citation.provisions for key in provision.keys],
        "kind": citation.kind.value,
        "kind_name": citation.kind.label,
        "wording": citation.wording,
        "start": citation.start,
        "end": citation.end,
        "printed": citation.printed,
        "form": citation.form.value,
        "registered": citation.registered,
        "relative": citation.relative,
        "resolved": citation.resolved,
        "instrument": citation.instrument,
        "inner": [_plain(inner) for inner in citation.inner],
        "doubts": list(citation.doubts),
        "places": [_place(provision) for provision in citation.provisions],
    }


def _place(provision: Provision) -> dict[str, object]:
    return {
        "printed": provision.printed,
        "words": provision.words,
        "keys": list(provision.keys),
        "start": provision.start,
        "end": provision.end,
    }
