"""A rulebook at random for the oracle: invented rules of six bodies, all ranges of visibility, versions, endings.

Everything goes through the services, as people would do it; the truth of the
trial is what stands in the database afterwards.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from lianxi.apps.accounts.models import Account, GrantState, RoleGrant
from lianxi.apps.accounts.selectors import actor_for
from lianxi.apps.bodies.models import Body, BodyKind, Circle, CircleMember, Region, RegionLevel, Unit
from lianxi.apps.bodies.services import add_unit, set_unit_members
from lianxi.apps.rulebook.models import Provision, Visibility, Work, WorkHappening
from lianxi.apps.rulebook.services.happenings import record_happening, show_rule, withdraw_happening
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_version, keep_work
from lianxi.apps.rulebook.services.taking_out import take_out_version, take_out_work
from lianxi.kernel.access import Actor, Role
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import HappeningKind

KEPT = date(2025, 6, 1)
OUTSIDER, SECOND_CIRCLE = "990900", "trial-second"
KINDS = ("dfxfg", "jueding", "guizhang", "guifan", "renda")
ENDINGS = ("条例", "决定", "规定", "办法", "规则")
_COMMON, _RARE = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split("\n\n")
WORDS, RARE = tuple(_COMMON.split()), tuple(_RARE.split())
JOINTS = ("", "", "", "和", "的", "与", "、", "，", "及", "应当", "或者", "（", "）", "《", "》", "“", "”", " ", "　")
STOPS = ("。", "。", "；", "：", "！", "？", "。\n", "；\n（一）", "。\n前款规定的")
NOTED = {"区": "区（qū）", "行": "行(xíng)", "河": "河（hé）", "养": "养（yǎng）"}
_SIMPLE = (
    "监审计财环护库园渔码头场业类养学师医卫传药产车设无树乡镇务员会联议见办备"
    "处罚许证诉讼违数据网电档统报检发里后面台干制系周才谷区条规则门动轮复应当"
)
_FULL = (
    "監審計財環護庫園漁碼頭場業類養學師醫衛傳藥產車設無樹鄉鎮務員會聯議見辦備"
    "處罰許證訴訟違數據網電檔統報檢發裏後麵臺幹製係週纔穀區條規則門動輪複應當"
)
TRADITIONAL = dict(zip(_SIMPLE, _FULL, strict=True))
HALF_AND_FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x7B) if chr(code).isalnum()})


class House:
    """Bodies, circles, units and people of the trial; `people` are the accounts who will ask."""

    def __init__(self) -> None:
        self.bodies = _bodies()
        self.heads: dict[str, Actor] = {}
        self.units: dict[str, Unit] = {}
        self.people: list[str] = []
        for number, body in enumerate(self.bodies):
            self._staff(number, body)
        _account("trial-operator", None)
        self.people.append("trial-operator")

    def _staff(self, number: int, body: Body) -> None:
        for role in (Role.OFFICE_HEAD, Role.CLERK, Role.DEPUTY):
            name = f"p{number}-{role.value}"
            _account(name, body, role)
            self.people.append(name)
        for name in (f"p{number}-unit", f"p{number}-none"):
            _account(name, body)
            self.people.append(name)
        self.heads[body.code] = head = actor_for(f"p{number}-office_head", on=KEPT)
        self.units[body.code] = unit = add_unit(body=body, name=f"试验{number}局", actor=head, on=KEPT)
        set_unit_members(unit=unit, accounts=[f"p{number}-unit", f"p{number}-deputy"], actor=head, on=KEPT)


def _bodies() -> list[Body]:
    """The members of the definitions' circle, and one body outside it; some of them in a second circle too."""
    real = Body.objects.filter(kind=BodyKind.STANDING_COMMITTEE, memberships__end__isnull=True)
    members = list(real.filter(memberships__isnull=False).distinct().order_by("pk"))
    region = Region.objects.create(
        code=OUTSIDER, name="试验外县", short_name="试验外县", level=RegionLevel.COUNTY, kind="县"
    )
    outsider = Body.objects.create(
        code=OUTSIDER, name="试验外县人大常委会", short_name="试验外县", kind=BodyKind.STANDING_COMMITTEE, region=region
    )
    second = Circle.objects.create(slug=SECOND_CIRCLE, name="试验第二圈")
    for body, end in ((members[0], None), (members[1], date(2026, 6, 30)), (outsider, None)):
        CircleMember.objects.create(circle=second, body=body, start=date(2024, 1, 1), end=end)
    return [*members, outsider]


def _account(name: str, body: Body | None, *roles: Role) -> None:
    account = Account.objects.create(
        username=name, person_name=f"试验·{name}", body=body, is_operator=body is None, is_active=True,
        password=make_password(None), password_changed_at=timezone.now(), created_on=KEPT, created_by="试验",
    )  # fmt: skip
    for role in roles:
        RoleGrant.objects.create(
            account=account, role=role, body=body, state=GrantState.CONFIRMED, requested_by=account,
            requested_on=KEPT, decided_on=KEPT, start=date(2024, 1, 1),
        )  # fmt: skip


class Author:
    """Writes rules and what happens to them."""

    def __init__(self, seed: int, house: House) -> None:
        self.dice = random.Random(seed)
        self.house = house
        self.number = 0

    def fill(self, provisions: int) -> None:
        """Works until there are that many provisions."""
        while Provision.objects.count() < provisions:
            with transaction.atomic():
                for _ in range(20):
                    self.work()

    def work(self) -> Work:
        """One work, with later versions and an end, or none."""
        dice, self.number = self.dice, self.number + 1
        body = dice.choice(self.house.bodies)
        kept = self._first(body)
        if dice.random() < 0.25:
            for _ in range(dice.choice((1, 1, 2))):
                self._tried(self.amend, kept)
        for _ in range(dice.choice((0, 0, 0, 1, 1, 2))):
            self._tried(self.happen, kept)
        return kept

    def _tried(self, act: Callable[[Work], None], work: Work) -> None:
        """Do it, unless the rulebook refuses: chance often wants what no rule can become."""
        with suppress(Refused), transaction.atomic():
            act(work)

    def _first(self, body: Body) -> Work:
        said = self._said(body)
        return keep_work(
            text=self._text(said.title), particulars=said, source=Source(), body=body,
            actor=self.house.heads[body.code], on=KEPT + timedelta(days=self.dice.randrange(300)),
        ).work  # fmt: skip

    def amend(self, work: Work) -> None:
        """The next version; some of them without a day of commencement yet."""
        dice, before = self.dice, work.versions.order_by("-number")[0]
        lines = before.text.split("\n")
        for _ in range(dice.randrange(1, 4)):
            at = dice.randrange(1, len(lines))
            lines[at] = lines[at] + self._sentence() + "。"
        title = before.title if dice.random() < 0.7 else f"{before.title}（修订）"
        lines[0] = title
        commences = None if dice.random() < 0.1 else (before.commences or KEPT) + timedelta(days=dice.randrange(1, 900))
        said = Particulars(
            title=title, kind=work.kind, issuer=work.issuer, day=KEPT, slug="x", instrument="关于修改的决定",
            document_number=self._document_number() if dice.random() < 0.5 else "", commences=commences,
        )  # fmt: skip
        keep_version(
            work=work, text="\n".join(lines), particulars=said, source=Source(),
            actor=self.house.heads[work.body_id], on=KEPT,
        )  # fmt: skip

    def happen(self, work: Work) -> None:
        """Repeal, annulment, a term, a revival, of the whole or of a provision; some of it withdrawn again."""
        dice, head = self.dice, self.house.heads[work.body_id]
        kind = dice.choice(list(HappeningKind))
        day = date(2024, 1, 1) + timedelta(days=dice.randrange(1400))
        wids = list(Provision.objects.filter(version__work=work, kind="article").values_list("wid", flat=True)[:30])
        row = record_happening(
            work=work, kind=kind, day=day, actor=head, on=KEPT, instrument="关于清理的决定",
            provisions=dice.sample(wids, 1) if wids and dice.random() < 0.3 else (),
            last_day=day + timedelta(days=dice.randrange(700)) if kind is HappeningKind.TERM else None,
        )  # fmt: skip
        if dice.random() < 0.15:
            withdraw_happening(happening=row, why="登记有误", actor=head, on=KEPT)

    def change(self, times: int) -> None:
        """What goes on in a rulebook after the index has been made: all of it has to reach the index."""
        for _ in range(times):
            work = Work.objects.order_by("?")[0] if self.dice.random() < 0.8 else self.work()
            self._tried(self.dice.choice((self.amend, self.happen, self._show, self._withdraw, self._take_out)), work)

    def _show(self, work: Work) -> None:
        visibility, circle, _, readers = self._seen(work.body)
        if visibility == Visibility.UNIT and work.unit_id is None:
            return
        show_rule(
            work=work, visibility=visibility, why="试验", circle=circle, readers=readers,
            actor=self.house.heads[work.body_id], on=KEPT,
        )  # fmt: skip

    def _withdraw(self, work: Work) -> None:
        row = WorkHappening.objects.filter(work=work, withdrawn_on__isnull=True).order_by("-pk").first()
        if row:
            withdraw_happening(happening=row, why="登记有误", actor=self.house.heads[work.body_id], on=KEPT)

    def _take_out(self, work: Work) -> None:
        newest = work.versions.order_by("-number")[0]
        said = {"why": "传错", "actor": self.house.heads[work.body_id], "on": KEPT}
        if newest.number > 1:
            take_out_version(version=newest, **said)
        else:
            take_out_work(work=work, **said)

    def _said(self, body: Body) -> Particulars:
        dice = self.dice
        at = dice.randrange(len(KINDS))
        day = date(1998, 1, 1) + timedelta(days=dice.randrange(10_500))
        visibility, circle, unit, readers = self._seen(body)
        commences = None if dice.random() < 0.12 else day + timedelta(days=dice.choice((0, 30, 90, 365)))
        if dice.random() < 0.12:
            commences = date(2026, 6, 1) + timedelta(days=dice.randrange(600))
        title = "".join(dice.choices(WORDS, k=dice.randrange(1, 5))) + ENDINGS[at]
        return Particulars(
            title=f"{body.short_name}{title}" if dice.random() < 0.7 else title, kind=KINDS[at],
            issuer=body.name if dice.random() < 0.6 else body.short_name + dice.choice(("政府", "财政局", "水务局")),
            day=day, slug=f"trial-{self.number}", issued=day if dice.random() < 0.7 else None, commences=commences,
            document_number=self._document_number() if dice.random() < 0.7 else "",
            last_day=commences + timedelta(days=dice.randrange(200, 3000))
            if commences and dice.random() < 0.2 else None,
            visibility=visibility, circle=circle, unit=unit, readers=readers,
        )  # fmt: skip

    def _seen(self, body: Body) -> tuple[str, str, int | None, tuple[str, ...]]:
        visibility = self.dice.choice(Visibility.values)
        second = SECOND_CIRCLE if body.code == OUTSIDER or self.dice.random() < 0.3 else ""
        circles = CircleMember.objects.filter(body=body).values_list("circle", flat=True)
        circle = (
            second if second in circles else circles.exclude(circle=SECOND_CIRCLE)[0] if body.code != OUTSIDER else ""
        )
        readers = tuple(self.dice.sample(self.house.people, self.dice.randrange(1, 4)))
        return (
            visibility, circle if visibility == Visibility.CIRCLE else "", self.house.units[body.code].pk,
            readers if visibility == Visibility.PERSONS else (),
        )  # fmt: skip

    def _document_number(self) -> str:
        dice = self.dice
        mark = dice.choice(("示甲规", "示乙府", "试人常", "公告"))
        return f"{mark}〔{dice.randrange(1999, 2027)}〕{dice.randrange(1, 300)}号"

    def _text(self, title: str) -> str:
        """As printed: articles under chapters with paragraphs and points, or numbered levels."""
        dice = self.dice
        lines = [title, ""]
        if dice.random() < 0.75:
            for number in range(1, dice.randrange(6, 26)):
                if number % 6 == 1 and dice.random() < 0.5:
                    lines.append(f"第{chinese(number // 6 + 1)}章　{dice.choice(WORDS)}")
                lines.append(f"第{chinese(number)}条　{self._paragraph()}")
            if dice.random() < 0.2:
                lines.append(f"第{chinese(number + 1)}条　第{chinese(2)}条自2027年3月1日起施行。")
        else:
            lines.append(f"各{dice.choice(WORDS)}单位：\n{self._paragraph()}")
            for number in range(1, dice.randrange(3, 9)):
                lines.append(f"{chinese(number)}、{self._sentence()}\n{self._paragraph()}")
                lines.append(f"（一）{self._paragraph()}\n（二）{self._paragraph()}")
        return "\n".join(lines) + "\n"

    def _paragraph(self) -> str:
        return (
            "".join(self._sentence() + self.dice.choice(STOPS) for _ in range(self.dice.randrange(1, 5))).rstrip()
            + "。"
        )

    def _sentence(self) -> str:
        dice = self.dice
        said = "".join(
            (dice.choice(WORDS) if dice.random() < 0.96 else dice.choice(RARE)) + dice.choice(JOINTS)
            for _ in range(dice.randrange(2, 12))
        )
        if dice.random() < 0.06:
            said = traditional(said, dice)
        if dice.random() < 0.05:
            said = "".join(NOTED.get(char, char) for char in said)
        if dice.random() < 0.05:
            at = dice.randrange(len(said))
            said = said[:at] + dice.choice(("\u200b", "\ufeff", "\u00ad", "\u3000", " ")) + said[at:]
        return said


def traditional(said: str, dice: random.Random) -> str:
    """Some of its characters in their traditional shape."""
    return "".join(TRADITIONAL.get(char, char) if dice.random() < 0.7 else char for char in said)


def chinese(number: int) -> str:
    """1 → 一, 23 → 二十三."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
