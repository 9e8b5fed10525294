"""Filing on time: judged once when it is recorded, listed by state, told to whoever keeps the rules."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.due import due_items
from lianxi.apps.rulebook.figures.board import FIGURES
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.apps.rulebook.keeping_up.filing_duties import FilingDuty, filing_duties
from lianxi.apps.rulebook.keeping_up.known_days import known_days, published_in
from lianxi.apps.rulebook.models import Filing, Version, Work
from lianxi.apps.rulebook.services.filing import (
    record_filing,
    record_publication,
    withdraw_filing,
    withdraw_publication,
)
from lianxi.apps.rulebook.services.keeping import Source, keep_version
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.filings import FilingState, Start
from tests.apps.accounts.people import TODAY, A, B, actor
from tests.apps.rulebook.citing_world import keeper
from tests.apps.rulebook.kept_works import CHANGED, SECOND, keep
from tests.apps.rulebook.work_looking import KEEPER, SignedIn, main, said, text

pytestmark = pytest.mark.usefixtures("rule_house")
PAGE = "/rules/filings/"
PUBLISHED = date(2024, 1, 20)
LAST = date(2024, 2, 19)
TAKEN_IN = date(2024, 1, 2)
_ADOPTED = "（2023年12月20日示例甲市第八届人民代表大会常务委员会第十三次会议"
_ORDER = "（2019年1月5日示例甲市人民政府令第1号公布"


def kept(slug: str = "yi", body: str = A, **more: object) -> Version:
    taken_in = more.pop("taken_in", TAKEN_IN)
    made = {"visibility": "body", "kind": "guifan", **more}
    work = keep(Body.objects.get(pk=body), keeper(body), taken_in, slug=slug, **made)
    return work.versions.get()


def published(version: Version, day: date = PUBLISHED) -> Version:
    record_publication(version=version, day=day, where="示例公报", actor=keeper(version.work.body_id), on=TODAY)
    return version


def filed(version: Version, day: date) -> Filing:
    return record_filing(version=version, day=day, recipient="示例省人大常委会", actor=KEEPER, on=TODAY)


def duty(on: date = TODAY, who: str = "jia.clerk") -> FilingDuty:
    (one,) = filing_duties(actor(who), on)
    return one


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (LAST - timedelta(1), FilingState.OPEN), (LAST, FilingState.OPEN), (LAST + timedelta(1), FilingState.OVERDUE),
    ],
)  # fmt: skip
def test_a_version_is_overdue_the_day_after_its_last_day(on: date, state: FilingState) -> None:
    published(kept())
    assert (duty(on).state, duty(on).due, duty(on).start) == (state, LAST, "公布")


def test_of_a_text_that_came_in_after_its_last_day_nobody_says_that_it_was_not_filed() -> None:
    published(kept(taken_in=LAST + timedelta(1)))
    assert (duty().state, duty().due) == (FilingState.UNKNOWN, LAST)
    assert "备过没有无从判断" in duty().why
    assert due_items(actor("jia.clerk"), TODAY) == []


@pytest.mark.parametrize(
    ("day", "state", "late"),
    [
        (PUBLISHED, FilingState.ON_TIME, 0), (LAST, FilingState.ON_TIME, 0), (LAST + timedelta(1), FilingState.LATE, 1),
    ],
)  # fmt: skip
def test_what_was_judged_is_written_with_rule_and_clause(day: date, state: FilingState, late: int) -> None:
    row = filed(published(kept()), day)
    assert (row.late, row.basis, row.due, row.start) == (late, PUBLISHED, LAST, "published")
    assert row.rule == date(2007, 1, 1)
    assert "监督法" in row.clause
    assert duty().state is state
    entry = Entry.objects.get(act="filing.record")
    assert (entry.on, entry.clause, entry.after["late"], entry.backdated) == (day, row.clause, late, day < TODAY)


def test_what_was_judged_is_not_judged_again_when_the_day_of_publication_changes(signed_in: SignedIn) -> None:
    version = published(kept())
    filed(version, LAST)
    first = version.publications.get()
    withdraw_publication(publication=first, why="日期写错", actor=KEEPER, on=TODAY)
    published(version, date(2024, 1, 1))
    assert (duty().state, duty().basis) == (FilingState.ON_TIME, PUBLISHED)
    withdraw_filing(filing=version.filings.get(), why="重新判断", actor=KEEPER, on=TODAY)
    assert duty().state is FilingState.OVERDUE
    assert filed(version, LAST).late == 19
    html = said(main(signed_in("jia.clerk"), version.work.get_absolute_url()))
    assert "撤回2024年2月19日的备案：重新判断" in html
    assert "撤回2024年1月20日的公布日期：日期写错" in html


def test_without_a_day_of_publication_nothing_is_said_and_the_filing_stands_all_the_same() -> None:
    version = kept(kind="dfxfg")
    assert (duty().state, duty().due) == (FilingState.UNKNOWN, None)
    row = filed(version, LAST)
    assert (row.late, row.basis, row.due) == (None, None, None)
    assert "没有公布日期" in row.why
    assert duty().state is FilingState.UNKNOWN


def test_a_document_counts_from_the_day_it_was_made_where_its_publication_is_not_known() -> None:
    kept(issued=date(2024, 2, 10))
    assert (duty().start, duty().due) == ("成文", date(2024, 3, 11))


def test_an_internal_rule_is_not_filed_and_says_so(signed_in: SignedIn) -> None:
    version = kept(kind="zhidu")
    assert filing_duties(actor("jia.clerk"), TODAY) == []
    with pytest.raises(Refused, match="不用备案"):
        filed(version, LAST)
    assert "这一种类不用备案" in main(signed_in("jia.clerk"), version.work.get_absolute_url())


@pytest.mark.parametrize(
    ("more", "guard"),
    [
        ({"day": date(2024, 3, 2)}, "day_not_future"),
        ({"day": date(2024, 1, 19)}, "filed_after_publication"),
        ({"recipient": " "}, "recipient_named"),
        ({"actor": keeper(B)}, "role_required"),
    ],
)
def test_what_cannot_be_a_filing_is_refused(more: dict[str, object], guard: str) -> None:
    version = published(kept())
    given = {"day": LAST, "recipient": "示例机关", "actor": KEEPER, **more}
    with pytest.raises(Refused) as refused:
        record_filing(version=version, on=TODAY, **given)
    assert refused.value.guard == guard
    assert not Filing.objects.exists()


def test_a_version_is_published_and_filed_once() -> None:
    version = published(kept())
    filed(version, LAST)
    with pytest.raises(Refused, match="已登记过备案"):
        filed(version, LAST)
    with pytest.raises(Refused, match="已登记过公布日期"):
        published(version)


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        (f"{_ADOPTED}通过　2024年1月5日公布　自2024年2月1日起施行）", date(2024, 1, 5)),
        (f"{_ADOPTED}通过）", None),
        (f"{_ORDER}　根据2024年1月5日《示例甲市人民政府关于修改示例办法的决定》修正）", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_caption_tells_the_day_of_publication_unless_it_tells_of_a_later_change(
    caption: str, day: date | None
) -> None:
    assert published_in(caption) == day


def test_what_is_recorded_goes_before_the_caption_and_a_caption_older_than_the_text_tells_nothing() -> None:
    caption = "（2019年1月5日示例甲市人民政府令第1号公布）"
    assert known_days(PUBLISHED, caption, None) == {Start.PUBLISHED: PUBLISHED}
    assert known_days(None, caption, None) == {Start.PUBLISHED: date(2019, 1, 5)}
    assert known_days(None, caption, PUBLISHED) == {Start.ISSUED: PUBLISHED}


def test_every_version_has_a_filing_of_its_own(signed_in: SignedIn) -> None:
    first = published(kept())
    filed(first, LAST)
    changed = replace(CHANGED, kind="guifan", issued=date(2024, 2, 20))
    keep_version(work=first.work, text=SECOND, particulars=changed, source=Source(), actor=KEEPER, on=TODAY)
    duties = filing_duties(actor("jia.clerk"), TODAY)
    assert [(one.number, one.state) for one in duties] == [(2, FilingState.OPEN), (1, FilingState.ON_TIME)]
    assert [one.number for one in filing_duties(actor("jia.clerk"), date(2024, 2, 19))] == [1]
    assert "登记备案" in main(signed_in("jia.clerk"), first.work.get_absolute_url())
    assert "登记备案" not in main(signed_in("jia.deputy"), first.work.get_absolute_url())


def house() -> dict[str, Work]:
    """A version in every state, one of them of 乙 and shared, one of 乙 and unseen."""
    made = {
        "open": published(kept("open"), date(2024, 2, 20)),
        "on_time": published(kept("on-time")),
        "late": published(kept("late")),
        "overdue": published(kept("overdue")),
        "unknown": kept("unknown", kind="dfxfg"),
        "shared": published(kept("shared", B, visibility="bodies"), date(2024, 1, 2)),
    }
    published(kept("unseen", B))
    filed(made["on_time"], LAST)
    filed(made["late"], TODAY)
    return {name: version.work for name, version in made.items()}


def test_the_list_counts_every_state_and_each_number_opens_its_rows(signed_in: SignedIn) -> None:
    house()
    client = signed_in("jia.clerk")
    tiles = re.findall(
        r'<a href="([^"]+)" class="lx-tile[^>]*><span[^>]*>([^<]*)</span><span[^>]*>(\d+)', text(client, PAGE)
    )
    counts = {label: int(many) for _, label, many in tiles}
    assert counts == {"应当备案": 6, "未到期": 1, "按时备案": 1, "迟报": 1, "逾期未备": 2, "无从判断": 1}
    for link, _, many in tiles:
        assert f'<b class="num">{many}</b>' in main(client, unescape(link))
    assert '<b class="num">1</b>' in main(client, f"{PAGE}?state=overdue&body={A}")
    assert '<b class="num">5</b>' in main(client, f"{PAGE}?year=2024")
    table = text(client, f"{PAGE}?format=csv")
    assert "迟11天" in table
    assert "2024年1月20日公布，最迟2024年2月19日备案" in table


def test_figures_count_what_the_list_counts() -> None:
    house()
    stock = Stock(actor("jia.clerk"), TODAY, TODAY)
    shown = {row[0].value: [cell.value for cell in row[1:]] for row in FIGURES["filedbody"](stock).rows}
    assert shown == {"示例甲市": [1, 1, 1], "示例乙县": [0, 0, 1]}
    assert "判断得出是否按时的4个里，按时1个，按时率25.0%" in FIGURES["filed"](stock).says
    assert FIGURES["filed"](Stock(PUBLIC, TODAY, TODAY)) is None


def test_whoever_keeps_the_rules_is_told_what_comes_due_and_what_is_overdue_once() -> None:
    works = house()
    published(kept("er"))
    near = date(2024, 3, 6)
    assert [item.title for item in due_items(actor("jia.clerk"), near)] == [
        f"备案期限将满：{works['open'].title}", "逾期没有备案记录的2件",
    ]  # fmt: skip
    assert [item.title for item in due_items(actor("jia.clerk"), near - timedelta(1))] == ["逾期没有备案记录的2件"]
    assert due_items(actor("jia.deputy"), near) == due_items(PUBLIC, near) == []
    assert [item.title for item in due_items(actor("yi.clerk"), near)] == ["逾期没有备案记录的2件"]


def test_pages_record_and_take_back(signed_in: SignedIn) -> None:
    version = kept()
    client, page = signed_in("jia.clerk"), version.work.get_absolute_url()
    assert f'<option value="{version.pk}" selected>' in text(client, f"{page}filings/add/?version=1")
    client.post(f"{page}publications/add/", {"version": version.pk, "day": "2024-01-20"})
    answer = client.post(f"{page}filings/add/", {"version": version.pk, "day": "2024-03-02", "recipient": "示例机关"})
    assert "晚于今天" in answer.content.decode()
    assert 'value="示例机关"' in answer.content.decode()
    client.post(f"{page}filings/add/", {"version": version.pk, "day": "2024-02-20", "recipient": "示例机关"})
    assert "迟了1天" in main(client, page)
    row = version.filings.get()
    assert signed_in("yi.clerk").get(f"{page}records/filing/{row.pk}/withdraw/").status_code == 404
    assert signed_in("jia.deputy").get(f"{page}records/filing/{row.pk}/withdraw/").status_code == 403
    assert client.get(f"{page}records/other/{row.pk}/withdraw/").status_code == 404
    client.post(f"{page}records/filing/{row.pk}/withdraw/", {"why": "报送日期写错"})
    assert "逾期未备" in main(client, page)
