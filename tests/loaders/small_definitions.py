"""A small set of definition files that is right, for tests that spoil it."""

from __future__ import annotations

from pathlib import Path

from lianxi.loaders.toml_files import PROJECT

VERSION = "mechanisms/pact/2023-01-01"
MECHANISM, CLAUSES, CASES = (f"{VERSION}/{name}.toml" for name in ("mechanism", "clauses", "cases"))
CIRCLE = "data/circles/trio.toml"
BODIES = "data/bodies.toml"

RIGHT = {
    BODIES: """
[[bodies]]
code = "990100"
[[bodies]]
code = "990200"
[[bodies]]
code = "990300"
""",
    CIRCLE: """
name = "三家"
[[members]]
body = "990100"
short_name = "甲"
from = 2020
[[members]]
body = "990200"
short_name = "乙"
from = 2020
[[names]]
name = "两家"
from = 2020
[[conferences]]
ordinal = 1
held_from = 2023-09-12
host = "990100"
[[events]]
kind = "swap"
on = 2024-01-10
slot = { year = 2024 }
body = "990200"
other = "990100"
other_slot = { year = 2025 }
consents = [{ body = "990100", on = 2024-01-10 }, { body = "990200", on = 2024-01-09 }]
""",
    CLAUSES: """
[[clauses]]
number = "一"
gist = "两家轮流承办，一般在9月中旬。"
[[clauses]]
number = "二"
gist = "提前一周通知。"
[[clauses]]
number = "三"
gist = "又写了一遍第一条。"
status = "repeated"
repeats = "一"
[[clauses]]
number = "四"
gist = "另一个文件的施行日期。"
status = "stray"
""",
    MECHANISM: """
title = "工作机制"
effective = 2023-01-01
circle = "trio"
[parties]
order = ["990100", "990200"]
clause = "一"
[composition]
roles = ["chair", "vice_chair"]
force = "must"
clause = "一"
[rotation]
every = { years = 1 }
window = { month = 9, part = "middle", force = "usual" }
clause = "一"
[notice]
before = { amount = 7, unit = "day" }
force = "usual"
clause = "二"
must_contain = ["一周"]
""",
    CASES: """
[[cases]]
sentence = "9月12日召开，在规定时段之内。"
rule = "window"
[cases.given]
on = 2023-12-31
year = 2023
held_from = 2023-09-12
[cases.expect]
verdict = "kept"
""",
    "data/calendars/2023.toml": (PROJECT / "data/calendars/2023.toml").read_text(encoding="utf-8"),
}


def write_definitions(root: Path, **changed: tuple[str, str]) -> Path:
    """The right files under `root`; `changed` maps a name (mechanism, clauses, cases, circle) to (old, new)."""
    paths = {"mechanism": MECHANISM, "clauses": CLAUSES, "cases": CASES, "circle": CIRCLE}
    for name, content in RIGHT.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for key, (old, new) in changed.items():
        path = root / paths[key]
        content = path.read_text(encoding="utf-8")
        assert old in content, f"{old!r} is not in {paths[key]}"
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return root
