"""What the audit says of rules, to whom: the words of an entry are for those who see every rule it names."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from click.testing import CliRunner
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lianxi.apps.audit.models import Entry
from lianxi.apps.audit.services import record
from lianxi.apps.audit.told import NOT_FOR_YOU, told_entries, words
from lianxi.apps.bodies.models import Body, Unit, UnitMember
from lianxi.apps.files.services import record_download
from lianxi.apps.rulebook.acts import AMEND_RULE, RESOLVE_CITATION
from lianxi.apps.rulebook.audited import hidden_entries
from lianxi.apps.rulebook.figures.activity import log
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.services.correcting import reassign_rules
from lianxi.apps.rulebook.services.happenings import show_rule
from lianxi.apps.rulebook.services.receiving import FileVisibility, store_file
from lianxi.apps.rulebook.services.taking_out import take_out_work
from lianxi.cli.audit import command
from lianxi.kernel.access import Act, Role
from tests.apps.accounts.people import CIRCLE, TODAY, A, actor, make_account
from tests.apps.rulebook.kept_works import SAID, keep
from tests.apps.rulebook.work_looking import KEEPER, SignedIn, kept, text

pytestmark = pytest.mark.usefixtures("rule_house", "_readers")
READERS = ("jia.clerk", "jia.head", "jia.leader", "jia.joint", "jia.named", "jia.unit")
KEEPERS = {"jia.clerk", "jia.head"}
BODY = {*KEEPERS, "jia.leader", "jia.named", "jia.unit"}
"""Who sees what is shown in 甲: the joint office holds its role in the circle, and sees what the circle sees."""
SEEN = {
    Visibility.PUBLIC: {*READERS},
    Visibility.BODIES: {*READERS},
    Visibility.CIRCLE: BODY,
    Visibility.BODY: BODY,
    Visibility.UNIT: {*KEEPERS, "jia.unit"},
    Visibility.PERSONS: {*KEEPERS, "jia.named"},
}


@pytest.fixture
def _readers(rule_house: None) -> None:
    """All who read the chain of 甲: those of the body by their role, one of them of a unit, one named."""
    for name in ("jia.leader", "jia.named", "jia.unit"):
        make_account(name, A, Role.LEADER)
    make_account("jia.joint", A, Role.JOINT_OFFICE)
    UnitMember.objects.create(unit=Unit.objects.create(body_id=A, name="示例保密局"), account="jia.unit")


def rule(visibility: str, **more: object) -> Work:
    return kept(
        visibility, circle=CIRCLE if visibility == Visibility.CIRCLE else "", readers=("jia.named",)
        if visibility == Visibility.PERSONS else (), unit=Unit.objects.get().pk, **more,
    )  # fmt: skip


def read_by() -> set[str]:
    """Who reads the words of the newest entry."""
    newest = Entry.objects.latest("pk")
    found = {name: told_entries(actor(name), TODAY, hidden_entries).get(pk=newest.pk) for name in READERS}
    assert all(words(row).title == (NOT_FOR_YOU if row.hidden else newest.title) for row in found.values())
    return {name for name, row in found.items() if not row.hidden}


@pytest.mark.parametrize("visibility", SEEN)
def test_the_words_are_for_those_who_see_the_rule(visibility: Visibility) -> None:
    rule(visibility)
    assert read_by() == SEEN[visibility]


def test_what_is_closed_later_is_hidden_in_what_was_written_before() -> None:
    work = rule(Visibility.PUBLIC)
    show_rule(
        work=work, visibility=Visibility.PERSONS, readers=("jia.named",), why="示例", actor=KEEPER, on=TODAY
    )  # fmt: skip
    assert read_by() == SEEN[Visibility.PERSONS]
    assert {row.hidden for row in told_entries(actor("jia.leader"), TODAY, hidden_entries)} == {True}


def test_a_rule_taken_out_is_the_keepers_alone_even_where_another_takes_its_address() -> None:
    take_out_work(work=rule(Visibility.PUBLIC), why="示例", actor=KEEPER, on=TODAY)
    assert read_by() == KEEPERS
    work = rule(Visibility.PUBLIC)
    assert read_by() == {*READERS}
    told = {row.number: row.hidden for row in told_entries(actor("jia.leader"), TODAY, hidden_entries)}
    assert told == {1: True, 2: True, 3: False}
    assert {row.target for row in Entry.objects.all()} == {work.get_absolute_url()}


def test_batches_files_and_lists_of_rules_are_the_keepers_alone() -> None:
    file = store_file(
        content=b"x", name="示例.txt", content_type="", owner="/rules/intake/1/", body=A,
        visibility=FileVisibility.BODY, actor=KEEPER, on=TODAY,
    )  # fmt: skip
    assert read_by() == KEEPERS
    record_download(file=file, actor=KEEPER, on=TODAY)
    assert read_by() == KEEPERS
    other = store_file(
        content=b"x", name="议程.txt", content_type="", owner="/meetings/1/", body=A, visibility=FileVisibility.BODY,
        actor=KEEPER, on=TODAY,
    )  # fmt: skip
    assert read_by() == {*READERS}
    record_download(file=other, actor=KEEPER, on=TODAY)
    assert read_by() == {*READERS}


def test_a_change_of_unit_names_rules_and_is_the_keepers_alone() -> None:
    work, new = rule(Visibility.UNIT), Unit.objects.create(body_id=A, name="示例办公室")
    reassign_rules(
        body=work.body, works=[work.pk], old=Unit.objects.get(name="示例保密局"), new=new, why="示例", actor=KEEPER,
        on=TODAY,
    )  # fmt: skip
    assert work.address in json.dumps(Entry.objects.latest("pk").after)
    assert read_by() == KEEPERS


@pytest.mark.parametrize("prefix", ["", "amendments/2/"])
@pytest.mark.parametrize(("act", "key", "page"), [(AMEND_RULE, "decision", True), (RESOLVE_CITATION, "target", False)])
def test_every_rule_an_entry_names_has_to_be_seen(
    record_entry: Callable[..., None], prefix: str, act: Act, key: str, page: bool
) -> None:
    open_, closed = rule(Visibility.PUBLIC), rule(Visibility.UNIT, slug="bao-mi")
    for named, who in ((closed, SEEN[Visibility.UNIT]), (open_, {*READERS})):
        named_as = named.get_absolute_url() if page else named.address
        record_entry(act=act, target=f"{open_.get_absolute_url()}{prefix}", after={key: named_as})
        assert read_by() == who


@pytest.fixture
def record_entry() -> Callable[..., None]:
    def write(**more: object) -> None:
        with transaction.atomic():
            record(actor=KEEPER, body=A, title="示例", on=TODAY, **more)

    return write


SECRET = ("示例名录管理", SAID.slug, "jia.named")


@pytest.fixture
def closed(_readers: None) -> Work:
    """A rule for one person, and the entries of it: taken in, closed, handed out."""
    work = rule(Visibility.BODY)
    show_rule(
        work=work, visibility=Visibility.PERSONS, readers=("jia.named",), why="示例名录管理不公开", actor=KEEPER,
        on=TODAY,
    )  # fmt: skip
    return work


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("name", ["jia.leader", "jia.joint"])
@pytest.mark.parametrize(
    "path", ["/audit/", "/audit/?act=rule.admit", f"/audit/{A}/1/", f"/audit/{A}/2/", "/audit/?format=csv"]
)
def test_no_page_and_no_file_gives_the_words_away(signed_in: SignedIn, name: str, path: str) -> None:
    said = text(signed_in(name), path)
    assert NOT_FOR_YOU in said
    assert not [word for word in SECRET if word in said]
    assert all(word in said for word in ("示例·备", "确认制度入库" if "2" not in path[-3:] else "可见范围"))
    assert SECRET[0] in text(signed_in("jia.clerk"), path)


@pytest.mark.usefixtures("closed")
def test_the_sheet_and_the_command_line_give_nothing_away_either(signed_in: SignedIn) -> None:
    sheet = load_workbook(BytesIO(signed_in("jia.leader").get("/audit/?format=xlsx").content)).active
    listed = CliRunner().invoke(command, ["list", "--as", "jia.leader", "--json"]).stdout
    for said in (str([[cell.value for cell in row] for row in sheet]), listed):
        assert NOT_FOR_YOU in said
        assert not [word for word in SECRET if word in said]


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("word", ["名录", SAID.slug, "不公开"])
def test_nobody_finds_out_by_looking_for_words(signed_in: SignedIn, word: str) -> None:
    def found(name: str) -> list[Entry]:
        return list(signed_in(name).get("/audit/", {"q": word}).context["listing"].page)

    assert not found("jia.leader")
    assert found("jia.named")
    assert found("jia.clerk")


@pytest.mark.usefixtures("closed")
def test_an_entry_keeps_who_what_when_and_its_hash(signed_in: SignedIn) -> None:
    page = text(signed_in("jia.leader"), f"/audit/{A}/2/")
    entry = Entry.objects.get(number=2)
    assert entry.hash in page
    assert page.count("相符") == 2
    assert "前后内容只给看得到这件制度的人看" in page
    assert "指定的人" in text(signed_in("jia.named"), f"/audit/{A}/2/")


@pytest.mark.usefixtures("closed")
def test_the_figure_of_what_was_done_last_gives_nothing_away() -> None:
    def titles(name: str) -> set[str]:
        return {str(row[0].value) for row in log(Stock(actor(name), TODAY, TODAY)).rows}

    assert titles("jia.leader") == titles("jia.joint") == {NOT_FOR_YOU}
    assert NOT_FOR_YOU not in titles("jia.named") | titles("jia.clerk")


def test_a_longer_list_takes_no_more_queries(signed_in: SignedIn) -> None:
    client = signed_in("jia.leader")

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            text(client, "/audit/")
        return len(made)

    keep(Body.objects.get(pk=A), KEEPER, TODAY, slug="yi")
    few = queries()
    for number in range(8):
        keep(
            Body.objects.get(pk=A),
            KEEPER,
            TODAY,
            visibility=Visibility.PERSONS,
            readers=("jia.named",),
            slug=f"er-{number}",
        )
    assert queries() == few


def test_the_operator_and_other_bodies_read_none_of_it(signed_in: SignedIn) -> None:
    rule(Visibility.PUBLIC)
    for name in ("operator", "yi.clerk"):
        assert not told_entries(actor(name), TODAY, hidden_entries).exists()
        assert SECRET[0] not in signed_in(name).get("/audit/").content.decode()
