"""Demo rules 示例制度: `data/demo/rules/` → texts with their particulars, those of real titles among them.

The invented ones are put together from themes, so that bodies have rules that
are alike and yet not the same, as neighbours do; each is marked 示例. Of real
ones titles, organs and days are facts and the text is a gist in our own words.
"""

from lianxi.loaders.demo_rules.reading import DemoMember, load_demo_bindings, load_demo_members, load_demo_rules
from lianxi.loaders.demo_rules.rows import Bound
from lianxi.loaders.demo_rules.rules import DemoEnd, DemoRule, DemoText

__all__ = [
    "Bound", "DemoEnd", "DemoMember", "DemoRule", "DemoText", "load_demo_bindings", "load_demo_members",
    "load_demo_rules",
]  # fmt: skip
