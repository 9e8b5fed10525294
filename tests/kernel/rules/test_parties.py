"""Members over time: who belongs on a day, and what the circle is called then."""

from datetime import date

from lianxi.kernel.rules.parties import CollectiveName, Known, Membership, Parties

PARTIES = Parties(
    (
        Membership("A", "甲", date(2020, 1, 1), start_known=Known.YEAR),
        Membership("B", "乙", date(2020, 1, 1), date(2022, 12, 31), Known.YEAR),
        Membership("C", "丙", date(2023, 8, 23)),
        Membership("B", "乙", date(2024, 1, 1)),
    ),
    (
        CollectiveName("两家", date(2020, 1, 1), date(2023, 8, 22), Known.YEAR),
        CollectiveName("三家", date(2023, 8, 23)),
    ),
)


def test_a_membership_counts_from_its_first_to_its_last_day():
    assert PARTIES.on(date(2019, 12, 31)) == ()
    assert PARTIES.on(date(2022, 12, 31)) == ("A", "B")
    assert PARTIES.on(date(2023, 1, 1)) == ("A",)
    assert PARTIES.on(date(2023, 8, 23)) == ("A", "C")


def test_a_body_can_come_back():
    assert not PARTIES.is_member("B", date(2023, 12, 31))
    assert PARTIES.is_member("B", date(2024, 1, 1))
    assert PARTIES.bodies == ("A", "B", "C")
    assert PARTIES.short_names == {"A": "甲", "B": "乙", "C": "丙"}


def test_the_collective_name_changes_with_its_day():
    assert PARTIES.name_on(date(2023, 8, 22)) == "两家"
    assert PARTIES.name_on(date(2023, 8, 23)) == "三家"
    assert PARTIES.name_on(date(2019, 1, 1)) == ""


def test_the_timeline_tells_who_came_and_went_and_how_exactly_the_day_is_known():
    told = [(c.when, c.joined, c.left, c.name) for c in PARTIES.timeline()]
    assert told == [
        ("2020年", ("A", "B"), (), "两家"),
        ("2023-01-01", (), ("B",), "两家"),
        ("2023-08-23", ("C",), (), "三家"),
        ("2024-01-01", ("B",), (), "三家"),
    ]
