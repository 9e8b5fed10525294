"""A decision carried out on a work 套用修改决定: the next version, the happenings that follow, and the proof kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.acts import AMEND_RULE
from lianxi.apps.rulebook.amending.confirming import Choice, check_confirmed, check_places, with_put_off
from lianxi.apps.rulebook.amending.effects import Effect, Effects
from lianxi.apps.rulebook.amending.trial import Outcome, Printed, Reading, read_decision, words_of
from lianxi.apps.rulebook.models import Amendment, ProofState, Version, Work, WorkHappening
from lianxi.apps.rulebook.search import note_rule
from lianxi.apps.rulebook.services.amended_terms import amend_term
from lianxi.apps.rulebook.services.citing import read_citations
from lianxi.apps.rulebook.services.days import plausible_days
from lianxi.apps.rulebook.services.provisions import cut
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.compare import amending
from lianxi.kernel.texts.compare.amending import Amended, Departure, carry_by_instructions, title_of
from lianxi.kernel.texts.validity import HappeningKind

MOST_DIFFERENCES = 200
_FOLLOWS = "随条文序号改动的引用"


@transaction.atomic
def amend_rule(
    *, work: Work, base: Version, decision: Version, choice: Choice, actor: Actor, on: date
) -> Amendment:  # fmt: skip
    """Carry out a decision on a version of a work 套用修改决定: the text that comes out is its next version.

    Where the printed text has come in as a version already, no second one is made: the proof is kept with it.
    What counts from a later day is put off; the same decision brings it later, as an amendment of its own.
    """
    require(actor, AMEND_RULE, body=work.body_id)
    plausible_days({"施行日期": choice.day})
    work = still_there(Work.objects.select_for_update(), work.pk)
    check_places(work, base, decision, choice, actor, on)
    reading = read_decision(decision, base)
    choice = with_put_off(reading, choice)
    taken = reading.due(choice.day) if choice.taken is None else choice.taken
    outcome = reading.outcome(taken, references=choice.references, printed=choice.printed)
    check_confirmed(outcome, choice)
    kept = choice.printed.version if choice.printed else None
    effects = Effects(base.text, outcome.amended)
    identities = dict(base.provisions.values_list("eid", "wid"))
    version = kept or _new_version(work, reading, outcome, identities, choice, actor, on)
    found = _changed(effects, identities, version)
    row = _keep(reading, outcome, choice, found, effects, version, actor, on)
    _happenings(row, found, effects, reading, outcome, actor, on)
    if kept is None:
        amend_term(version, base, actor, on)
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
    still_there(Work.objects.select_for_update(), amendment.work_id)
    rows = Amendment.objects.select_for_update(of=("self",)).select_related("work", "version")
    row = still_there(rows, amendment.pk)
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
            "said": one.said, "act": order.act.value, "words": words_of(text, order),
            "start": order.start, "applied": not left, "why": f"{one.reason}。{why}" if one.reason else why,
            "later": left and at in choice.later, "touched": touched,
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
