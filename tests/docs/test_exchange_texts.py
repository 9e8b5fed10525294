"""What the guide to exchanging texts says is so."""

from __future__ import annotations

import re

from lianxi.kernel.texts.addresses import SUBTYPES, parse_address
from lianxi.kernel.texts.exchange import ELEMENTS, LAYOUT
from lianxi.loaders.toml_files import PROJECT

GUIDE = (PROJECT / "docs/how-to/exchange-texts.md").read_text(encoding="utf-8")


def test_the_example_in_a_program_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    scope: dict[str, object] = {}
    exec(example, scope)  # noqa: S102 - the guide is ours
    assert scope["content"]


def test_the_address_in_the_guide_is_one() -> None:
    (written,) = re.findall(r"^`(/akn/\S+)`$", GUIDE, re.MULTILINE)
    assert str(parse_address(written)) == written


def test_every_subtype_element_and_namespace_is_explained() -> None:
    assert [name for name in (*SUBTYPES, *ELEMENTS.values(), LAYOUT) if f"`{name}`" not in GUIDE] == []
