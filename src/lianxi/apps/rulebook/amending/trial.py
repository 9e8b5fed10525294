"""A decision tried on a version 试套: what it orders, what fits, the text that comes out, and how far it is proven."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lianxi.apps.rulebook.amending.in_force import why_over
from lianxi.apps.rulebook.amending.steps import (
    at_present,
    doubts_of_days,
    is_lacking,
    is_lost,
    key_of_instruction,
    moved_articles,
    steps_of,
    waiting_in,
)
from lianxi.apps.rulebook.models import Amendment, Version, Visibility
from lianxi.apps.rulebook.models.amendments import ProofState
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.captions import extend_in, find_captions
from lianxi.kernel.texts.compare import amending
from lianxi.kernel.texts.compare.amending import Amended, Consequence, Instruction, OwnDay, Proof
from lianxi.kernel.texts.validity import read_validity

MOST = 400_000
"""Characters of both texts that are read at once; the longest code of the country has a quarter of that."""


@dataclass(frozen=True)
class Told:
    """One instruction of the decision.

    reason: why it does not fit the text, "" where it does. own: a day of its own from which it counts.
    spoken: as the decision says it, where an earlier step of it has moved the numbers since.
    lost:   it names an article that an earlier step took away; a person has to look.
    """

    instruction: Instruction
    reason: str = ""
    own: OwnDay | None = None
    spoken: Instruction | None = None
    lost: bool = False

    @property
    def said(self) -> str:
        """What the decision orders, in short."""
        return amending.in_words(self.spoken or self.instruction)

    @property
    def fits(self) -> bool:
        """Whether it can be carried out."""
        return not self.reason


@dataclass(frozen=True)
class Printed:
    """The printed new text. version: the version of the work it is, where it has come in already."""

    name: str
    text: str
    version: Version | None = None


@dataclass(frozen=True)
class Outcome:
    """The text that comes out of the instructions taken.

    text, caption: with the amendment named in the caption. left: places in `told` of those not taken.
    lacking: an earlier step of the decision left something out for good.
    """

    told: tuple[Told, ...]
    left: tuple[int, ...]
    amended: Amended
    text: str
    caption: str
    proof: Proof | None
    lacking: bool = False

    @property
    def state(self) -> ProofState:
        """How far the text is proven."""
        if self.left or self.lacking:
            return ProofState.PARTIAL
        if self.proof is None:
            return ProofState.UNPRINTED
        return ProofState.PROVEN if self.proof.equal else ProofState.DIFFERS


@dataclass(frozen=True)
class Reading:
    """A decision read for one version.

    told: what is to be carried out; after a first step what that put off. steps: what was carried out of it before.
    unfound: parts with a day of their own of which it cannot be told which instructions they are.
    """

    base: Version
    decision: Version
    told: tuple[Told, ...]
    steps: tuple[Amendment, ...] = ()
    unfound: tuple[OwnDay, ...] = ()

    @cached_property
    def fitting(self) -> frozenset[int]:
        """Places in `told` of what fits."""
        return frozenset(at for at, one in enumerate(self.told) if one.fits)

    def due(self, day: date) -> frozenset[int]:
        """Places of what fits and counts from a day on, as far as that is known."""
        return frozenset(at for at in self.fitting if not self.told[at].lost and self._counts(self.told[at].own, day))

    def later(self, day: date) -> frozenset[int]:
        """Places of what fits and counts only later."""
        return frozenset(at for at in self.fitting if not self._counts(self.told[at].own, day))

    def _counts(self, own: OwnDay | None, day: date) -> bool:
        return own is None or (own.day <= day if own.day else bool(self.steps))

    def outcome(
        self, taken: Collection[int], *, references: Collection[str] = (), printed: Printed | None = None
    ) -> Outcome:
        """Carry out what was taken; `Refused` where that does not fit any more without the rest.

        references: of `key_of`, those that follow new numbers though the decision does not say so.
        """
        taken = [at for at in sorted(taken) if at in self.fitting]
        amended = self._carried_out([self.told[at].instruction for at in taken], references)
        if amended.not_applied:
            lost = amended.not_applied[0]
            raise Refused(
                "instruction_fits",
                f"不套用其他几项，“{amending.in_words(lost.instruction)}”就套不上了：{lost.reason}。",
                remedy="请把它所依靠的一项也套用，或者连它一起不套用并写明理由。",
            )
        proof = amending.prove_amended(amended, printed.text) if printed else None
        if self.steps:  # the caption names the decision already
            text, caption = amended.text, self.base.caption
        else:
            text, caption = _settled(amended, self.decision, printed if proof and proof.equal else None)
        left = tuple(at for at in range(len(self.told)) if at not in taken)
        return Outcome(self.told, left, amended, text, caption, proof, is_lacking(self.steps))

    def _carried_out(self, instructions: Sequence[Instruction], references: Collection[str]) -> Amended:
        amended = amending.apply(instructions, self.base.text)
        wanted = [at for at, one in enumerate(amended.consequences) if key_of(one) in references and not one.applied]
        return amending.apply(instructions, self.base.text, confirmed=wanted) if wanted else amended


def read_decision(decision: Version, base: Version) -> Reading:
    """Every instruction of a decision for the text of a version, or `Refused` where it has none for it.

    After a first step only those that were put off, each once.
    """
    if len(decision.text) + len(base.text) > MOST:
        raise Refused("texts_too_long", f"两份文本合起来超过 {MOST // 10_000} 万字。", remedy="请分章办理。")
    read = amending.read_instructions(decision.text)
    instructions = amending.of_text(read, base.text) or amending.of_law(read, base.title)
    if not instructions:
        raise _nothing(read, base)
    steps = steps_of(base.work, decision)
    waiting = waiting_in(steps)
    if waiting:
        instructions = [one for one in instructions if key_of_instruction(one) in waiting]
    commencing = amending.read_commencing(decision.text, read)
    own = {read[at]: day for at, day in commencing.own.items()}
    told = _tried(instructions, base, own, moved_articles(steps, base) if waiting else {})
    return Reading(base, decision, told, tuple(steps) if waiting else (), () if waiting else commencing.unfound)


def _tried(
    instructions: Sequence[Instruction], base: Version, own: Mapping[Instruction, OwnDay],
    moved: Mapping[str, str | None],
) -> tuple[Told, ...]:  # fmt: skip
    spoken = {at_present(one, moved): one for one in instructions}
    tried = amending.apply([*spoken], base.text)
    found = [*((one, "") for one in tried.applied), *((one.instruction, one.reason) for one in tried.not_applied)]
    told = (_told(one, why, spoken.get(one, one), own, moved) for one, why in found)
    return tuple(sorted(told, key=lambda one: one.instruction.start))


def _told(
    one: Instruction, why: str, said: Instruction, own: Mapping[Instruction, OwnDay], moved: Mapping[str, str | None]
) -> Told:
    return Told(one, why, own.get(said), said if said != one else None, is_lost(said, moved))


def _nothing(read: Sequence[Instruction], base: Version) -> Refused:
    if laws := "、".join(dict.fromkeys(f"《{one.law}》" for one in read if one.law)):
        return Refused(
            "other_law",
            f"决定修改的是{laws}，没有修改《{base.title}》。",
            remedy="请选决定所修改的那一件，或换一份决定。",
        )
    return Refused(
        "no_instructions", "这份文件里没有读出修改的内容。", remedy="请选修改决定或者修正案，新的表述放在引号里。"
    )


def words_of(text: str, order: Instruction) -> str:
    """The words of the decision that order it, from the beginning of their sentence or line on."""
    start = max(text.rfind(mark, 0, order.start) for mark in "。\n") + 1
    return text[start : order.end].strip()


def key_of(one: Consequence) -> str:
    """A reference within the text as a form names it."""
    return f"{one.place.label}：{one.was}→{one.becomes}"


def doubts_of(reading: Reading, outcome: Outcome, day: date | None) -> Iterator[str]:
    """What a reader should look at before saving; `day`: from which it is to count."""
    if day and (over := why_over(reading.base.work, day)):
        yield over
    own = [(at, one.own) for at, one in enumerate(reading.told) if one.own]
    yield from doubts_of_days(own, reading.unfound, day)
    if renumbered := "、".join(f"第{at + 1}项" for at, one in enumerate(reading.told) if one.spoken):
        yield f"前一步套用改了条序：{renumbered}按条文的身份改到现在的那一条，请核对。"
    if lost := "、".join(f"第{at + 1}项" for at, one in enumerate(reading.told) if one.lost):
        yield f"前一步套用已经没有{lost}所说的那一条，请逐项核对后确认，或者写明为什么不套用。"
    laws = dict.fromkeys(one.instruction.law for one in reading.told if one.instruction.law)
    if laws and not amending.of_law([one.instruction for one in reading.told], reading.base.title):
        named = "、".join(f"《{law}》" for law in laws)
        yield f"决定写明修改的是{named}，与《{reading.base.title}》不同名，请核对是不是同一件。"
    if _narrower(reading.decision.work.visibility, reading.base.work.visibility):
        yield "决定的可见范围比这件制度窄：名称、文号会随沿革给看得到这件制度的人看，各项词句不会。"
    yield from outcome.amended.doubts
    yield from _caption_doubts(reading, outcome)
    before, after = (
        {(one.months, one.until) for one in read_validity(text).terms} for text in (reading.base.text, outcome.text)
    )
    if before != after:
        yield "有效期的写法变了：保存时照形成的文本登记，请保存以后在“效力事件”里核对，没有读出来的请补登记。"


def _caption_doubts(reading: Reading, outcome: Outcome) -> Iterator[str]:
    if reading.steps:
        return
    if not outcome.caption:
        yield "原文没有题注，题注没有续写。"
    elif outcome.caption in reading.base.text:
        yield "决定没有写明何时由哪次会议通过，题注没有续写。"


def _narrower(one: str, other: str) -> bool:
    """Whether a visibility is narrower than another; `Visibility` goes from the widest to the narrowest."""
    return Visibility.values.index(one) > Visibility.values.index(other)


def _settled(amended: Amended, decision: Version, proven: Printed | None) -> tuple[str, str]:
    """The text with its caption as printed, where that is proven, else continued by the decision.

    Where the decision leaves open in which of two chapters a new article stands, the printed text settles it.
    """
    text = proven.text if proven and amended.open_places else amended.text
    printed = next(iter(find_captions(proven.text)), None) if proven else None
    found = next(iter(find_captions(text)), None)
    if proven and printed and found:
        said = proven.text[printed.start : printed.end]
        return text[: found.start] + said + text[found.end :], said
    return extend_in(text, decision.text, decision.title)
