from __future__ import annotations

from pathlib import Path

import pytest

from lianxi.kernel.errors import DefinitionError
from lianxi.loaders.regions import load_regions

GOOD = """
[[regions]]
code = "460000"
name = "海南省"
short_name = "海南"
level = "province"
kind = "省"

[[regions]]
code = "460200"
name = "三亚市"
short_name = "三亚"
level = "prefecture"
kind = "地级市"
parent = "460000"
valid_from = 1987-09-26
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def faults(root: Path, text: str) -> list[str]:
    (root / "data/regions.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        load_regions(root)
    return [str(fault) for fault in error.value.faults]


def test_the_shipped_regions_are_right_and_parents_come_first() -> None:
    regions = load_regions()
    seen: set[str] = set()
    for region in regions:
        assert region.parent is None or region.parent in seen
        seen.add(region.code)
    assert {"460202", "460203", "460204", "460205", "469001", "990100"} <= seen


def test_a_good_file_is_read(root: Path) -> None:
    (root / "data/regions.toml").write_text(GOOD, encoding="utf-8")
    assert [region.code for region in load_regions(root)] == ["460000", "460200"]


def test_all_faults_of_all_rows_come_at_once(root: Path) -> None:
    found = faults(
        root,
        GOOD.replace('level = "province"', 'level = "realm"')
        .replace('parent = "460000"', 'parent = "469999"')
        .replace('short_name = "三亚"', 'shortname = "三亚"')
        + "[extra]\nkey = 1\n",
    )
    said = "\n".join(found)
    assert "regions.第1项.level" in said
    assert "regions.第2项.short_name" in said
    assert "regions.第2项.shortname" in said
    assert "extra" in said
    assert all(line.startswith("data/regions.toml：") for line in found)


def test_faults_between_rows_are_found_beside_faults_within(root: Path) -> None:
    text = GOOD + GOOD.split("\n\n")[1].replace("460200", "460200") + '\n[[regions]]\ncode = "46"\n'
    said = "\n".join(faults(root, text))
    assert "regions.第3项.code：“460200”与第2项重复" in said
    assert "regions.第4项.code" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('parent = "460000"', 'parent = "460001"', "regions.第2项.parent：没有代码为 460001 的行政区划"),
        ('parent = "460000"', 'parent = "460200"', "regions.第2项.parent：不能是自己"),
        ("valid_from = 1987-09-26", "valid_from = 1987-09-26\nvalid_to = 1987-09-26", "应晚于 valid_from"),
        ('parent = "460000"', 'parent = "460000"\nsuccessor = "460000"', "还须写止日 valid_to"),
        ('level = "prefecture"', 'level = "county"', "按 GB/T 2260 是 prefecture"),
        ('kind = "地级市"', 'kind = "地级市"\nsample = true', "示例地区的代码以 99 开头"),
        ("valid_from = 1987-09-26", 'valid_from = "1987-09-26"', "regions.第2项.valid_from"),
    ],
)
def test_each_kind_of_fault_names_its_key(root: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    found = "\n".join(faults(root, GOOD.replace(old, new)))
    assert said in found


def test_an_empty_file_and_a_missing_one_are_faults(root: Path) -> None:
    assert "没有一个行政区划" in faults(root, "")[0]
    assert "应写成若干个 [[regions]]" in faults(root, 'regions = "many"')[0]
    (root / "data/regions.toml").unlink()
    with pytest.raises(DefinitionError, match="没有这个文件"):
        load_regions(root)


def test_former_names_have_their_days_in_order(root: Path) -> None:
    text = GOOD + '[[regions.former]]\ncode = "460001"\nname = "通什市"\nstart = 2001-07-05\nend = 2001-07-05\n'
    assert any("former" in line and "应晚于" in line for line in faults(root, text))
