"""Reading the citations of a text 引用: names first, then what is done with them and what they mean.

Names that stand in one enumeration are read as one (根据《甲》、《乙》和《丙》); of what the text leaves open,
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lianxi.kernel.texts.citations.citation import Citation, CitationKind, Form
from lianxi.kernel.texts.citations.enumerations import blanked, groups, is_own_number
from lianxi.kernel.texts.citations.headings import OwnTitles
from lianxi.kernel.texts.citations.instruments import is_generic, is_instrument, noun_of
from lianxi.kernel.texts.citations.legible import Legible
from lianxi.kernel.texts.citations.name import Name
from lianxi.kernel.texts.citations.names import Names, find_names, title_of
from lianxi.kernel.texts.citations.pairing import Title
from lianxi.kernel.texts.citations.provisions import Path, Provision, Step, eid_path
from lianxi.kernel.texts.citations.register import TitleRegister
from lianxi.kernel.texts.citations.relative import Places, Pointer, Pointing
from lianxi.kernel.texts.citations.wording import (
    UNSAID,
    Said,
    begins_item,
    kind_of,
    kind_of_own,
    list_lead,
    said_before,
)

REACH = 600
"""How many characters back 该办法 or a bare 《办法》 may look for what it means."""
ITEM_APART = 400
"""How far the next item of a list may begin after the one before."""

UNDEFINED = "简称没有交代所指，按前文最近引用的同类文件理解。"
OPEN_ANTECEDENT = "前文没有唯一的同类文件，不能确定所指。"

_CHANGES = re.compile(r"(?:改为|作为|增加)\Z")


def find_citations(text: str, register: TitleRegister | None = None, at: str | None = None) -> tuple[Citation, ...]:
    """The citations of a text in their order.

    register: known titles; they are found without marks too, and marked ones are given their registered title.
    at:       the eid of the provision the text is (`art_12__para_2`), if it is one: 前款 and 本条 are then
              known. Without it they follow the numbered headings of the text itself.
    """
    legible = Legible.of(text)
    names = find_names(legible, register)
    return _Reading(legible, names, Places(names.headings, eid_path(at) if at else ())).citations()


@dataclass(slots=True)
class _Reading:
    """What has been read so far: which titles were cited, and which one is being amended."""

    legible: Legible
    names: Names
    places: Places
    cited: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    amended: str | None = None
    changed: Path = ()
    changed_to: int = 0
    listed: Said = UNSAID
    listed_to: int = 0

    def citations(self) -> tuple[Citation, ...]:
        own = OwnTitles(self.legible)
        blank = blanked(self.legible.plain, self.names.names)
        found: list[Citation] = []
        floor = 0
        for group in groups(blank, self.names.names):
            said = self._said(blank, group, floor)
            for name in group:
                found += self._read(name, said, own)
            floor = group[-1].whole_end
            self._remember_amended(group, said)
        return tuple(found)

    def _said(self, blank: str, group: list[Name], floor: int) -> Said:
        start, end = group[0].start, group[-1].whole_end
        before_number = group[0].number
        start = min(start, before_number.start) if before_number else start
        if is_own_number(self.legible.plain, group):
            return Said(CitationKind.OWN, "")
        if group[0].form is Form.PROVISION and _CHANGES.search(blank, max(0, start - 2), start):
            return Said(CitationKind.AMEND, blank[start - 2 : start])
        if all(name.pointer and name.pointer.pointing is Pointing.OWN for name in group):
            return kind_of_own(blank, start, end, floor)
        said = kind_of(blank, start, end, floor)
        return said if group[0].pointer else self._said_by_list(blank, start, end, said)

    def _said_by_list(self, blank: str, start: int, end: int, said: Said) -> Said:
        """A name that begins an item of a list takes what the line before the list says of all of them."""
        line = self.legible.plain.rfind("\n", max(0, start - 40), start) + 1
        if not line or not begins_item(self.legible.plain, line, start):
            return said
        lead = list_lead(self.legible.plain, line)
        if lead is UNSAID and self.listed_to and start - self.listed_to <= ITEM_APART:
            lead = self.listed
        self.listed, self.listed_to = lead, end if lead is not UNSAID else 0
        return lead if said.kind is CitationKind.MENTION and lead is not UNSAID else said

    def _read(self, name: Name, said: Said, own: OwnTitles) -> Iterator[Citation]:
        if name.pointer:
            yield from self._by_place(name, name.pointer, said, own)
        elif name.form is Form.PROVISION:
            title = self.amended if said.kind is CitationKind.AMEND else None
            yield self._made(name, said, title, relative=title is None)
        elif name.form is Form.NUMBER:
            yield self._made(name, said, None)
        else:
            yield from self._named(name, said)

    def _named(self, name: Name, said: Said) -> Iterator[Citation]:
        """A title, or a short name as what it stands for."""
        titles = self.names.aliases.at(self.legible.plain[name.start : name.end], name.start)
        if titles:
            for meant in titles:
                yield self._made(replace(name, form=Form.ALIAS), said, meant)
                self._cite(name, meant)
        elif name.marks and is_generic(name.called):
            title = self._antecedent(noun_of(name.called), name.start)
            doubt = UNDEFINED if title else OPEN_ANTECEDENT
            yield replace(self._made(name, said, title, relative=True), doubts=(doubt,))
        else:
            yield self._made(name, said, name.called)
            self._cite(name, name.called)

    def _by_place(self, name: Name, pointer: Pointer, said: Said, own: OwnTitles) -> Iterator[Citation]:
        aliased = self.names.aliases.at(name.called, name.start)
        if aliased:
            yield from (self._made(name, said, title) for title in aliased)
        elif pointer.pointing is Pointing.OWN:
            yield self._made(name, said, own.at(pointer.start, pointer.noun), relative=True)
        elif pointer.pointing is Pointing.THAT:
            title = self._antecedent(pointer.noun, pointer.start)
            if title or name.run or not pointer.needs_antecedent:
                made = self._made(name, said, title, relative=True)
                yield made if title else replace(made, doubts=(OPEN_ANTECEDENT,))
        else:
            yield self._made(name, said, None, relative=True)

    def _provisions(self, name: Name, title: str | None) -> tuple[Provision, ...]:
        """The provisions cited; those of the present text within the article they stand in."""
        if name.pointer and not name.pointer.names_an_instrument:
            return self._pointed(name, name.pointer)
        if not name.run:
            return ()
        within = self.places.at(name.start) if name.form is Form.PROVISION and title is None else ()
        if name.form is Form.PROVISION and title is not None:
            within = self._changed_before(name.start)
        read = name.run.read(self.legible.clean, within)
        self.changed, self.changed_to = name.run.last_path(within), name.run.end
        return tuple(self._back(provision) for provision in read)

    def _changed_before(self, place: int) -> Path:
        """The article changed earlier in the same sentence: 第四条增加一款，作为第三款."""
        between = self.legible.plain[self.changed_to : place] if place - self.changed_to < ITEM_APART else "。"
        return () if "。" in between or "\n" in between else self.changed

    def _pointed(self, name: Name, pointer: Pointer) -> tuple[Provision, ...]:
        """The provision a reference into the present text means, with what is added to it (前款第三项)."""
        targets = self.places.target(pointer)
        word = self.legible.clean[name.start : name.end]
        if name.run:
            within = targets[0] if len(targets) == 1 else ()
            read = name.run.read(self.legible.clean, within)
            first = name.run.pieces[0].start
            printed = tuple(
                replace(one, words=word + self.legible.clean[one.start : one.end], keys=one.keys if within else ())
                for one in read
            )
            whole = replace(printed[0], start=name.start, printed=self.legible.clean[name.start : printed[0].end])
            return tuple(self._back(one) for one in ((whole if first == read[0].start else printed[0]), *printed[1:]))
        keys = tuple("__".join(step.eid for step in _counted(path)) for path in targets)
        return (self._back(Provision(name.start, name.end, word, word, keys)),)

    def _antecedent(self, noun: str, place: int) -> str | None:
        """The title of that kind cited last, unless its own sentence cites another one of the kind."""
        cited = self.cited.get(_kind_called(noun), [])
        if not cited or place - cited[-1][0] > REACH:
            return None
        at, title = cited[-1]
        for other_at, other in reversed(cited[-4:-1]):
            sentence = self.legible.plain[other_at:at]
            if other != title and "。" not in sentence and "\n" not in sentence:
                return None
        return title

    def _cite(self, name: Name, title: str) -> None:
        noun = noun_of(title)
        if noun:
            self.cited.setdefault(_kind_called(noun), []).append((name.start, title))

    def _remember_amended(self, group: list[Name], said: Said) -> None:
        if said.kind is CitationKind.AMEND and group[-1].form in {Form.MARKED, Form.UNMARKED, Form.ALIAS}:
            titles = self.names.aliases.at(group[-1].called, group[-1].start) or (group[-1].called,)
            self.amended = titles[0] if len(group) == len(titles) == 1 else None

    def _made(self, name: Name, said: Said, title: str | None, *, relative: bool = False) -> Citation:
        provisions = self._provisions(name, title)
        number = name.number.canonical if name.number else None
        official = bool(number or name.run or name.registered or relative or title is None) or is_instrument(
            title or ""
        )
        start, end = self.legible.back(name.start, name.end)
        return Citation(
            start=start,
            end=end,
            printed=self.legible.source.origin[start:end],
            form=name.form,
            kind=said.kind if official else CitationKind.MENTION,
            wording=said.word if official else "",
            title=title,
            registered=name.registered,
            aliases=self.names.aliases.of(title) if title else (),
            number=number,
            provisions=provisions,
            relative=relative,
            instrument=official,
            inner=self._inner(name.marks) if name.marks else (),
            doubts=(name.marks.doubt,) if name.marks and name.marks.doubt else (),
        )

    def _inner(self, outer: Title) -> tuple[Citation, ...]:
        """The titles inside a title, with what the outer one says of them (关于修改〈…〉的决定)."""
        made: list[Citation] = []
        said, after = UNSAID, outer.name_start
        for title in outer.inner:
            between = self.legible.plain[after : title.start]
            if not made or between.strip("、,和与及以 "):
                said = said_before(self.legible.plain, title.start, after)
            after = title.end
            start, end = self.legible.back(title.start, title.end)
            made.append(
                Citation(
                    start=start,
                    end=end,
                    printed=self.legible.source.origin[start:end],
                    form=Form.MARKED,
                    kind=said.kind,
                    wording=said.word,
                    title=title_of(self.legible, title),
                    inner=self._inner(title),
                    doubts=(title.doubt,) if title.doubt else (),
                )
            )
        return tuple(made)

    def _back(self, provision: Provision) -> Provision:
        start, end = self.legible.back(provision.start, provision.end)
        return Provision(start, end, self.legible.source.origin[start:end], provision.words, provision.keys)


def _kind_called(noun: str) -> str:
    """The kind by which 该… calls an instrument again: 该意见 for 实施意见, 该法 for 法典, 该协议 for 协议书."""
    return "法" if noun == "法典" else noun.removesuffix("书")[-2:]


def _counted(path: Path) -> tuple[Step, ...]:
    """The part of a path that makes its key: articles are counted through, whatever chapter they stand in."""
    units = [step.unit for step in path]
    return path[units.index("条") :] if "条" in units else path
