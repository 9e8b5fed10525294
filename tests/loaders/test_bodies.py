from __future__ import annotations

from pathlib import Path

import pytest

from lianxi.kernel.errors import DefinitionError
from lianxi.loaders.bodies import load_bodies
from lianxi.loaders.regions import load_regions

GOOD = """
[instruments.committee-decision]
form = "决定"
source = "地方组织法第五十条"

[[posts]]
name = "主任"
kinds = ["standing_committee"]
single = true

[[bodies]]
code = "460200"
name = "三亚市人民代表大会常务委员会"
short_name = "三亚市人大常委会"
kind = "standing_committee"
region = "460200"
instruments = ["committee-decision"]

[[bodies.terms]]
number = 8

[[bodies.terms.sittings]]
number = 13
held_on = 2023-08-29
"""
AGAIN = "[[bodies.terms.sittings]]\nnumber = 13\nheld_on = 2023-09-29\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def faults(root: Path, text: str) -> str:
    (root / "data/bodies.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        load_bodies(root, regions={"460200"})
    return "\n".join(str(fault) for fault in error.value.faults)


def test_the_shipped_bodies_are_right_and_every_form_has_its_law() -> None:
    file = load_bodies(regions={region.code for region in load_regions()})
    codes = {body.code for body in file.bodies}
    for code in ("460200", "469028", "469027", "469029", "469001", "990100", "990200", "990300"):
        assert {code, f"{code}-congress", f"{code}-government"} <= codes
    assert "460000" in codes
    assert all(instrument.source for instrument in file.instruments.values())


def test_a_good_file_is_read(root: Path) -> None:
    (root / "data/bodies.toml").write_text(GOOD, encoding="utf-8")
    file = load_bodies(root)
    assert file.bodies[0].terms[0].sittings[0].number == 13
    assert file.posts[0].single


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('region = "460200"', 'region = "460300"', "代码应为 460300"),
        ('code = "460200"', 'code = "460200-congress"', "代码应为 460200"),
        ('instruments = ["committee-decision"]', 'instruments = ["decision"]', "没有 [instruments.decision] 一节"),
        ('kinds = ["standing_committee"]', "kinds = []", "posts.第1项.kinds"),
        ('kinds = ["standing_committee"]', 'kinds = ["court"]', "posts.第1项.kinds"),
        ('source = "地方组织法第五十条"', "", "instruments.committee-decision.source"),
        ("number = 8", "number = 0", "bodies.第1项.terms.第1项.number"),
        ("number = 8", "number = 8\nstart = 2021-09-01\nend = 2021-09-01", "应晚于 start"),
        ("held_on = 2023-08-29", "", "bodies.第1项.terms.第1项.sittings.第1项.held_on"),
        (
            "held_on = 2023-08-29",
            "held_on = 2023-08-29\n[[bodies.terms.sittings]]\nnumber = 13\nheld_on = 2023-09-29",
            "次数重复",
        ),
        ("[[posts]]", "[[post]]", "没有这一节"),
    ],
)
def test_each_kind_of_fault_names_its_key(root: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert said in faults(root, GOOD.replace(old, new, 1))


def test_all_faults_come_at_once(root: Path) -> None:
    text = (
        GOOD.replace('form = "决定"', "")
        .replace("single = true", 'single = "yes"')
        .replace("number = 13", "number = -1")
    )
    text += GOOD[GOOD.index("[[bodies]]") : GOOD.index("[[bodies.terms]]")]
    said = faults(root, text)
    for key in ("instruments.committee-decision.form", "posts.第1项.single", "bodies.第1项.terms"):
        assert key in said


def test_a_body_of_a_region_that_is_not_there_is_a_fault_unless_the_regions_are_unknown(root: Path) -> None:
    (root / "data/bodies.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"data/regions.toml 里没有 460200"):
        load_bodies(root, regions=set())
    assert load_bodies(root, regions=None).bodies


def test_an_empty_file_is_a_fault(root: Path) -> None:
    assert "没有一个机构" in faults(root, "")
