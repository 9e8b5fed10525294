"""A decision carried out on a work 套用修改决定: the next version, the happenings that follow, and the proof kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.acts import AMEND_RULE
from lianxi.apps.rulebook.amending.effects import Effect, Effects
from lianxi.apps.rulebook.amending.trial import Outcome, Printed, Reading, read_decision, words_of
from lianxi.apps.rulebook.models import Amendment, ProofState, Version, Work, WorkHappening
from lianxi.apps.rulebook.search import note_rule
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.services.citing import read_citations
from lianxi.apps.rulebook.services.provisions import cut
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.compare import amending
from lianxi.kernel.texts.compare.amending import Amended, Departure, carry_by_instructions, in_words, title_of
from lianxi.kernel.texts.validity import HappeningKind
from lianxi.web.wording import cn_date

LONGEST_REASON = 300
MOST_DIFFERENCES = 200
_FOLLOWS = "随条文序号改动的引用"


@dataclass(frozen=True)
class Choice:
    """What a person confirmed of a decision that was tried.

    taken:      places of the instructions to carry out; None for all that fit.
    left_why:   place → why it is left out, for each that is not carried out.
    references: references within the text that follow new numbers, by `trial.key_of`.
    differing:  that a printed text which differs has been looked at, and the text is kept unproven.
    """

    day: date
    taken: frozenset[int] | None = None
    left_why: Mapping[int, str] = field(default_factory=dict)
    references: frozenset[str] = frozenset()
    printed: Printed | None = None
    differing: bool = False


@transaction.atomic
def amend_rule(
    *, work: Work, base: Version, decision: Version, choice: Choice, actor: Actor, on: date
) -> Amendment:  # fmt: skip
    """Carry out a decision on a version of a work 套用修改决定: the text that comes out is its next version.

    Where the printed text has come in as a version already, no second one is made: the proof is kept with it.
    """
    require(actor, AMEND_RULE, body=work.body_id)
    work = Work.objects.select_for_update().get(pk=work.pk)
    check_places(work, base, decision, choice, actor, on)
    reading = read_decision(decision, base)
    taken = reading.fitting if choice.taken is None else choice.taken
    outcome = reading.outcome(taken, references=choice.references, printed=choice.printed)
    _check_confirmed(outcome, choice)
    kept = choice.printed.version if choice.printed else None
    effects = Effects(base.text, outcome.amended)
    identities = dict(base.provisions.values_list("eid", "wid"))
    version = kept or _new_version(work, reading, outcome, identities, choice, actor, on)
    found = _changed(effects, identities, version)
    row = _keep(reading, outcome, choice, found, effects, version, actor, on)
    _happenings(row, found, effects, reading, outcome, actor, on)
    note_rule(work)
    record(
        act=AMEND_RULE, actor=actor, body=work.body_id, target=row.get_absolute_url(), on=on,
        title=f"对“{base.title}”套用“{decision.title}”，{'核对' if kept else '形成'}第{version.number}版",
        before={"version": base.number, "sha256": base.sha256}, after=_plain(row, decision),
    )  # fmt: skip
    return row


@transaction.atomic
def prove_amendment(*, amendment: Amendment, printed: Printed, actor: Actor, on: date) -> Amendment:
    """Hold the text of an amendment against the printed one that came later 用印出的文本核对."""
    require(actor, AMEND_RULE, body=amendment.work.body_id)
    row = Amendment.objects.select_for_update().select_related("work", "version").get(pk=amendment.pk)
    if row.proof == ProofState.PROVEN:
        raise Refused("not_proven_yet", "已经与印出的文本核对过，一字不差。", remedy="不用再核对。")
    before = {"proof": row.proof, "printed": row.printed}
    proof = amending.prove_amended(Amended(row.version.text, (), ()), printed.text)
    row.printed, row.printed_text = printed.name[:300], printed.text
    row.differences = list(_differences(proof.departures))
    if row.proof != ProofState.PARTIAL:
        row.proof = ProofState.PROVEN if proof.equal else ProofState.DIFFERS
    row.save(update_fields=["printed", "printed_text", "differences", "proof"])
    record(
        act=AMEND_RULE, actor=actor, body=row.work.body_id, target=row.get_absolute_url(), on=on,
        title=f"用印出的文本核对“{row.version.title}”第{row.version.number}版", before=before,
        after={"proof": row.proof, "printed": row.printed, "differences": len(row.differences),
               "sha256": _digest(printed.text)},
    )  # fmt: skip
    return row


def check_places(work: Work, base: Version, decision: Version, choice: Choice, actor: Actor, on: date) -> None:
    """`Refused` where this decision cannot be carried out on this version from that day."""
    if not visible_works(actor, on).filter(pk=decision.work_id).exists():
        raise Refused("rule_visible", "没有这份决定，或者您不能查看。", remedy="请核对地址，或向入库机构索取。")
    if base.work_id != work.pk or decision.work_id == work.pk:
        raise Refused("version_of_work", "决定和要修改的版本须是两件制度。", remedy="请重新选。")
    done = Amendment.objects.filter(work=work, decision=decision).select_related("version").first()
    if done:
        said = f"这份决定已由{done.applied_by}于{cn_date(done.applied_on)}套用，成为第{done.version.number}版。"
        raise Refused(
            "decision_once", said, remedy=f"一份决定对一件制度只套用一次；请看第{done.version.number}版的套用记录。"
        )
    if base.commences and choice.day < base.commences:
        before = [one for one in work.versions.all() if one.commences and one.commences <= choice.day]
        meant = max(before, key=lambda one: (one.commences, one.number), default=None)
        said = f"决定自{cn_date(choice.day)}起施行，早于第{base.number}版的施行日期{cn_date(base.commences)}。"
        remedy = f"那一天施行的是第{meant.number}版，请改选它。" if meant else "请先补入那一天施行的文本。"
        raise Refused("decision_after_version", said, remedy=f"{remedy}日期写错了的，请改日期。")
    kept = choice.printed.version if choice.printed else None
    if kept:
        _check_printed(work, base, kept, choice.day)
    elif same := work.versions.filter(commences=choice.day).exclude(pk=base.pk).first():
        raise Refused(
            "version_of_day", f"第{same.number}版已经自{cn_date(choice.day)}起施行，不能再有一版从同一天起。",
            remedy="它是这份决定印出的文本的，请选“库中已有的一版”来核对；是另一份决定形成的，请改选它为原文。",
        )  # fmt: skip


def _check_printed(work: Work, base: Version, kept: Version, day: date) -> None:
    if kept.work_id != work.pk or kept.pk == base.pk:
        raise Refused("printed_version", "印出的文本须是这件制度的另一版。", remedy="请重新选。")
    if kept.commences and kept.commences != day:
        said = f"第{kept.number}版自{cn_date(kept.commences)}起施行，决定自{cn_date(day)}起施行，不是同一天。"
        raise Refused("printed_version", said, remedy="请核对是不是这份决定形成的一版，或者改施行日期。")
    if Amendment.objects.filter(version=kept).exists():
        raise Refused("version_once", f"第{kept.number}版已经是另一份决定形成的。", remedy="请核对选的是哪一版。")


def _check_confirmed(outcome: Outcome, choice: Choice) -> None:
    """Whatever is left out has its reason, and a difference from the printed text was looked at."""
    if len(outcome.left) == len(outcome.told):
        if any(one.fits for one in outcome.told):
            raise Refused("something_taken", "一项也没有确认。", remedy="请勾选“能套用的全部确认”，或者逐项确认。")
        raise Refused("something_fits", "没有一项套得上。", remedy="请核对选的是不是决定所修改的那一件、那一版。")
    for at in outcome.left:
        why = choice.left_why.get(at, "").strip()
        if not 0 < len(why) <= LONGEST_REASON:
            said = f"第{at + 1}项“{in_words(outcome.told[at].instruction)}”没有套用，也没有写明理由。"
            raise Refused(
                "reason_required", said, remedy=f"请确认套用，或者写明为什么不套用，不超过 {LONGEST_REASON} 字。"
            )
    if outcome.proof and not outcome.proof.equal and not outcome.left and not choice.differing:
        raise Refused(
            "printed_equal", f"印出的文本与套用的结果有 {len(outcome.proof.departures)} 处不同。",
            remedy="请逐处核对；仍要保存的，请勾选“已经看过不同之处”，文本会标为未证。",
        )  # fmt: skip


def _new_version(
    work: Work, reading: Reading, outcome: Outcome, identities: Mapping[str, str], choice: Choice, actor: Actor,
    on: date,
) -> Version:  # fmt: skip
    base, decision = reading.base, reading.decision
    number = (work.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    renamed = title_of(outcome.text) != title_of(base.text)
    version = Version.objects.create(
        work=work, number=number, title=(title_of(outcome.text) if renamed else "") or base.title,
        document_number=base.document_number, instrument=decision.title, caption=outcome.caption,
        issued=decision.issued, commences=choice.day, text=outcome.text, sha256=_digest(outcome.text),
        score=min(base.score, decision.score), admitted_by=actor.person, admitted_on=on,
    )  # fmt: skip
    carried = carry_by_instructions(base.text, outcome.text, outcome.amended.descents, identities, str(number))
    read_citations(version, cut(version, base, carried=carried))
    if not work.versions.filter(commences__gt=choice.day).exists():
        work.title = version.title
        work.save(update_fields=["title"])
    return version


def _changed(effects: Effects, identities: Mapping[str, str], version: Version) -> list[tuple[str, Effect]]:
    """The articles that read otherwise now, with their identities."""
    news = dict(version.provisions.values_list("eid", "wid"))
    found = [
        (identities.get(one.old.eid) if one.old else news.get(one.new.eid) if one.new else None, one)
        for one in effects.all
        if one.changed
    ]
    return [(wid, one) for wid, one in found if wid]


def _keep(
    reading: Reading, outcome: Outcome, choice: Choice, found: Sequence[tuple[str, Effect]], effects: Effects,
    version: Version, actor: Actor, on: date,
) -> Amendment:  # fmt: skip
    wids = {id(one): wid for wid, one in found}
    printed = choice.printed
    return Amendment.objects.create(
        work=version.work, version=version, base=reading.base, decision=reading.decision, day=choice.day,
        instructions=list(_instructions(reading, outcome, choice, effects, wids)),
        references=[
            {"place": one.place.label, "was": one.was, "becomes": one.becomes, "applied": one.applied}
            for one in outcome.amended.consequences
        ],
        proof=outcome.state, printed=printed.name[:300] if printed else "",
        printed_text=printed.text if printed and printed.version is None else "",
        differences=list(_differences(outcome.proof.departures)) if outcome.proof else [],
        made_version=not (printed and printed.version), applied_by=actor.person, applied_on=on,
    )  # fmt: skip


def _instructions(
    reading: Reading, outcome: Outcome, choice: Choice, effects: Effects, wids: Mapping[int, str]
) -> Iterator[dict[str, object]]:
    text = reading.decision.text
    for at, one in enumerate(outcome.told):
        order, left = one.instruction, at in outcome.left
        why = choice.left_why.get(at, "").strip()
        touched = [] if left else [wids[id(effect)] for effect in effects.of(order) if id(effect) in wids]
        yield {
            "said": in_words(order), "act": order.act.value, "words": words_of(text, order),
            "start": order.start, "applied": not left, "why": f"{one.reason}。{why}" if one.reason else why,
            "touched": touched,
        }  # fmt: skip


def _differences(departures: Sequence[Departure]) -> Iterator[dict[str, str]]:
    for one in departures[:MOST_DIFFERENCES]:
        yield {
            "part": one.part, "place": one.place, "amended": one.amended, "printed": one.printed,
            "before": one.before, "after": one.after,
        }  # fmt: skip


def _happenings(
    row: Amendment, found: Sequence[tuple[str, Effect]], effects: Effects, reading: Reading, outcome: Outcome,
    actor: Actor, on: date,
) -> None:  # fmt: skip
    """That the whole was amended, where that is not on record yet, and each article that reads otherwise."""
    said = {
        "work": row.work, "version": row.version, "kind": HappeningKind.AMEND.value, "day": row.day,
        "instrument": reading.decision.title, "number": reading.decision.document_number,
        "recorded_by": actor.person, "recorded_on": on,
    }  # fmt: skip
    whole = WorkHappening.objects.filter(version=row.version, kind=HappeningKind.AMEND.value, withdrawn_on=None)
    rows = [] if whole.filter(provisions=[]).exists() else [WorkHappening(**said)]
    sources = _sources(effects, reading, outcome)
    rows += [WorkHappening(**said, provisions=[wid], source=sources.get(id(one), _FOLLOWS)[:300]) for wid, one in found]
    WorkHappening.objects.bulk_create(rows)


def _sources(effects: Effects, reading: Reading, outcome: Outcome) -> dict[int, str]:
    """Article → the words of the decision that changed it."""
    words: dict[int, list[str]] = {}
    for at, one in enumerate(outcome.told):
        if at not in outcome.left:
            order = one.instruction
            for effect in effects.of(order):
                words.setdefault(id(effect), []).append(words_of(reading.decision.text, order))
    return {key: "；".join(dict.fromkeys(said)) for key, said in words.items()}


def _plain(row: Amendment, decision: Version) -> dict[str, object]:
    left = [{"said": one["said"], "why": one["why"]} for one in row.left_out]
    return {
        "version": row.version.number, "sha256": row.version.sha256, "decision": decision.work.get_absolute_url(),
        "decision_sha256": decision.sha256, "day": row.day.isoformat(), "instructions": len(row.instructions),
        "left_out": left, "proof": row.proof, "printed": row.printed, "differences": len(row.differences),
    }  # fmt: skip


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
