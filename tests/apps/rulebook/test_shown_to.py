"""Who a rule may be shown to is checked in one place, as it comes in and as it is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.services.happenings import show_rule
from lianxi.apps.rulebook.services.keeping import Source, keep_work
from lianxi.apps.rulebook.services.shown_to import why_not_shown
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.kept_works import FIRST, SAID
from tests.apps.rulebook.work_looking import KEEPER, kept

WRONG = [
    (Visibility.UNIT, (), "unit_named", "还没有定责任单位，不能只给责任单位看。"),
    (Visibility.CIRCLE, (), "circle_named", "还没有选联席圈，不能只给联席圈看。"),
    (Visibility.PERSONS, (), "reader_named", "还没有写明给哪些人看。"),
    (Visibility.PERSONS, ("jia.clerk", "wu-ci-ren"), "reader_known", "没有账号“wu-ci-ren”。"),
    ("all", (), "visibility_known", "没有这种可见范围。"),
]


@pytest.mark.django_db
@pytest.mark.usefixtures("rule_house")
@pytest.mark.parametrize(("visibility", "readers", "guard", "words"), WRONG)
def test_coming_in_changing_and_asking_beforehand_say_the_same(
    visibility: str, readers: tuple[str, ...], guard: str, words: str
) -> None:
    said = replace(SAID, visibility=visibility, readers=readers)
    with pytest.raises(Refused) as refusal:
        keep_work(text=FIRST, particulars=said, source=Source(), body=Body.objects.get(pk=A), actor=KEEPER, on=TODAY)
    assert not Work.objects.exists()
    with pytest.raises(Refused) as changing:
        show_rule(work=kept(), visibility=visibility, why="示例", readers=readers, actor=KEEPER, on=TODAY)
    asked = why_not_shown(visibility, None, "", readers)
    for one in (refusal.value, changing.value):
        assert (one.guard, one.reason) == (guard, words)
    assert asked == words


def test_nothing_is_asked_of_the_database_where_the_accounts_are_given() -> None:
    """No mark for the database: a query would fail the test."""
    assert why_not_shown(Visibility.PERSONS, None, "", ["jia.clerk"], {"jia.clerk"}) == ""
    assert why_not_shown(Visibility.PERSONS, None, "", ["jia.clerk"], set()) == "没有账号“jia.clerk”。"
    assert why_not_shown(Visibility.UNIT, 3, "", []) == why_not_shown(Visibility.BODY, None, "", []) == ""
