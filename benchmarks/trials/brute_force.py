"""The same questions answered by looking at every provision, from the design note alone and without an index.

Who may see what, what counts on a day and what literally occurs is worked out
here a second time, straight from the rows of the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from opencc import OpenCC

from lianxi.apps.accounts.models import Account, RoleGrant
from lianxi.apps.bodies.models import CircleMember, Region, UnitMember
from lianxi.apps.rulebook.models import Provision, Version, Work, WorkHappening
from lianxi.kernel.texts.validity import Happening, standing_on

FIELDS = ("title", "body", "number", "issuer")
_SIMPLE = OpenCC("t2s")
_FOLDS = {"瞭": "了", "藉": "借", "著": "着"}
_CHARS: dict[str, str] = {}
_NOTE = re.compile(r"(?<=[\u3400-\u9fff])\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]*\)")
_DROPPED = set("、“”\"'‘’《》〈〉「」『』()[]〔〕【】 \t\u00a0\u3000")
_BOUNDARY = re.compile("[。;:!?\n]+")
_PARTS = {"paragraph", "point", "indent"}


def normal(text: str) -> str:
    """As the design note says: NFKC, no pinyin notes, simplified character by character, lower case, no marks."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    plain = _NOTE.sub("", unicodedata.normalize("NFKC", visible))
    return "".join(_char(char) for char in plain if char not in _DROPPED)


def _char(char: str) -> str:
    if char not in _CHARS:
        _CHARS[char] = (_FOLDS.get(char) or _SIMPLE.convert(char)).lower()
    return _CHARS[char]


@dataclass(frozen=True)
class Word:
    """A keyword and where it has to stand; "" for anywhere."""

    typed: str
    where: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Between the boundaries no phrase crosses; none of a word of marks alone."""
        parts = tuple(part for part in _BOUNDARY.split(normal(self.typed)) if part)
        return parts if any(char.isalnum() for part in parts for char in part) else ()


@dataclass(frozen=True)
class Question:
    """What is asked of the rulebook."""

    groups: tuple[tuple[Word, ...], ...]
    none: tuple[Word, ...] = ()
    whole: bool = False
    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    status: frozenset[str] = frozenset()
    day: date | None = None
    as_of: date | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Piece:
    """A provision of a version; `order` 0 is the title with number and issuer."""

    work: int
    version: int
    order: int
    eid: str
    wid: str
    day: date
    fields: dict[str, str]


@dataclass
class Expected:
    """The answer: the provisions hit, and what is counted over them."""

    hits: list[Piece]
    links: Counter[tuple[str, str]]
    works: int
    by_provision: dict[str, Counter[str]]
    by_work: dict[str, Counter[str]]


class Truth:
    """The rows as they stand now."""

    def __init__(self) -> None:
        self.works = {work.pk: work for work in Work.objects.prefetch_related("readers")}
        self.versions: dict[int, list[Version]] = defaultdict(list)
        for version in Version.objects.order_by("number"):
            self.versions[version.work_id].append(version)
        self.history: dict[int, list[Happening]] = defaultdict(list)
        for row in WorkHappening.objects.filter(withdrawn_on__isnull=True).order_by("day", "pk"):
            self.history[row.work_id].append(row.as_value())
        rows: dict[int, list[Provision]] = defaultdict(list)
        for row in Provision.objects.order_by("version", "start", "order"):
            rows[row.version_id].append(row)
        self.pieces: dict[int, list[Piece]] = {
            version.pk: self._cut(version, rows[version.pk]) for some in self.versions.values() for version in some
        }
        self.parents = dict(Region.objects.values_list("code", "parent"))
        self.found: dict[Word, set[int]] = {}
        self.every = [piece for some in self.pieces.values() for piece in some]
        self.texts = ["\n".join(piece.fields.values()) for piece in self.every]
        self.place = {id(piece): at for at, piece in enumerate(self.every)}
        self.standing: dict[tuple[int, str, date], str] = {}

    def _cut(self, version: Version, rows: list[Provision]) -> list[Piece]:
        work, said = self.works[version.work_id], dict[int, list[str]]()
        by_key = {row.pk: row for row in rows}
        day = version.issued or version.commences or version.admitted_on
        head = {
            "title": normal(version.title),
            "number": normal(version.document_number),
            "issuer": normal(work.issuer),
        }
        pieces = [Piece(work.pk, version.pk, 0, "", "", day, head)]
        for row in rows:
            said.setdefault(_head_of(row, by_key).pk, []).append(row.text)
        if "".join("".join(words) for words in said.values()) != version.text:
            raise AssertionError(f"the provisions of {version} are not its text")
        for key, words in said.items():
            row = by_key[key]
            if row.kind != "title":
                body = {"body": normal("".join(words))}
                pieces.append(Piece(work.pk, version.pk, len(pieces), row.eid, row.wid, day, body))
        return pieces

    def ask(self, asked: Question, account: str, on: date) -> Expected:
        """The answer, by looking at everything."""
        hits: list[Piece] = []
        day = asked.day or asked.as_of or on
        for key, work in self.works.items():
            version = self._shown(self.versions[key], asked.as_of, on)
            if version is not None and self._chosen(work, asked) and self._may_see(work, account, on):
                hits += self._hits(self.pieces[version.pk], asked, day)
        return self._counted(hits, day)

    def _hits(self, pieces: list[Piece], asked: Question, day: date) -> list[Piece]:
        groups = [set().union(*(self._with(word) for word in group)) for group in asked.groups]
        unwanted = set().union(*(self._with(word) for word in asked.none))
        places = {self.place[id(piece)]: piece for piece in pieces}
        if asked.whole:
            if places.keys() & unwanted or not all(places.keys() & group for group in groups):
                return []
            found = [piece for at, piece in places.items() if not groups or any(at in group for group in groups)]
        else:
            found = [
                piece for at, piece in places.items() if at not in unwanted and all(at in group for group in groups)
            ]
        return [piece for piece in found if self._fits(piece, asked, day)]

    def _fits(self, piece: Piece, asked: Question, day: date) -> bool:
        if (asked.since and piece.day < asked.since) or (asked.until and piece.day > asked.until):
            return False
        return not asked.status or self._status(piece, day) in asked.status

    def _with(self, word: Word) -> set[int]:
        """Places of all pieces in which a word occurs: all its parts in one field."""
        if word not in self.found:
            names = (word.where,) if word.where else FIELDS
            first, *others = word.parts
            found = [at for at, text in enumerate(self.texts) if first in text]
            self.found[word] = {
                at for at in found
                if any(all(part in self.every[at].fields.get(name, "") for part in (first, *others)) for name in names)
            }  # fmt: skip
        return self.found[word]

    def _status(self, piece: Piece, day: date) -> str:
        key = (piece.work, piece.wid, day)
        if key not in self.standing:
            self.standing[key] = standing_on(self.history[piece.work], day, piece.wid or None).status.value
        return self.standing[key]

    def _counted(self, hits: list[Piece], day: date) -> Expected:
        by_provision: dict[str, Counter[str]] = defaultdict(Counter)
        per_work: dict[str, set[tuple[str, int]]] = defaultdict(set)
        links: Counter[tuple[str, str]] = Counter()
        for piece in hits:
            work = self.works[piece.work]
            links[work.get_absolute_url(), piece.eid] += 1
            values = {
                "issuer": work.issuer, "kind": work.kind, "status": self._status(piece, day),
                "year": str(piece.day.year),
            }  # fmt: skip
            for name, value in values.items():
                by_provision[name][value] += 1
                per_work[name].add((value, piece.work))
        by_work = {name: Counter(value for value, _ in some) for name, some in per_work.items()}
        return Expected(hits, links, len({piece.work for piece in hits}), by_provision, by_work)

    def _shown(self, versions: list[Version], as_of: date | None, on: date) -> Version | None:
        """The text of a day; without a day asked for, the last in time stands in where none counts yet."""
        day = as_of or on
        counting = [one for one in versions if one.commences and one.commences <= day]
        if counting:
            return max(counting, key=lambda one: (one.commences, one.number))
        return None if as_of else max(versions, key=lambda one: (one.commences or one.issued or date.max, one.number))

    def _chosen(self, work: Work, asked: Question) -> bool:
        given = {"issuer": {work.issuer}, "kind": {work.kind}, "body": {work.body_id}, "region": self._regions(work)}
        return all(given[name] & values for name, values in asked.chosen.items())

    def _regions(self, work: Work) -> set[str]:
        found: set[str] = set()
        code = work.region_id
        while code and code not in found:
            found.add(code)
            code = self.parents.get(code)
        return found

    def _may_see(self, work: Work, account: str, on: date) -> bool:
        """The six ranges of visibility, and the office that keeps a work."""
        if work.visibility == "public":
            return True
        who = _person(account)
        if not who.body:
            return False
        if work.body_id in who.offices:
            return True
        match work.visibility:
            case "bodies":
                return True
            case "circle":
                return work.body_id in who.bodies or bool(_members(work.circle_id, on) & who.bodies)
            case "body":
                return work.body_id in who.bodies
            case "unit":
                return work.unit_id in who.units
            case _:
                return account in {reader.account for reader in work.readers.all()}


@dataclass(frozen=True)
class Person:
    """Who somebody is."""

    body: str
    bodies: frozenset[str]
    offices: frozenset[str]
    units: frozenset[int]


_PEOPLE: dict[str, Person] = {}
_MEMBERS: dict[tuple[str, date], set[str]] = {}


def _person(account: str) -> Person:
    if account not in _PEOPLE:
        row = Account.objects.filter(username=account).first()
        roles = list(RoleGrant.objects.filter(account__username=account, state="confirmed"))
        _PEOPLE[account] = Person(
            body=(row.body_id or "") if row else "", bodies=frozenset(role.body_id for role in roles),
            offices=frozenset(role.body_id for role in roles if role.role in ("clerk", "office_head")),
            units=frozenset(UnitMember.objects.filter(account=account).values_list("unit", flat=True)),
        )  # fmt: skip
    return _PEOPLE[account]


def _members(circle: str, on: date) -> set[str]:
    if (circle, on) not in _MEMBERS:
        rows: Iterable[CircleMember] = CircleMember.objects.filter(circle=circle)
        _MEMBERS[circle, on] = {
            row.body_id for row in rows if (not row.start or row.start <= on) and (not row.end or on <= row.end)
        }
    return _MEMBERS[circle, on]


def _head_of(row: Provision, by_key: dict[int, Provision]) -> Provision:
    """The article a piece stands in; else the level whose paragraph or point it is; else itself."""
    above, at = [row], row
    while at.parent_id:
        at = by_key[at.parent_id]
        above.append(at)
    articles = [one for one in above if one.kind == "article"]
    if articles:
        return articles[-1]
    for one, over in pairwise(above):
        if one.kind not in _PARTS or over.kind == "title":
            return one
    return above[-1]
