"""Acts on the rulebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.amending.confirming import Choice
from lianxi.apps.rulebook.models import (
    Batch,
    Filing,
    Item,
    ItemState,
    Publication,
    Review,
    Version,
    Visibility,
    Work,
    WorkHappening,
)
from lianxi.apps.rulebook.services import admitting, amending, filing, handing_out, happenings, receiving, reviewing
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_work
from lianxi.kernel.access import Actor, Role, RoleHeld
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import TODAY
from tests.apps.permissions.calls import Call, no
from tests.apps.permissions.place import Place

TEXT = "示例办法\n第一条　为了示例，制定本办法。\n第二条　本办法自2024年1月1日起施行。\n"
SAID = Particulars(
    title="示例办法", kind="zhidu", issuer="示例机关", day=date(2023, 12, 1), slug="shi-li", commences=date(2024, 1, 1)
)


def keeper(place: Place) -> Actor:
    """Who makes things ready."""
    return Actor("ready", "示例·备", place.body, frozenset({RoleHeld(Role.OFFICE_HEAD, place.body)}))


def work(place: Place, visibility: str = Visibility.BODY) -> Work:
    made = keep_work(text=TEXT, particulars=SAID, source=Source(), body=place.organ, actor=keeper(place), on=TODAY).work
    made.visibility = visibility
    made.save()
    return made


def item(place: Place) -> Item:
    batch = Batch.objects.create(body=place.organ, name="示例批次", account="ready", person="示例·备", on=TODAY)
    report = {"score": 100, "findings": []}
    return Item.objects.create(
        batch=batch, position=1, path="a.txt", sha256="0" * 64, size=1, state=ItemState.READ, text=TEXT, report=report
    )


def happening(place: Place) -> WorkHappening:
    return work(place).happenings.get()


def read(actor: Actor, place: Place, made: Work) -> None:
    no(not selectors.visible_works(actor, TODAY).filter(pk=made.pk).exists())


DECISION = "关于修改示例办法的决定\n一、第一条修改为：“为了示例，特制定本办法。”\n本决定自2024年2月1日起施行。\n"


def decided(place: Place) -> tuple[Version, Version]:
    """A rule and a public decision that amends it."""
    said = replace(SAID, title="关于修改示例办法的决定", slug="xiu-gai", visibility=Visibility.PUBLIC)
    base = work(place).versions.get()
    return base, keep_work(
        text=DECISION, particulars=said, source=Source(), body=place.organ, actor=keeper(place), on=TODAY
    )


def amend(actor: Actor, place: Place, made: tuple[Version, Version]) -> None:
    base, decision = made
    choice = Choice(date(2024, 2, 1))
    amending.amend_rule(work=base.work, base=base, decision=decision, choice=choice, actor=actor, on=TODAY)


def repeal(actor: Actor, place: Place, made: Work) -> None:
    happenings.record_happening(
        work=made, kind=HappeningKind.REPEAL, day=TODAY, instrument="示例决定", actor=actor, on=TODAY
    )


def review(place: Place) -> Review:
    made = work(place)
    return reviewing.record_review(
        work=made, conclusion=Conclusion.KEEP, day=TODAY, reason="仍然适用", actor=keeper(place), on=TODAY
    )


def filed_work(place: Place) -> Version:
    """Of a kind that has to be filed."""
    made = work(place)
    made.kind = "guifan"
    made.save()
    return made.versions.get()


def filing_of(version: Version, actor: Actor) -> Filing:
    return filing.record_filing(version=version, day=TODAY, recipient="示例机关", actor=actor, on=TODAY)


def publication_of(version: Version, actor: Actor) -> Publication:
    return filing.record_publication(version=version, day=TODAY, actor=actor, on=TODAY)


CALLS = {
    "rule.read_public": Call(read, lambda p: work(p, Visibility.PUBLIC), writes=False),
    "rule.read_shared": Call(read, lambda p: work(p, Visibility.BODIES), named=False, writes=False),
    "rule.read_own": Call(read, work, writes=False),
    "rules.receive": Call(lambda a, p, _: receiving.open_batch(body=p.organ, name="示例批次", actor=a, on=TODAY)),
    "rule.admit": Call(
        lambda a, p, made: admitting.admit_item(
            item=made, said=SAID, accepted=admitting.Accepted(), work=None, actor=a, on=TODAY
        ),
        item,
    ),
    "rule.amend": Call(amend, decided),
    "rule.decline": Call(lambda a, p, made: admitting.decline_item(item=made, why="重复", actor=a, on=TODAY), item),
    "happening.record": Call(repeal, work),
    "happening.withdraw": Call(
        lambda a, p, made: happenings.withdraw_happening(happening=made, why="登记有误", actor=a, on=TODAY), happening
    ),
    "review.record": Call(
        lambda a, p, made: reviewing.record_review(
            work=made, conclusion=Conclusion.REPEAL, day=TODAY, reason="已有新规定", actor=a, on=TODAY
        ),
        work,
    ),
    "review.withdraw": Call(
        lambda a, p, made: reviewing.withdraw_review(review=made, why="登记有误", actor=a, on=TODAY), review
    ),
    "publication.record": Call(lambda a, p, made: publication_of(made, a), filed_work),
    "publication.withdraw": Call(
        lambda a, p, made: filing.withdraw_publication(publication=made, why="登记有误", actor=a, on=TODAY),
        lambda p: publication_of(filed_work(p), keeper(p)),
    ),
    "filing.record": Call(lambda a, p, made: filing_of(made, a), filed_work),
    "filing.withdraw": Call(
        lambda a, p, made: filing.withdraw_filing(filing=made, why="登记有误", actor=a, on=TODAY),
        lambda p: filing_of(filed_work(p), keeper(p)),
    ),
    "rule.show": Call(
        lambda a, p, made: happenings.show_rule(
            work=made, visibility=Visibility.PUBLIC, why="应予公开", actor=a, on=TODAY
        ),
        work,
    ),
    "rule.hand_out": Call(
        lambda a, p, made: handing_out.hand_out_rule(
            work=made, what="示例办法.docx", sha256="0" * 64, actor=a, on=TODAY
        ),
        lambda p: work(p, Visibility.PUBLIC),
        writes=False,
    ),
}
