"""What `lianxi demo` puts into the repository of rules, asked of a demo that was built."""

from __future__ import annotations

import json

from tests.cli.installs import Install

STANDINGS = """
import json
from collections import Counter
from datetime import date, timedelta
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.selectors import history_of
from lianxi.kernel.texts.validity import standing_on
day = date(2024, 3, 1)
works = list(Work.objects.all())
now = [standing_on([row.as_value() for row in rows], day) for rows in history_of(works).values()]
left = [one.until - day for one in now if one.status.binds and one.until]
print(json.dumps({
    "statuses": Counter(one.status.value for one in now),
    "quarter": sum(span <= timedelta(days=92) for span in left),
    "half": sum(timedelta(days=92) < span <= timedelta(days=184) for span in left),
}))
"""
SEEN = """
import json
from collections import Counter
from datetime import date
from lianxi.apps.accounts.selectors import actor_for
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.kernel.access import PUBLIC
day = date(2024, 3, 1)
who = {name: actor_for(name, on=day) for name in ("sanya.clerk", "sanya.deputy", "jia.clerk", "sanya.leader")}
who["public"] = PUBLIC
kinds = lambda one: visible_works(one, day).order_by().values_list("visibility", flat=True).distinct()
seen = {name: kinds(one) for name, one in who.items()}
print(json.dumps({name: Counter(rows) for name, rows in seen.items()}))
"""
CHECKS = """
import json
from datetime import date
from lianxi.apps.accounts.selectors import actor_for
from lianxi.apps.mechanisms.bindings import bound_on, checks_of
from lianxi.apps.mechanisms.due import due_items
from lianxi.apps.mechanisms.overview import overviews
from lianxi.apps.mechanisms.selectors import mechanism_and_circle
from lianxi.kernel.access import PUBLIC
day, version = date(2024, 3, 1), mechanism_and_circle("demo-river-joint-conference")[0].latest
office = actor_for("jia.clerk", on=day)
print(json.dumps({
    "checks": checks_of(version, PUBLIC, day),
    "before": checks_of(version, PUBLIC, date(2024, 1, 31)),
    "home": {
        name: sorted(one.card["checks"] for one in overviews(who, day))
        for name, who in (("jia.clerk", office), ("public", PUBLIC))
    },
    "due": [one.title for one in due_items(office, day) if "待核的规则" in one.title],
    "bound": bound_on(version, PUBLIC, day).href,
}))
"""


def counted(install: Install, code: str) -> dict:
    return json.loads(install.python(code).strip().splitlines()[-1])


def test_the_demo_has_rules_of_every_standing_and_some_that_lapse_soon(built_demo: Install) -> None:
    said = counted(built_demo, STANDINGS)
    assert sum(said["statuses"].values()) >= 300
    assert set(said["statuses"]) == {"in_force", "amended", "pending", "repealed", "void", "expired"}
    assert min(said["statuses"].values()) >= 8
    assert said["quarter"] >= 10
    assert said["half"] >= 10


def test_everybody_sees_something_else(built_demo: Install) -> None:
    seen = counted(built_demo, SEEN)
    assert set(seen["public"]) == {"public"}
    assert set(seen["sanya.clerk"]) == {"public", "bodies", "circle", "body", "unit", "persons"}
    assert seen["jia.clerk"]["body"] == seen["sanya.clerk"]["body"] > 0
    assert "persons" not in seen["sanya.deputy"]
    assert seen["sanya.leader"]["persons"] > 0


def test_every_rule_came_in_by_an_act_that_stands_in_the_audit(built_demo: Install) -> None:
    [(versions,)] = built_demo.query("SELECT count(*) FROM rulebook_version")
    [(entries,)] = built_demo.query("SELECT count(*) FROM audit_entry WHERE act = 'rule.admit'")
    assert entries == versions >= 330


def test_one_rule_of_a_mechanism_waits_to_be_checked_and_everybody_sees_it(built_demo: Install) -> None:
    said = counted(built_demo, CHECKS)
    assert said["checks"] == {"notice": "2024年2月1日起施行的文本改了四，尚未确认。"}
    assert said["before"] == {}
    assert said["home"] == {"jia.clerk": [1], "public": [0, 1]}
    assert said["due"] == ["核对 1 条待核的规则"]
    assert said["bound"]


def test_a_second_time_adds_no_rule_no_unit_and_no_binding(demo: Install) -> None:
    counts = """SELECT (SELECT count(*) FROM rulebook_version), (SELECT count(*) FROM bodies_unit),
        (SELECT count(*) FROM mechanisms_textbinding)"""
    before = demo.query(counts)
    done = demo.run("demo")
    assert done.returncode == 0, done.stderr
    assert demo.query(counts) == before
