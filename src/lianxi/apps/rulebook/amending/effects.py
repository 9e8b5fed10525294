"""What an instruction did to which article 修改的结果: before and after, by where each article comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.compare.amending import Act, Amended, Instruction, own_articles
from lianxi.kernel.texts.compare.words import comparable
from lianxi.kernel.texts.structure import Node

_WITHOUT_EFFECT = frozenset({Act.REORDER, Act.CONTENTS, Act.UNREAD})


@dataclass(frozen=True)
class Effect:
    """One article before and after; `old` None of a new one, `new` None of one that is gone. Words without number."""

    old: Node | None
    new: Node | None
    before: str
    after: str

    @property
    def number(self) -> str:
        """As printed now, else as it was."""
        return (self.new or self.old).number or "" if self.new or self.old else ""

    @property
    def numbers(self) -> str:
        """第五条 → 第六条 where it has another number now."""
        was, now = (node.number or "" if node else "" for node in (self.old, self.new))
        return f"{was} → {now}" if was and now and was != now else was or now

    @property
    def renumbered(self) -> bool:
        """Whether its number changed."""
        return bool(self.old and self.new and self.old.key != self.new.key)

    @property
    def changed(self) -> bool:
        """Whether it is new, gone, or reads otherwise."""
        return self.old is None or self.new is None or comparable(self.before) != comparable(self.after)


class Effects:
    """All articles of a text before and after a decision."""

    def __init__(self, base: str, amended: Amended) -> None:
        olds, news = own_articles(base), {node.key or "": node for node in reversed(own_articles(amended.text))}
        self._base, self._text = base, amended.text
        self.all: list[Effect] = []
        gone = set(range(len(olds)))
        for descent in amended.descents:
            old = olds[descent.was[0]] if descent.was else None
            gone -= set(descent.was[:1])
            self.all.append(self._effect(old, news.get(descent.now)))
        self.all += [self._effect(olds[at], None) for at in sorted(gone)]
        self._merged = {
            olds[at].key: effect
            for descent, effect in zip(amended.descents, self.all, strict=False)
            for at in descent.was[1:]
        }

    def _effect(self, old: Node | None, new: Node | None) -> Effect:
        return Effect(old, new, _words(old, self._base), _words(new, self._text))

    def of(self, instruction: Instruction) -> tuple[Effect, ...]:
        """The articles an instruction touches, each once."""
        if instruction.act in _WITHOUT_EFFECT:
            return ()
        found = list(self._touched(instruction))
        return tuple(one for at, one in enumerate(found) if one not in found[:at])

    def _touched(self, instruction: Instruction) -> Iterator[Effect]:
        olds = {one.old.key: one for one in reversed(self.all) if one.old}
        places = instruction.places or (() if _adds_articles(instruction) else instruction.to)
        keys = [place.article for place in places if place.article]
        if not _adds_articles(instruction):
            yield from (olds[key] for key in keys if key in olds)
            yield from (self._merged[key] for key in keys if key in self._merged)
        if _adds_articles(instruction) or instruction.act is Act.SPLIT:
            yield from self._added(instruction)
        if instruction.act is Act.SUBSTITUTE and not keys:
            was = [comparable(words) for words in (instruction.was, *instruction.among) if words]
            yield from (one for one in self.all if one.changed and any(word in comparable(one.before) for word in was))

    def _added(self, instruction: Instruction) -> Iterator[Effect]:
        to, said = {place.article for place in instruction.to}, comparable(instruction.text)
        for one in self.all:
            if one.old is None and one.new and (one.new.key in to if to else comparable(one.after) in said):
                yield one


def _adds_articles(instruction: Instruction) -> bool:
    return instruction.act is Act.INSERT and (
        instruction.count is None or instruction.count[1] in ("条", "章", "节", "编")
    )


def _words(node: Node | None, text: str) -> str:
    if node is None:
        return ""
    said = text[node.start : node.end].strip()
    return said.removeprefix(node.number or "").strip()


def renumbered(effects: Sequence[Effect]) -> list[str]:
    """原第四条至第六条 → 现第五条至第七条, runs in one line each."""
    moved = [one for one in effects if one.renumbered and one.old and one.new]
    runs: list[list[Effect]] = []
    for one in moved:
        last = runs[-1][-1] if runs else None
        if last and _next(last.old, one.old) and _next(last.new, one.new):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [_run(run) for run in runs]


def _next(before: Node | None, after: Node | None) -> bool:
    keys = [(node.key or "") if node else "" for node in (before, after)]
    return all(key.isdecimal() for key in keys) and int(keys[1]) == int(keys[0]) + 1


def _run(run: Sequence[Effect]) -> str:
    ends = [run[0]] if len(run) == 1 else [run[0], run[-1]]
    olds, news = (
        "至".join((node.number or "") if node else "" for node in side)
        for side in zip(*((one.old, one.new) for one in ends), strict=True)
    )
    return f"{olds} → {news}"
