"""`lianxi search` and `lianxi index`, as real commands."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lianxi.apps.search.replica import Replica
from tests.cli.installs import Install

pytestmark = pytest.mark.django_db
ARTICLES = ("加强预算监督，由示例机关负责。", "审计机关依法开展预算监督和审计。", "本办法自2024年1月1日起施行。")
KEEP = f"""
from datetime import date
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_work
from lianxi.kernel.access import Actor, Role, RoleHeld
articles = {ARTICLES!r}
def keep(slug, title, visibility, number="示发〔2024〕7号"):
    text = title + "\\n\\n" + "".join(f"第{{n}}条　{{said}}\\n" for n, said in zip("一二三", articles))
    keep_work(
        text=text,
        particulars=Particulars(
            title=title, kind="guifan", issuer="示例机关", day=date(2024, 1, 1), slug=slug, visibility=visibility,
            document_number=number, commences=date(2024, 1, 1),
        ),
        source=Source(), body=Body.objects.get(code="990100"), on=date(2024, 3, 1),
        actor=Actor(account="a", person="示例", body="990100", roles=frozenset({{RoleHeld(Role.CLERK, "990100")}})),
    )
"""


MORE = """
keep("gong-kai", "海潮检索办法（示例）", "public")
keep("nei-bu", "海潮内部规则（示例）", "body")
"""


@pytest.fixture(scope="module")
def install(built_demo: Install, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Install]:
    """One for all tests of this file: its index covers the whole demo and takes seconds to make."""
    made = Install(tmp_path_factory.mktemp("searched") / "install", like=built_demo)
    made.python(KEEP + MORE)
    yield made
    made.drop()


def found(install: Install, *arguments: str) -> dict:
    return install.json("search", *arguments)


def test_all_any_and_none_with_exact_totals_and_facets(install: Install) -> None:
    answer = found(install, "预算监督 示例机关")
    assert (answer["total"], answer["works"]) == (1, 1)
    (hit,) = answer["hits"]
    assert (hit["title"], hit["eid"], hit["label"]) == ("海潮检索办法（示例）", "art_1", "第一条")
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["预算监督", "示例机关"]
    assert hit["document_number"] == "示发〔2024〕7号"
    assert answer["facets"]["status"] == [{"value": "in_force", "count": 1}]
    assert found(install, "预算监督 -审计", "--issuer", "示例机关")["total"] == 1
    assert found(install, "預算監督 审计", "--issuer", "示例机关")["total"] == 1
    assert found(install, "示例机关|审计机关 预算监督")["total"] == 2
    assert found(install, "海潮 审计机关", "--scope", "document")["total"] == 2
    assert found(install, "海潮 审计机关")["total"] == 0
    assert found(install, "〔2024〕7号", "--in", "number")["total"] == 1


def test_what_the_own_body_alone_may_see_is_not_even_counted_for_others(install: Install) -> None:
    assert found(install, "海潮")["total"] == 1
    assert found(install, "海潮", "--as", "jia.clerk")["total"] == 2
    assert found(install, "海潮内部规则")["total"] == 0
    hidden = found(install, "海潮", "--status", "repealed", "--as", "jia.clerk")
    assert (hidden["total"], hidden["facets"]["kind"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("、",), "没有可检索的字"),
        (("预算", "--status", "nothing"), "没有效力状态"),
        (("预算", "--circle", "nothing"), "没有联席圈"),
        (("预算", "--first", "9990"), "只能看前"),
        (("预算", "--since", "2024-02-01", "--until", "2024-01-31"), "早于起日"),
        (("预算", "--since", "2024-13-01"), "“2024-13-01”不是日期，日期应写成 2024-09-20 这样"),
        (("预算", "--since", "2024年"), "不是日期"),
        (("预算", "--body", "990100", "--body", "000000"), "没有入库机构“000000”"),
        (("预算", "--kind", "no-such-kind"), "没有种类“no-such-kind”"),
        (("预算", "--region", "000000"), "没有行政区划“000000”"),
        (("预算", "-json"), "没有选项 -j"),
        (("预算", "-"), "后面没有要检索的字"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(arguments: tuple[str, ...], said: str, install: Install) -> None:
    answer = install.run("search", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr


def test_bodies_outside_the_circle_and_circles_without_members_find_nothing(install: Install) -> None:
    """Two conditions that exclude each other are no absence of conditions."""
    outside = install.query("SELECT code FROM bodies_body ORDER BY code")
    members = {
        code for (code,) in install.query("SELECT body_id FROM bodies_circlemember WHERE circle_id = 'demo-river'")
    }
    stranger = next(code for (code,) in outside if code not in members)
    assert found(install, "办法", "--circle", "demo-river")["total"] > 0
    assert found(install, "办法", "--body", stranger, "--circle", "demo-river")["total"] == 0
    assert found(install, "办法", "--circle", "demo-river", "--as-of", "2020-06-01")["total"] == 0
    assert found(install, "海潮", "--body", "990100", "--body", stranger)["total"] == 1


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        (("预算监督", "示例机关", "--issuer", "示例机关"), 1),
        (("预算监督", "-审计", "--issuer", "示例机关"), 1),
        (("-审计", "预算监督", "--issuer", "示例机关"), 1),
        (("-审计", "--issuer", "示例机关"), 3),
        (("--issuer", "示例机关", "--", "-审计", "预算监督"), 1),
        (("海潮", "-pdf"), 1),
    ],
)
def test_several_words_and_a_leading_minus_need_no_quotation_marks(
    arguments: tuple[str, ...], total: int, install: Install
) -> None:
    answer = install.run("search", "--json", *arguments)
    assert json.loads(answer.stdout)["total"] == total, answer.stderr


def test_for_people_each_hit_is_a_line_with_the_words_marked(install: Install) -> None:
    answer = install.run("search", "海潮检索")
    assert answer.stdout.split("\t") == ["海潮检索办法（示例）", "标题", "有效", "【海潮检索】办法（示例）\n"]
    assert "共 1 条，1 件。" in answer.stderr


def index_folder(install: Install) -> Path:
    return install.folder / "index"


def test_a_lost_index_is_found_out_and_healed_by_one_command(install: Install) -> None:
    assert found(install, "海潮")["total"] == 1
    shutil.rmtree(index_folder(install))
    checked = install.run("index", "check", "--json")
    assert (checked.returncode, '"kind": "unfit"' in checked.stdout) == (1, True)
    assert install.json("index", "rebuild")["documents"] > 0
    assert install.json("index", "check")["drift"] == []
    shutil.rmtree(index_folder(install))
    assert found(install, "海潮")["total"] == 1, "the search itself makes it anew"


def wait_until_indexed(install: Install, seq: int) -> None:
    """Until the worker has written the change into the index, nobody else having asked for it."""
    replica, until = Replica(index_folder(install)), time.monotonic() + 30
    while replica.view().state.position.seq < seq:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_what_is_saved_elsewhere_is_indexed_beside_the_pages(install: Install) -> None:
    found(install, "海潮")
    worker = install.start("worker", stderr=subprocess.PIPE)
    try:
        assert "已开始" in worker.stderr.readline()
        install.python(KEEP + 'keep("hou-lai", "后来的办法（示例）", "body", "")')
        done = "SELECT max(seq) FROM search_indexchange WHERE source = 'rule'"
        wait_until_indexed(install, install.query(done)[0][0])
    finally:
        worker.terminate()
        worker.communicate(timeout=20)
