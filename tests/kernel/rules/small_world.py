"""Small mechanisms and circles for tests of the wheel: bodies are letters, clauses are numbers."""

from __future__ import annotations

from datetime import date

from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.clauses import Clause, Force
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.rules.parties import Membership, Parties
from lianxi.kernel.rules.rotation import (
    Consent,
    EventKind,
    Every,
    HeldConference,
    RotationEvent,
    RotationRule,
    SlotKey,
)
from lianxi.kernel.rules.windows import MonthPart, Part, WindowRule

START = date(2020, 1, 1)


def version(order, *, effective=START, times=1, years=1, months=(9, 3), known=True):
    """A version whose hosts rotate by `order`; conferences in the middle of `months`."""
    rotation = RotationRule(
        key="rotation", clause="二", force=Force.MUST, order=tuple(order), every=Every(years, times)
    )
    windows = tuple(
        WindowRule(key=f"window.{n}", clause="二", force=Force.USUAL, when=MonthPart(month, Part.MIDDLE), slot=n)
        for n, month in enumerate(sorted(months[:times]), start=1)
    )
    return MechanismVersion(
        slug="small",
        title="小机制",
        effective=effective,
        circle="circle",
        parties=tuple(order),
        text_known=known,
        clauses=(Clause("二", "轮流承办"),) if known else (),
        rules=(rotation, *windows) if known else (),
    )


def mechanism(*versions):
    """A mechanism of these versions."""
    return Mechanism("small", "circle", tuple(versions))


def circle(bodies, *, conferences=(), events=(), joined=None, left=None):
    """A circle; `joined` and `left` give days to some bodies, the others are members from the start."""
    memberships = tuple(
        Membership(body, body, (joined or {}).get(body, START), (left or {}).get(body)) for body in bodies
    )
    return Circle("circle", "小圈", Parties(memberships), tuple(conferences), tuple(events))


def held(year, host, ordinal=None, **more):
    """A conference on record, held on 15 September."""
    more.setdefault("held_from", date(year, 9, 15))
    return HeldConference(year=year, ordinal=ordinal, host=host, **more)


def swap(first, one, second, other, *, on=START, consents=None, **more):
    """An exchange between two bodies, agreed by both on the day unless `consents` says otherwise."""
    agreed = (one, other) if consents is None else consents
    return RotationEvent(
        EventKind.SWAP,
        on,
        _key(first),
        body=one,
        other=other,
        other_slot=_key(second),
        consents=tuple(Consent(body, on) for body in agreed),
        **more,
    )


def event(kind, slot, *, on=START, consents=(), **more):
    """Any other event."""
    agreed = tuple(Consent(body, on) for body in consents)
    return RotationEvent(kind, on, _key(slot), consents=agreed, **more)


def _key(slot):
    return SlotKey(*slot) if isinstance(slot, tuple) else SlotKey(slot)
