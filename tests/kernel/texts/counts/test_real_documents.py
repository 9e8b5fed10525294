"""Every number a correct reader finds in the real documents (domain notes N), and the checks they bear."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.counts import CheckKind, CountReport, read_counts
from tests.real_documents import real_documents


def report(number: str) -> CountReport:
    found = real_documents(f"{number}_*.txt")
    return read_counts(found[0].read_text(encoding="utf-8"))


EXPECTED = {
    "001": """
        2部 1部 12项 2项 1项 9项 110人次 22次 7条 8家 32篇 11篇 5篇 1篇 306个 18件 12件 10件 300人次 1件 166件
        78.91% 21.09% 20家 60名 40名 170次 12次 11次 9次 35次 70次 4倍 15项 11项 6项
    """,
    "003": """
        694项 122项 572项 79项 41家 64项 32项 20项 10项 2项 237项 402项 20000元 300000000元 103所 50000名 1000000元
        32个 47家 4804项 99家 5660项 31批 71人次 90批 253人次 15项 22家 87个 107项 81项 46个 102项 13项 3项 8家
    """,
    "004": """
        17个 24个 24项 6项 1000000元 16个 488人 52次 131条 26份 36次 96条 18件 27次 58条 9件 65次 12000份 25个
        130000000元 5210户 21000人 13条 400000000元 18条 120公里 41个 13个 56起 6个
    """,
}


@pytest.mark.parametrize("number", EXPECTED)
def test_every_number_is_found_with_its_unit(number):
    found = {f"{count.value.normalize():f}{count.unit}" for count in report(number).counts if count.value is not None}
    assert set(EXPECTED[number].split()) - found == set()


def test_the_sums_of_003_close_and_nothing_is_called_wrong():
    checks = report("003").checks
    assert [check.holds for check in checks if check.kind is CheckKind.SUM and len(check.members) in {3, 5}] == [
        True
    ] * 3
    assert all(check.holds is not False for check in checks)


def test_the_rates_of_001_are_left_open_with_their_readings():
    (check,) = [check for check in report("001").checks if check.kind is CheckKind.PERCENTAGE]
    assert check.holds is None
    assert "131件截去尾数" in check.note
