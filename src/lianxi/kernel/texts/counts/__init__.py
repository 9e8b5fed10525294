"""Counts of a text 数量: numbers with unit and noun, and sums, percentages and growth checked against each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lianxi.kernel.texts.counts.finding import counts_in, plain_reading
from lianxi.kernel.texts.counts.fulfilment import fulfilment_checks
from lianxi.kernel.texts.counts.growth import growth_checks
from lianxi.kernel.texts.counts.hundreds import completing_checks, structure_checks
from lianxi.kernel.texts.counts.rates import rate_checks
from lianxi.kernel.texts.counts.report import Check, CheckKind, Count, CountKind, CountReport
from lianxi.kernel.texts.counts.sentences import sentences
from lianxi.kernel.texts.counts.shares import share_checks
from lianxi.kernel.texts.counts.sums import sum_checks

__all__ = ["Check", "CheckKind", "Count", "CountKind", "CountReport", "plain", "read_counts"]


def read_counts(text: str) -> CountReport:
    """All counts of a text, and the checks its wording asks for; nothing is corrected.

    Traditional and simplified characters, full and half width are read alike; every
    offset is one of `text`.
    """
    read = plain_reading(text)
    counts = counts_in(text, read)
    checks = sorted(_checks(read, counts), key=lambda check: (min(check.members), check.kind))
    return CountReport(counts, tuple(checks))


def plain(report: CountReport) -> dict[str, Any]:
    """The report as JSON knows it: whole values as numbers, all others as strings that keep every digit."""
    return {
        "counts": [_plain_count(count) for count in report.counts],
        "checks": [_plain_check(check) for check in report.checks],
    }


def _checks(read: str, counts: tuple[Count, ...]) -> Iterator[Check]:
    for sentence in sentences(read, counts):
        yield from sum_checks(sentence)
        yield from share_checks(sentence)
        yield from fulfilment_checks(sentence)
        yield from rate_checks(sentence)
        yield from completing_checks(sentence)
        yield from growth_checks(sentence)
    yield from structure_checks(read)


def _plain_count(count: Count) -> dict[str, Any]:
    return {
        "start": count.start,
        "end": count.end,
        "printed": count.printed,
        "value": _number(count.value),
        "low": _number(count.low),
        "high": _number(count.high),
        "unit": count.unit,
        "scale": count.scale,
        "kind": count.kind.value,
        "what": count.what,
        "context": count.context,
        "approximate": bool(count.approximation),
        "approximation": count.approximation,
    }


def _plain_check(check: Check) -> dict[str, Any]:
    members = [{"start": start, "end": end} for start, end in check.members]
    return {"kind": check.kind.value, "holds": check.holds, "note": check.note, "members": members}


def _number(value: Decimal | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")
