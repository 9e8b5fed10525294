"""An original binds a version; a later one that reads otherwise makes rules 待核 until it is confirmed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxi.apps.audit.models import Entry
from lianxi.apps.files.models import StoredFile
from lianxi.apps.mechanisms import bindings, selectors
from lianxi.apps.mechanisms.models import ConfirmedItem, Original
from lianxi.apps.mechanisms.originals import confirm_binding, import_original
from lianxi.kernel.access import PUBLIC, Actor, Role
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.binding import Binding, BindingState
from lianxi.kernel.rules.mechanisms import MechanismVersion
from tests.apps.accounts.people import PASSWORD, grant_role, make_account
from tests.apps.mechanisms.conftest import DAY
from tests.apps.mechanisms.people import MACHINE, REAL, RIVER, clerk, joint_office
from tests.apps.mechanisms.river_original import CHANGED, EFFECTIVE, FIFTH, FIFTH_CHANGED, SHORTER, TEXT, imported

PAGE = f"/mechanisms/{RIVER}/2023-01-01/"
FORM = f"{PAGE}original/"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def version() -> MechanismVersion:
    return selectors.version_of(selectors.mechanism_and_circle(RIVER)[0], EFFECTIVE)


def binding() -> Binding | None:
    """What anybody reads; of a file the day makes no difference."""
    return bindings.binding_on(version(), PUBLIC, DAY)


def checks() -> dict[str, str]:
    found = {rule.key: bindings.needs_check(version(), rule.key, PUBLIC, DAY) for rule in version().rules}
    return {key: why for key, why in found.items() if why}


def confirmed(note: str = "已与各方核对，规则不变", actor: Actor | None = None, *, on: date) -> None:
    confirm_binding(slug=RIVER, effective=EFFECTIVE, note=note, actor=actor or joint_office(), on=on)


def test_without_an_original_a_version_is_unbound_and_no_rule_needs_a_check(loaded: date) -> None:
    assert binding() is None
    assert checks() == {}


def test_an_original_binds_every_clause_and_is_kept_with_its_file(loaded: date) -> None:
    done = imported(on=loaded)
    assert done.new
    assert {one.state for one in done.binding.clauses} == {BindingState.FOUND}
    assert checks() == {}
    row = Original.objects.get()
    assert (row.slug, row.effective, row.imported_on, row.body) == (RIVER, EFFECTIVE, loaded, "990100")
    file = StoredFile.objects.get()
    assert (row.file, row.sha256) == (str(file.pk), file.sha256)
    assert (file.visibility, file.circle, file.owner) == ("circle", "demo-river", FORM)
    assert set(ConfirmedItem.objects.values_list("number", flat=True)) == set("一二三四五六七")


def test_an_import_is_written_into_the_chain_of_the_body_without_the_words(loaded: date) -> None:
    imported(on=loaded)
    entry = Entry.objects.get(act="original.import")
    assert (entry.body, entry.target) == ("990100", FORM)
    assert (entry.after["file"], entry.after["items"], entry.after["failed"]) == ("原文.txt", 7, [])
    assert FIFTH not in str(entry.after)


def test_the_same_file_again_changes_nothing(loaded: date) -> None:
    first = imported(on=loaded)
    again = imported(on=loaded + timedelta(days=1), actor=joint_office("990200"))
    assert (again.new, again.original) == (False, first.original)
    assert (Original.objects.count(), StoredFile.objects.count()) == (1, 1)
    assert Entry.objects.filter(act="original.import").count() == 1


def test_a_changed_item_makes_its_rules_need_a_check_until_it_is_confirmed(loaded: date) -> None:
    imported(on=loaded)
    imported(CHANGED, on=loaded + timedelta(days=1))
    assert binding().of("五").state is BindingState.CHANGED
    assert checks().keys() == {"office", "agenda"}
    confirmed(on=loaded + timedelta(days=2))
    assert checks() == {}
    entry = Entry.objects.get(act="binding.confirm")
    assert (entry.body, entry.note) == ("990100", "已与各方核对，规则不变")
    assert (entry.before, entry.after) == ({"failed": ["五 有变动"]}, {"failed": []})


def test_going_back_to_the_words_of_before_is_a_change_too(loaded: date) -> None:
    imported(on=loaded)
    imported(CHANGED, on=loaded)
    confirmed(on=loaded)
    assert imported(on=loaded).new
    assert checks().keys() == {"office", "agenda"}
    assert Original.objects.count() == 3


def test_a_change_taken_back_before_it_was_confirmed_needs_no_check(loaded: date) -> None:
    imported(on=loaded)
    imported(CHANGED, on=loaded)
    imported(on=loaded)
    assert checks() == {}


def test_only_lines_broken_otherwise_are_no_change(loaded: date) -> None:
    imported(on=loaded)
    imported(TEXT.replace("。", "。\n").replace("（", "("), on=loaded)
    assert checks() == {}


def test_words_that_a_rule_asks_for_cannot_be_confirmed_away(loaded: date) -> None:
    imported(on=loaded)
    imported(SHORTER, on=loaded)
    assert checks() == {"notice": "原文四没有写“十个工作日”。"}
    confirmed(on=loaded)
    assert checks() == {"notice": "原文四没有写“十个工作日”。"}
    with pytest.raises(Refused, match="没有待确认的变动"):
        confirmed(on=loaded)


def test_an_item_that_first_lacked_words_is_bound_when_it_comes_complete(loaded: date) -> None:
    imported(SHORTER, on=loaded)
    assert checks().keys() == {"notice"}
    imported(on=loaded)
    assert checks() == {}


def test_a_missing_clause_makes_its_rules_need_a_check(loaded: date) -> None:
    imported("\n".join(line for line in TEXT.split("\n") if not line.startswith("七、")), on=loaded)
    assert checks() == {"quorum": "原文中没有七。", "majority": "原文中没有七。"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "是空的"),
        (b"PK\x03\x04\x00\x00", "不是纯文本"),
        ("会议纪要\n\n一、示例。".encode(), "没有找到《示例三江联席会议工作规则》"),
        ("示例三江联席会议工作规则\n\n没有条目。".encode(), "读不出条目"),
        (("示例三江联席会议工作规则\n" + "一、示例。\n" * 400).encode(), "不像一份工作机制"),
        (b"\n" * (2 * 1024 * 1024 + 1), "太大"),
    ],
)
def test_a_file_that_will_not_do_is_refused_and_changes_nothing(loaded: date, content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        import_original(
            slug=RIVER, effective=EFFECTIVE, content=content, name="坏.txt", actor=joint_office(), on=loaded
        )
    assert not Original.objects.exists()
    assert not StoredFile.objects.exists()
    assert not Entry.objects.filter(act="original.import").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_other_encodings_bind_as_well(loaded: date, encoding: str) -> None:
    import_original(
        slug=RIVER, effective=EFFECTIVE, content=TEXT.encode(encoding), name="原文.txt", actor=joint_office(), on=loaded
    )
    assert checks() == {}
    assert binding().failed == ()


def test_the_original_of_another_version_is_refused(loaded: date) -> None:
    text = TEXT.replace("规则\n", "规则\n\n（2021年3月1日示例三江联席会议筹备会议通过）\n", 1)
    with pytest.raises(Refused, match="2021-03-01 版的原文"):
        imported(text, on=loaded)
    done = import_original(
        slug=RIVER, effective=date(2021, 3, 1), content=text.encode(), name="f.txt", actor=joint_office(), on=loaded
    )
    assert done.original.effective == date(2021, 3, 1)
    assert binding() is None


@pytest.mark.parametrize(
    "actor",
    [PUBLIC, clerk(), MACHINE, joint_office("460200", "sanya-circle")],
    ids=["the public", "a clerk", "the operator", "the joint office of another circle"],
)
def test_only_the_joint_office_of_the_circle_imports_and_confirms(loaded: date, actor: Actor) -> None:
    with pytest.raises(Refused, match="导入机制原文"):
        imported(on=loaded, actor=actor)
    imported(on=loaded)
    imported(CHANGED, on=loaded)
    with pytest.raises(Refused, match="确认条款绑定"):
        confirmed(actor=actor, on=loaded)
    assert Original.objects.count() == 2
    assert checks()


@pytest.mark.parametrize("note", ["", "  ", "长" * 301])
def test_a_confirmation_says_what_was_checked(loaded: date, note: str) -> None:
    imported(on=loaded)
    imported(CHANGED, on=loaded)
    with pytest.raises(Refused, match="核对的情况"):
        confirmed(note, on=loaded)


def test_where_nothing_is_bound_nothing_is_confirmed(loaded: date) -> None:
    with pytest.raises(Refused, match="未绑定"):
        confirmed(on=loaded)


@pytest.mark.parametrize(("slug", "effective"), [("nobody", EFFECTIVE), (RIVER, date(2023, 1, 2))])
def test_a_version_that_is_not_loaded_is_refused(loaded: date, slug: str, effective: date) -> None:
    with pytest.raises(Refused, match="没有载入"):
        import_original(
            slug=slug, effective=effective, content=TEXT.encode(), name="f.txt", actor=joint_office(), on=loaded
        )


def test_the_page_shows_the_original_beside_the_gist_and_badges_of_what_needs_a_check(
    loaded: date, client: Client
) -> None:
    page = client.get(PAGE).content.decode()
    assert "未绑定" in page
    assert "导入与核对原文" not in page
    imported(on=loaded)
    page = client.get(PAGE).content.decode()
    assert FIFTH in page
    assert 't-red">待核</span>' not in page
    imported(CHANGED, on=loaded)
    page = client.get(PAGE).content.decode()
    assert FIFTH_CHANGED in page
    assert page.count('t-red">待核</span>') == 2
    assert "原文五的文字有变动，尚未确认。" in page


@pytest.fixture
def office(loaded: date, client: Client) -> Client:
    account = make_account("river.office", "990100")
    grant_role(account, Role.JOINT_OFFICE, "990100")
    assert client.post("/sign-in/", {"username": "river.office", "password": PASSWORD}).status_code == 302
    return client


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("原文.txt", text.encode(), "text/plain")


def test_the_joint_office_imports_and_confirms_on_the_page(office: Client) -> None:
    assert "导入与核对原文" in office.get(PAGE).content.decode()
    answer = office.post(FORM, {"step": "import", "file": upload(TEXT)}, follow=True)
    assert "没有规则待核" in answer.content.decode()
    answer = office.post(FORM, {"step": "import", "file": upload(TEXT)}, follow=True)
    assert "没有改动" in answer.content.decode()
    page = office.post(FORM, {"step": "import", "file": upload(CHANGED)}, follow=True).content.decode()
    assert "2 条规则待核" in page
    assert FIFTH in page
    assert FIFTH_CHANGED in page
    page = office.post(FORM, {"step": "confirm", "note": "已核对"}, follow=True).content.decode()
    assert "已确认，没有规则待核。" in page


def test_a_file_that_will_not_do_is_explained_on_the_page(office: Client) -> None:
    page = office.post(FORM, {"step": "import", "file": upload("会议纪要")}).content.decode()
    assert "标题须独占一行" in page
    assert "必填" in office.post(FORM, {"step": "import"}).content.decode()


@pytest.mark.parametrize("address", [FORM, f"/mechanisms/{REAL}/2023-08-23/original/"])
def test_the_form_is_for_the_joint_office_of_the_circle(loaded: date, client: Client, address: str) -> None:
    assert client.get(address).status_code == 403


def test_an_original_of_a_version_that_does_not_exist_is_not_found(office: Client) -> None:
    assert office.get(f"/mechanisms/{RIVER}/2023-01-02/original/").status_code == 404
