"""Reading `data/demo/rules/`: every invented rule of works.toml in words, and those written out, real or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from lianxi.kernel.texts.validity import last_day_of
from lianxi.loaders.bodies import BodyRow, load_bodies
from lianxi.loaders.demo_rules.amending import amended, decision, instrument
from lianxi.loaders.demo_rules.damaging import damaged
from lianxi.loaders.demo_rules.rows import Bound, Change, Invented, Member, Place, Shared, Theme, Written
from lianxi.loaders.demo_rules.rules import DemoEnd, DemoRule, DemoText
from lianxi.loaders.demo_rules.wording import Rule, articles_of, signed, text_of
from lianxi.loaders.toml_files import check, definitions_root, read_toml

FOLDER = "data/demo/rules"
MECHANISMS = "mechanisms.toml"
File = TypeVar("File", bound=BaseModel)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Themes(_File):
    themes: tuple[Theme, ...]


class _Works(_File):
    places: tuple[Place, ...]
    members: tuple[Member, ...]
    works: tuple[Invented, ...]


class _Reals(_File):
    works: tuple[Written, ...]


class _Mechanisms(_File):
    works: tuple[Written, ...]
    bindings: tuple[Bound, ...]


@dataclass(frozen=True)
class DemoMember:
    """An account that works in a unit of a body."""

    body: str
    unit: str
    account: str


def load_demo_rules() -> tuple[DemoRule, ...]:
    """All rules of the demo in the order in which they came in; `DefinitionError` naming what is wrong."""
    bodies = {body.code: body for body in load_bodies().bodies}
    found = [
        *_written(_read(_Reals, "real.toml").works, bodies, sample=False),
        *_written(_read(_Mechanisms, MECHANISMS).works, bodies, sample=True),
        *_invented(bodies),
    ]
    return tuple(sorted(found, key=lambda one: one.admitted))


def load_demo_members() -> tuple[DemoMember, ...]:
    """Who works in which unit."""
    rows = _read(_Works, "works.toml").members
    return tuple(DemoMember(one.body, one.unit, one.account) for one in rows)


def load_demo_bindings() -> tuple[Bound, ...]:
    """Which versions of mechanisms are bound to which rules."""
    return _read(_Mechanisms, MECHANISMS).bindings


def _read(model: type[File], name: str) -> File:
    root = definitions_root()
    return check(model, read_toml(root / FOLDER / name, root), f"{FOLDER}/{name}")


def _written(works: Iterable[Written], bodies: Mapping[str, BodyRow], *, sample: bool) -> Iterator[DemoRule]:
    for row in works:
        for one in row.adoptions:
            texts = tuple(
                DemoText(
                    row.title, version.text.lstrip().replace("{caption}", one.caption), version.commences,
                    caption=version.caption or one.caption, instrument=version.instrument, admitted=version.admitted,
                )
                for version in row.versions
            )  # fmt: skip
            yield DemoRule(
                one.body, row.kind, row.issuer or bodies[one.body].name, one.day, row.unit, one.admitted, texts,
                row.visibility, sample=sample,
            )  # fmt: skip


def _invented(bodies: Mapping[str, BodyRow]) -> Iterator[DemoRule]:
    file, shared = _read(_Works, "works.toml"), _read(Shared, "common.toml")
    themes = {theme.key: theme for theme in _read(_Themes, "themes.toml").themes}
    places = {place.body: place for place in file.places}

    def rule_of(row: Invented, cited: tuple[str, ...] = ()) -> Rule:
        theme = themes[row.theme]
        return Rule(row, theme, getattr(shared, theme.group), bodies[row.body], places[row.body], cited)

    titles = {(row.body, row.theme): rule_of(row).title for row in file.works}
    for row in file.works:
        rule = rule_of(row, tuple(titles[row.body, key] for key in row.cites))
        yield _rule(rule)
        if row.change and row.change.kept:
            yield _decision(rule, row.change)


def _rule(rule: Rule) -> DemoRule:
    row = rule.row
    ends = tuple(DemoEnd(end.kind, end.day, end.by, end.number, end.last_day) for end in row.ends)
    return DemoRule(
        row.body, row.kind, rule.issuer, row.day, rule.dept, row.admitted, tuple(_texts(rule)), row.visibility,
        row.circle, row.readers, ends, row.mended,
    )  # fmt: skip


def _texts(rule: Rule) -> Iterator[DemoText]:
    row = rule.row
    text = text_of(rule, articles_of(rule), rule.caption)
    last_day = row.until or (last_day_of(row.commences, 12 * row.years) if row.years else None)
    yield DemoText(
        rule.title, text, row.commences, rule.number, rule.caption, issued=signed(rule), last_day=last_day,
        damaged=damaged(text, row.dirty) if row.dirty else "",
    )  # fmt: skip
    if row.change:
        newer, by = amended(rule, row.change), instrument(rule)
        caption = _amended_caption(rule, row.change)
        yield DemoText(
            rule.title, text_of(newer, articles_of(newer), caption), row.change.commences, rule.number, caption, by,
            issued=row.change.day,
        )  # fmt: skip


def _amended_caption(rule: Rule, change: Change) -> str:
    if not rule.caption:
        return ""
    by = instrument(rule).replace("《", "〈").replace("》", "〉")
    return f"{rule.caption[:-1]}　根据{rule.adopted(change.day)}《{by}》修正）"


def _decision(rule: Rule, change: Change) -> DemoRule:
    row, title = rule.row, instrument(rule)
    text = DemoText(
        title,
        decision(rule, change),
        change.commences,
        caption=f"（{rule.adopted(change.day)}通过）",
        issued=change.day,
    )
    return DemoRule(
        row.body, "jueding", rule.issuer, change.day, rule.dept, max(row.admitted, change.day), (text,), row.visibility,
        row.circle, row.readers,
    )  # fmt: skip
