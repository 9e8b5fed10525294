"""The register of titles 名称表 of the repository, by which titles are found that stand without marks."""

from __future__ import annotations

from collections.abc import Iterator

from lianxi.apps.rulebook.models import WorkName
from lianxi.kernel.texts.citations import Registered, TitleRegister
from lianxi.kernel.texts.citations.legible import same_name
from lianxi.kernel.texts.citations.register import CUSTOMARY
from lianxi.kernel.texts.document_numbers import find_document_numbers

MOST_NEW = 500
"""Titles read anew for each text; beyond, they are built into the register that stays, which takes 70 ms for 30,000."""
_STATE = "中华人民共和国"


class LayeredRegister(TitleRegister):
    """New titles over a register that stays: a text kept a moment ago is known at once."""

    def __init__(self, new: list[str], older: TitleRegister) -> None:
        super().__init__(new)
        self._older = older

    def match(self, title: str) -> str | None:
        """The title as it is written in either."""
        return super().match(title) or self._older.match(title)

    def scan(self, text: str) -> Iterator[Registered]:
        """What either finds; of two that overlap the longer one."""
        found = sorted((*super().scan(text), *self._older.scan(text)), key=lambda one: (one.start, -one.end))
        end = 0
        for one in found:
            if one.start >= end:
                end = one.end
                yield one


class _Standing:
    """The register that stays, with the row up to which it was built; a database set back makes it void."""

    pk, name = 0, ""
    register = TitleRegister(())


def title_register() -> TitleRegister:
    """All titles of the repository as they are now."""
    titles = WorkName.objects.filter(kind="title").order_by("pk")
    if _Standing.pk and not titles.filter(pk=_Standing.pk, name=_Standing.name).exists():
        _Standing.pk, _Standing.name, _Standing.register = 0, "", TitleRegister(())
    new = list(titles.filter(pk__gt=_Standing.pk).values_list("pk", "name"))
    if len(new) > MOST_NEW:
        everything = list(titles.values_list("pk", "name"))
        _Standing.register = TitleRegister(name for _, name in everything)
        (_Standing.pk, _Standing.name), new = everything[-1], []
    return LayeredRegister([name for _, name in new], _Standing.register)


def title_key(title: str) -> str:
    """A title as it is looked up: simplified, half width, without marks and 中华人民共和国, customary names in full."""
    name = same_name(title)
    return same_name(CUSTOMARY.get(name.removeprefix(_STATE), name)).removeprefix(_STATE)[:300]


def number_key(number: str) -> str:
    """A document number in the standard form; as it stands where it is none."""
    found = find_document_numbers(number)
    return (found[0].canonical if found else number.strip())[:80]
