"""撤出 by page: what would follow stands there before, and a second click takes nothing more."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.services.amending import amend_rule
from tests.apps.accounts.people import TODAY
from tests.apps.rulebook.amending.amending_world import all_of_it, keep_decision
from tests.apps.rulebook.citing_world import CITED, renew
from tests.apps.rulebook.work_looking import KEEPER, SignedIn, kept, main, two_versions

pytestmark = pytest.mark.usefixtures("rule_house")
GIVEN = {"why": "重复", "sure": "on"}


def page_of(work: Work) -> str:
    return f"{work.get_absolute_url()}take-out/"


def test_the_way_leads_from_the_corrections_for_the_office_head_alone(client: Client, signed_in: SignedIn) -> None:
    work, hidden = kept(), kept(Visibility.BODY, slug="hidden")
    correct = f"{work.get_absolute_url()}correct/"
    assert page_of(work) in main(signed_in("jia.head"), correct)
    assert page_of(work) not in main(signed_in("jia.clerk"), correct)
    for who in (client, signed_in("jia.clerk"), signed_in("jia.deputy"), signed_in("yi.clerk")):
        assert who.get(page_of(work)).status_code == 403
        assert who.post(page_of(work), GIVEN | {"what": "whole", "seen": "1"}).status_code == 403
    assert signed_in("yi.clerk").get(page_of(hidden)).status_code == 404
    assert Work.objects.count() == 2


def test_the_newest_version_is_offered_first_and_a_second_click_takes_no_older_one(signed_in: SignedIn) -> None:
    work = two_versions()
    renew(work, CITED, date(2025, 6, 1))
    head, given = signed_in("jia.head"), GIVEN | {"what": "newest", "seen": "3"}
    said = main(head, page_of(work))
    assert said.index("只撤出最新的第3版") < said.index("整件撤出")
    assert head.post(page_of(work), given).headers["Location"] == work.get_absolute_url()
    again = head.post(page_of(work), given)
    assert again.status_code == 403
    assert "您打开以后，最新的已是第2版" in again.content.decode()
    assert list(work.versions.values_list("number", flat=True)) == [1, 2]


def test_one_that_came_alone_is_offered_whole_and_needs_reason_and_tick(signed_in: SignedIn) -> None:
    work, head = kept(), signed_in("jia.head")
    assert "只撤出最新的" not in main(head, page_of(work))
    for missing in GIVEN:
        given = {name: value for name, value in GIVEN.items() if name != missing}
        answer = head.post(page_of(work), given | {"what": "whole", "seen": "1"})
        assert answer.status_code == 200
        assert answer.context["form"].errors.keys() == {missing}
    wrong = head.post(page_of(work), GIVEN | {"what": "newest", "seen": "1"})
    assert wrong.context["form"].errors.keys() == {"what"}
    done = head.post(page_of(work), GIVEN | {"what": "whole", "seen": "1"}, follow=True)
    assert f"已撤出“{work.title}”" in done.content.decode()
    assert head.get(work.get_absolute_url()).status_code == 404
    assert head.post(page_of(work), GIVEN | {"what": "whole", "seen": "1"}).status_code == 404


def test_what_stands_in_the_way_is_named_with_its_page(signed_in: SignedIn) -> None:
    work, decision = kept(), keep_decision()
    row = amend_rule(work=work, base=work.versions.get(), decision=decision, choice=all_of_it(), actor=KEEPER, on=TODAY)
    head = signed_in("jia.head")
    said = main(head, page_of(decision.work))
    assert "现在撤不了" in said
    assert f'href="{row.get_absolute_url()}"' in said
    answer = head.post(page_of(decision.work), GIVEN | {"what": "whole", "seen": "1"})
    assert answer.status_code == 403
    assert "重复" in answer.content.decode()
    assert Work.objects.filter(pk=decision.work_id).exists()
