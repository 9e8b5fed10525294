"""A decision tried on a version 试套: what it orders, what fits, the text that comes out, and how far it is proven."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lianxi.apps.rulebook.models import Version, Visibility
from lianxi.apps.rulebook.models.amendments import ProofState
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.captions import extend_in, find_captions
from lianxi.kernel.texts.compare import amending
from lianxi.kernel.texts.compare.amending import Amended, Consequence, Instruction, Proof
from lianxi.kernel.texts.validity import read_validity

MOST = 400_000
"""Characters of both texts that are read at once; the longest code of the country has a quarter of that."""


@dataclass(frozen=True)
class Told:
    """One instruction of the decision; `reason` says why it does not fit the text, "" where it does."""

    instruction: Instruction
    reason: str = ""

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
    """

    told: tuple[Told, ...]
    left: tuple[int, ...]
    amended: Amended
    text: str
    caption: str
    proof: Proof | None

    @property
    def state(self) -> ProofState:
        """How far the text is proven."""
        if self.left:
            return ProofState.PARTIAL
        if self.proof is None:
            return ProofState.UNPRINTED
        return ProofState.PROVEN if self.proof.equal else ProofState.DIFFERS


@dataclass(frozen=True)
class Reading:
    """A decision read for one version."""

    base: Version
    decision: Version
    told: tuple[Told, ...]

    @cached_property
    def fitting(self) -> frozenset[int]:
        """Places in `told` of what fits."""
        return frozenset(at for at, one in enumerate(self.told) if one.fits)

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
        text, caption = _settled(amended, self.decision, printed if proof and proof.equal else None)
        left = tuple(at for at in range(len(self.told)) if at not in taken)
        return Outcome(self.told, left, amended, text, caption, proof)

    def _carried_out(self, instructions: Sequence[Instruction], references: Collection[str]) -> Amended:
        amended = amending.apply(instructions, self.base.text)
        wanted = [at for at, one in enumerate(amended.consequences) if key_of(one) in references and not one.applied]
        return amending.apply(instructions, self.base.text, confirmed=wanted) if wanted else amended


def read_decision(decision: Version, base: Version) -> Reading:
    """Every instruction of a decision for the text of a version, or `Refused` where it has none for it."""
    if len(decision.text) + len(base.text) > MOST:
        raise Refused("texts_too_long", f"两份文本合起来超过 {MOST // 10_000} 万字。", remedy="请分章办理。")
    read = amending.read_instructions(decision.text)
    instructions = amending.of_text(read, base.text) or amending.of_law(read, base.title)
    if not instructions:
        raise _nothing(read, base)
    tried = amending.apply(instructions, base.text)
    told = [*(Told(one) for one in tried.applied), *(Told(one.instruction, one.reason) for one in tried.not_applied)]
    return Reading(base, decision, tuple(sorted(told, key=lambda one: one.instruction.start)))


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


def doubts_of(reading: Reading, outcome: Outcome) -> Iterator[str]:
    """What a reader should look at before saving."""
    laws = dict.fromkeys(one.instruction.law for one in reading.told if one.instruction.law)
    if laws and not amending.of_law([one.instruction for one in reading.told], reading.base.title):
        named = "、".join(f"《{law}》" for law in laws)
        yield f"决定写明修改的是{named}，与《{reading.base.title}》不同名，请核对是不是同一件。"
    if _narrower(reading.decision.work.visibility, reading.base.work.visibility):
        yield "决定的可见范围比这件制度窄：名称、文号会随沿革给看得到这件制度的人看，各项词句不会。"
    yield from outcome.amended.doubts
    if not outcome.caption:
        yield "原文没有题注，题注没有续写。"
    elif outcome.caption in reading.base.text:
        yield "决定没有写明何时由哪次会议通过，题注没有续写。"
    before, after = (
        {(one.months, one.until) for one in read_validity(text).terms} for text in (reading.base.text, outcome.text)
    )
    if before != after:
        yield "有效期的写法变了：保存以后请到“登记效力事件”登记新的有效期。"


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
