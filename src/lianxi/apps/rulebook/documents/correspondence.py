"""条文对应表: which article became which."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.apps.rulebook.documents.wording import STEPS, Names, names_of, note, step_summaries, summary, titled
from lianxi.exporters.official import OfficialDocument, Paragraph, Table
from lianxi.kernel.texts.compare import Comparison, Pair, Relation, ThreeVersions

_UNCHANGED = Relation.SAME.label


def correspondence_table(
    compared: Comparison | ThreeVersions, names: Sequence[str], *, sample: bool = False
) -> OfficialDocument:
    """Numbers only, in order of the last version. names: what to call the versions."""
    if isinstance(compared, Comparison):
        rows, said, last = _two(compared), [summary(compared.pairs, "比对结果：")], compared.new
        table = Table((*names, "对应关系"), rows, (4.0, 4.0, 5.0))
    else:
        rows, said, last = _three(compared), step_summaries(compared, names), compared.second.new
        table = Table((names[0], STEPS[0], names[1], STEPS[1], names[2]), rows, (4.0, 5.0, 4.0, 5.0, 4.0))
    return OfficialDocument(titled(last, "条文对应表"), (*map(Paragraph, said), table), sample=sample)


def _two(comparison: Comparison) -> tuple[tuple[str, ...], ...]:
    names = names_of(comparison.pairs)
    return tuple(
        (names[0].of(pair.old), names[1].of(pair.new), note(pair, names) or _UNCHANGED)
        for pair in comparison.provisions
    )


def _three(versions: ThreeVersions) -> tuple[tuple[str, ...], ...]:
    first, second = names_of(versions.first.pairs), names_of(versions.second.pairs)
    return tuple(
        (
            first[0].of(row.original), _step(row.first, first), first[1].of(row.current), _step(row.second, second),
            second[1].of(row.proposed),
        )
        for row in versions.rows
        if row.is_provision
    )  # fmt: skip


def _step(pairs: Sequence[Pair], names: tuple[Names, Names]) -> str:
    return "；".join(dict.fromkeys(note(pair, names) or _UNCHANGED for pair in pairs)) or "—"
