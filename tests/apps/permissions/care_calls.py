"""Acts that put right or complete what the rulebook keeps."""

from __future__ import annotations

from datetime import date

from lianxi.apps.bodies.models import Unit
from lianxi.apps.rulebook.models import ChoiceScope, Citation, CitedChoice, Work
from lianxi.apps.rulebook.services import choosing, correcting, erasing, setting, taking_out
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_work
from lianxi.kernel.access import Actor
from tests.apps.accounts.people import TODAY
from tests.apps.permissions.calls import Call
from tests.apps.permissions.place import Place
from tests.apps.permissions.rule_calls import item, keeper, work

CITING = "示例细则\n第一条　根据《示例无处办法》，制定本细则。\n第二条　本细则自2024年1月1日起施行。\n"


def citation(place: Place) -> Citation:
    said = Particulars(title="示例细则", kind="zhidu", issuer="示例机关", day=date(2023, 12, 2), slug="xi-ze")
    keep_work(text=CITING, particulars=said, source=Source(), body=place.organ, actor=keeper(place), on=TODAY)
    return Citation.objects.get(version__title="示例细则", own=False)


def resolve(actor: Actor, place: Place, made: Citation) -> CitedChoice:
    return choosing.resolve_citation(
        citation=made, scope=ChoiceScope.PLACE, target=None, note="库外", why="核对过", actor=actor, on=TODAY
    )


def with_new_unit(place: Place) -> tuple[Work, Unit]:
    return work(place), Unit.objects.create(body=place.organ, name="示例新局")


def reassign(actor: Actor, place: Place, made: tuple[Work, Unit]) -> None:
    kept, unit = made
    correcting.reassign_rules(
        body=place.organ, old=None, new=unit, works=[kept.pk], why="机构改革", actor=actor, on=TODAY
    )


CALLS = {
    "citation.resolve": Call(resolve, citation),
    "citation.release": Call(
        lambda a, p, made: choosing.release_citation(choice=made, why="看错了", actor=a, on=TODAY),
        lambda p: resolve(keeper(p), p, citation(p)),
    ),
    "rule.correct": Call(
        lambda a, p, made: correcting.correct_rule(
            version=made.versions.get(), values={"issuer": "别的机关"}, seen={}, why="录错", actor=a, on=TODAY
        ),
        work,
    ),
    "rules.reassign": Call(reassign, with_new_unit),
    "rule.take_out": Call(
        lambda a, p, made: taking_out.take_out_work(work=made, why="传错", actor=a, on=TODAY),
        work,
    ),
    "item.erase": Call(lambda a, p, made: erasing.erase_item(item=made, why="误传", actor=a, on=TODAY), item),
    "items.set": Call(
        lambda a, p, made: setting.set_items(
            batch=made.batch, positions=[1], values={"kind": "zhidu"}, seen={1: setting.mark_of(made)}, actor=a,
            on=TODAY,
        ),
        item,
    ),
}  # fmt: skip
