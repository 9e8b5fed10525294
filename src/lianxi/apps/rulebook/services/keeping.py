"""A text taken into the repository 入库: a new work, or a new version of one, with all that follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.acts import ADMIT_RULE
from lianxi.apps.rulebook.models import Version, Visibility, Work
from lianxi.apps.rulebook.search import note_rule
from lianxi.apps.rulebook.services.brought import bring_happenings
from lianxi.apps.rulebook.services.citing import read_citations
from lianxi.apps.rulebook.services.days import check_term, plausible_days
from lianxi.apps.rulebook.services.provisions import cut, structure_of
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.apps.rulebook.services.shown_to import check_shown, circle_of
from lianxi.apps.rulebook.services.units import unit_in
from lianxi.apps.rulebook.services.version_order import before_and_after, take_title
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.addresses import Address, region_part
from lianxi.kernel.texts.metadata import RuleKind
from lianxi.kernel.texts.structure import Kind, walk
from lianxi.loaders.rule_kinds import load_rule_kinds


@dataclass(frozen=True)
class Particulars:
    """What is said of a text besides the text, confirmed by a person.

    day:       of adoption, or of publication or signing where nothing was adopted: stands in the address for ever.
    slug:      name in plain letters for the address.
    commences: first day in force; None where it is not known yet. last_day: of its term; None for no term.
    """

    title: str
    kind: str
    issuer: str
    day: date
    slug: str
    document_number: str = ""
    instrument: str = ""
    caption: str = ""
    issued: date | None = None
    commences: date | None = None
    last_day: date | None = None
    visibility: str = Visibility.BODY
    circle: str = ""
    unit: int | None = None
    readers: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Source:
    """Where a text came from: as read, what was mended in it and by whom, the original, the score of its check-up."""

    as_read: str = ""
    repairs: Sequence[Mapping[str, object]] = ()
    file: UUID | None = None
    score: int = 100


@transaction.atomic
def keep_work(
    *, text: str, particulars: Particulars, source: Source, body: Body, actor: Actor, on: date, sample: bool = False
) -> Version:
    """Take a text in as a new work 确认入库, with its first version."""
    require(actor, ADMIT_RULE, body=body.code)
    _check_days(particulars)
    check_shown(particulars.visibility, particulars.unit, particulars.circle, particulars.readers)
    kind = kind_of(particulars.kind)
    work = Work(
        address=_free_address(particulars, body, text), title=particulars.title, kind=kind.code, body=body,
        region=body.region, issuer=particulars.issuer, outward=kind.outward, visibility=particulars.visibility,
        unit=None if particulars.unit is None else unit_in(body, particulars.unit), sample=sample,
        circle=circle_of(particulars.visibility, particulars.circle, body, on), created_by=actor.person, created_on=on,
    )  # fmt: skip
    work.save(force_insert=True)
    for account in dict.fromkeys(particulars.readers):
        work.readers.create(account=account)
    return _keep(work, None, text, particulars, source, actor, on)


@transaction.atomic
def keep_version(*, work: Work, text: str, particulars: Particulars, source: Source, actor: Actor, on: date) -> Version:
    """Take a text in as another version of a work 登记新版本; the address and the other versions stay.

    Mostly the next one; an earlier text may come in later 历史文本补入 and takes its place by its days.
    """
    require(actor, ADMIT_RULE, body=work.body_id)
    _check_days(particulars)
    work = still_there(Work.objects.select_for_update(), work.pk)
    before, after = before_and_after(work, particulars.commences or particulars.issued)
    for one in (before, after):
        if one is not None and one.text == text:
            raise Refused(
                "version_new", f"这份文本与库中第{one.number}版一字不差。",
                remedy="不用再入库；要改的是信息时，请改信息。",
            )  # fmt: skip
    return _keep(work, before or after, text, particulars, source, actor, on)


def _check_days(said: Particulars) -> None:
    plausible_days({
        "成文日期": said.issued, "施行日期": said.commences, "有效期末日": said.last_day,
        "通过、公布或成文日期": said.day,
    })  # fmt: skip
    check_term(said.commences, said.last_day)


def _keep(
    work: Work, before: Version | None, text: str, said: Particulars, source: Source, actor: Actor, on: date
) -> Version:
    number = (work.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    version = Version.objects.create(
        work=work, number=number, title=said.title, document_number=said.document_number, instrument=said.instrument,
        caption=said.caption, issued=said.issued, commences=said.commences, text=text, as_read=source.as_read,
        repairs=list(source.repairs), sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        file=source.file, score=source.score, admitted_by=actor.person, admitted_on=on,
    )  # fmt: skip
    provisions = cut(version, before)
    read_citations(version, provisions)
    bring_happenings(version, said.last_day, actor, on)
    take_title(work)
    note_rule(work)
    record(
        act=ADMIT_RULE, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"入库“{version.title}”" + ("" if before is None else f"第{number}版"),
        after=_plain(said) | {"sha256": version.sha256, "provisions": len(provisions), "repairs": len(source.repairs)},
    )  # fmt: skip
    return version


def _plain(said: Particulars) -> dict[str, object]:
    values = asdict(said).items()
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values if value}


def kind_of(code: str) -> RuleKind:
    """The kind of that code, or `Refused` with those there are."""
    found = {kind.code: kind for kind in load_rule_kinds()}.get(code)
    if found is None:
        names = "、".join(kind.name for kind in load_rule_kinds())
        raise Refused("kind_known", f"没有“{code}”这个种类。", remedy=f"请从中选一种：{names}。")
    return found


def _free_address(said: Particulars, body: Body, text: str) -> str:
    """The address of a new work; `Refused` where another work has it already."""
    doctype = "act" if any(node.kind is Kind.ARTICLE for node in walk(structure_of(text))) else "doc"
    address = Address(region_part(body.region_id), doctype, said.kind, said.day, said.slug).work
    taken = Work.objects.filter(address=address).first()
    if taken:
        raise Refused(
            "address_free", "库中已有种类、日期和拼音名都相同的一件制度。",
            remedy="是同一件的，请登记为它的新版本；不是的，请换一个拼音名。",
        )  # fmt: skip
    return address
