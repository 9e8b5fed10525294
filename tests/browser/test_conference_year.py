"""A whole conference year in real browsers, as its people would run it, on the real circle and on the invented one."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from lianxi.apps.audit.models import Entry
from lianxi.apps.meetings.models import Conference, FollowUp
from lianxi.loaders.demo import load_demo_accounts
from tests.browser.conftest import DESK, HAND, OpenPage
from tests.browser.looking import axe, sign_in, width

FIFTEEN_MINUTES = 15 * 60


@dataclass(frozen=True)
class Circle:
    """Whom a circle sends: who speaks for each party, who signs, and when it meets."""

    slug: str
    office: str
    speakers: tuple[str, ...]
    signers: tuple[str, ...]
    host: str
    host_speaker: str
    topics_due: date
    held: date
    due: date
    by_people: bool


REAL = Circle(
    "sanya-circle", "sanya.clerk",
    ("sanya.clerk", "lingshui.clerk", "ledong.clerk", "baoting.clerk", "wuzhishan.clerk"),
    ("sanya.leader", "lingshui.leader", "ledong.leader", "baoting.leader", "wuzhishan.leader"),
    "五指山", "wuzhishan.clerk", date(2024, 4, 30), date(2024, 9, 12), date(2024, 12, 20), by_people=False,
)  # fmt: skip
RIVER = Circle(
    "demo-river", "jia.clerk", ("jia.clerk", "yi.head", "bing.head"), ("jia.head", "yi.head", "bing.head"), "示例甲市",
    "jia.clerk", date(2024, 3, 4), date(2024, 3, 20), date(2024, 6, 28), by_people=True,
)  # fmt: skip


@dataclass
class House:
    """Everybody at his own screen, signed in when first needed."""

    open_page: OpenPage
    circle: Circle
    screens: dict[str, Page] = field(default_factory=dict)

    def at(self, account: str, **options: object) -> Page:
        """The screen of an account."""
        if account not in self.screens:
            page = self.open_page(**(options or DESK))
            sign_in(page, account, load_demo_accounts().password)
            self.screens[account] = page
        return self.screens[account]

    @property
    def office(self) -> Page:
        return self.at(self.circle.office)

    def visit(self, account: str, address: str = "") -> Page:
        """The page of the conference, or one below it."""
        page = self.at(account)
        page.goto(f"/conferences/{self.circle.slug}-2024/{address}")
        return page

    def go_on(self, to: str) -> None:
        """The joint office goes on to the next step."""
        page = self.visit(self.circle.office)
        page.get_by_role("button", name=f"进入{to}", exact=True).click()
        expect(page.locator(".lx-head .lx-badge")).to_have_text(to)

    def stand_on(self, day: date) -> None:
        """Move the demo to a day, as its banner does."""
        page = self.office
        page.goto("/")
        page.locator(".lx-demo input[name=to]").fill(day.isoformat())
        page.locator(".lx-demo button[type=submit]").click()
        expect(page.locator(".lx-message.is-success")).to_contain_text("演示日已推进")


def submit(page: Page, **filled: str) -> None:
    """Fill in a form and send it; the act must be done."""
    for name, value in filled.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form button[type=submit].btn-primary").click()
    expect(page.locator(".lx-message.is-success")).to_be_visible()


def propose(house: House) -> None:
    """The wheel names the host, the host says yes."""
    circle, page = house.circle, house.office
    page.goto("/")
    expect(page.locator("main")).to_contain_text("启动第5次联席会议")
    expect(page.locator("main")).to_contain_text(f"轮到{circle.host}承办")
    page.goto(f"/conferences/open/?circle={circle.slug}")
    submit(page, topics_due=circle.topics_due.isoformat())
    host = house.at(circle.host_speaker)
    host.goto("/")
    host.get_by_role("button", name=re.compile("第5次联席会议：确认承办")).click()
    expect(host.locator("main")).to_contain_text("3月1日确认")
    house.go_on("征集议题")


def collect_topics(house: House) -> None:
    """Every party proposes from its own account; two alike are merged, and the proposer reads why."""
    circle = house.circle
    for number, account in enumerate(circle.speakers, start=1):
        page = house.visit(account, "topics/new/")
        submit(page, title=f"示例议题{number}：岸线共管", why="示例：涉及各方")
    page = house.visit(circle.office, "topics/merge/")
    page.get_by_label(re.compile("示例议题2")).check()
    page.locator("select[name=into]").select_option(index=0)
    submit(page, reason="两项都谈岸线，合并研究")
    second = house.visit(circle.speakers[1])
    expect(second.locator("section[aria-labelledby=topics]")).to_contain_text("理由：两项都谈岸线，合并研究")
    house.go_on("办公室会议")


def call(house: House) -> None:
    """Agenda, time and place; the latest day of notice is shown; the notice goes out."""
    circle = house.circle
    page = house.visit(circle.office, "agenda/")
    page.locator("select[name=kind]").first.select_option("vote")
    page.get_by_role("button", name="保存议程").click()
    expect(page.locator(".lx-message.is-success")).to_be_visible()
    page = house.visit(circle.office, "time/")
    submit(page, held_from=circle.held.isoformat(), place="示例会议中心", starts_at="上午9时")
    house.go_on("通知")
    page = house.visit(circle.office, "notice/publish/")
    expect(page.locator("main h2").first).to_contain_text("最迟通知日")
    submit(page)
    expect(page.locator(".lx-head .lx-badge")).to_have_text("回执")


def answer(house: House) -> None:
    """Receipts of all; one person is on leave with a reason."""
    for number, account in enumerate(house.circle.speakers, start=1):
        page = house.visit(account, "receipt/")
        people = f"示例·主任{number}，主任\n示例·副主任{number}，副主任"
        people += "\n示例·秘书长1，秘书长，，出差" if number == 1 else ""
        submit(page, people=people, members="3")
        expect(page.locator("main")).to_contain_text(f"示例·主任{number}")


def meet(house: House) -> None:
    """On the day: check-in by each party on a phone, votes, outcomes."""
    circle = house.circle
    house.stand_on(circle.held)
    house.go_on("会议")
    for number, account in enumerate(circle.speakers, start=1):
        page = house.visit(account, "mine/")
        for _ in range(2):
            page.get_by_role("button", name=re.compile("签到")).first.click()
            expect(page.locator(".lx-message.is-success")).to_contain_text("已签到")
        expect(page.locator("main")).to_contain_text(f"示例·主任{number}")
        page = house.visit(account, "items/1/vote/")
        if circle.by_people:
            submit(page, in_favour="2")
        else:
            page.get_by_label("同意", exact=True).check()
            submit(page)
    count = Conference.objects.get(slug=f"{circle.slug}-2024").items.count()
    for number in range(1, count + 1):
        page = house.visit(circle.office, f"items/{number}/outcome/")
        page.get_by_label("通过", exact=True).check()
        submit(page, note="示例：同意，由牵头方组织实施")
    house.go_on("纪要")


def sign(house: House) -> None:
    """Drafted from data; changed once, which asks all to sign anew; signed by every party."""
    circle = house.circle
    page = house.visit(circle.office)
    page.get_by_role("button", name="生成草稿").click()
    expect(page.locator(".lx-message.is-success")).to_be_visible()
    house.visit(circle.signers[0], "minutes/").get_by_role("button", name=re.compile("签署第1稿")).click()
    page = house.visit(circle.office, "minutes/change/")
    text = page.locator("main textarea[name=text]").input_value()
    submit(page, text=f"{text}\n示例：下次会议时间另行商定。", reason="补一句")
    for account in circle.signers:
        page = house.visit(account, "minutes/")
        page.get_by_role("button", name=re.compile("签署第2稿")).click()
        expect(page.locator(".lx-message.is-success")).to_contain_text("已签署纪要第2稿")
    house.go_on("交办")


def follow_up(house: House) -> None:
    """A task is handed over, done with evidence, found done by another party; costs add up; all is filed."""
    circle = house.circle
    page = house.visit(circle.office, "follow-ups/new/")
    page.locator("select[name=lead]").select_option(index=1)
    submit(page, title="示例：编制岸线共管清单", due=circle.due.isoformat())
    lead = house.visit(circle.speakers[1], "follow-ups/1/submit/")
    submit(lead, evidence="示例：清单已编好，送各方")
    other = house.visit(circle.speakers[2], "follow-ups/1/close/")
    submit(other, remark="示例：属实")
    page = house.visit(circle.office, "costs/")
    submit(page, lines="会场，1200.50\n餐饮，799.5", shares=f"{circle.host}，2000.00")
    house.go_on("归档")


@pytest.mark.parametrize("circle", [REAL, RIVER], ids=["real", "invented"])
def test_a_whole_year_from_proposal_to_filing_in_less_than_fifteen_minutes(
    circle: Circle, demo: str, open_page: OpenPage
) -> None:
    house, begun = House(open_page, circle), time.monotonic()
    for step in (propose, collect_topics, call, answer, meet, sign, follow_up):
        step(house)
    assert time.monotonic() - begun < FIFTEEN_MINUTES
    conference = Conference.objects.get(slug=f"{circle.slug}-2024")
    assert conference.stage == "archived"
    assert FollowUp.objects.get(conference=conference).state == "closed"
    assert (
        Entry.objects.filter(target=conference.get_absolute_url(), act="minutes.sign").count()
        == len(circle.signers) + 1
    )
    _look(house)


def _look(house: House) -> None:
    """Every page of the conference at a desk and in a hand: no fault of accessibility, no sideways scrolling."""
    addresses = ["", "mine/", "minutes/", "verdicts/", "follow-ups/1/"]
    faults = []
    for screen in (house.office, house.at(house.circle.signers[0], **HAND)):
        for address in addresses:
            screen.goto(f"/conferences/{house.circle.slug}-2024/{address}")
            faults += [f"{address}：{fault}" for fault in axe(screen)]
            if width(screen) > screen.viewport_size["width"]:
                faults.append(f"{address} scrolls sideways: {width(screen)}")
    assert not faults, "\n".join(faults)
