"""Staleness 引用待核: why a provision that cites another has to be looked at again, and what is proposed.

A proposal only: the verdicts are those of a clean-up of rules 清理 (继续有效, 修订, 废止, 宣布失效), each with the
reason for it; a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from lianxi.kernel.texts.citations import CitationKind
from lianxi.kernel.texts.compare import Change, Reading, redline
from lianxi.kernel.texts.numerals import NUMERAL
from lianxi.kernel.texts.validity import Standing, Status


class Reason(StrEnum):
    """What became of what is cited."""

    REPEALED = "repealed"
    VOID = "void"
    EXPIRED = "expired"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _REASONS[self]


_REASONS = {
    Reason.REPEALED: "已废止",
    Reason.VOID: "已宣布失效",
    Reason.EXPIRED: "有效期已届满",
    Reason.REMOVED: "条文已删去",
    Reason.RENUMBERED: "条号已变",
    Reason.REWORDED: "条文已修改",
    Reason.REPLACED: "已有新版本",
}


class Verdict(StrEnum):
    """What is proposed for the rule that cites."""

    KEEP = "keep"
    REVISE = "revise"
    REPEAL = "repeal"
    VOID = "void"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"keep": "继续有效", "revise": "修订", "repeal": "废止", "void": "宣布失效"}[self.value]


@dataclass(frozen=True, slots=True)
class Wording:
    """A cited provision in one version: its place in words (第十二条第二款), and its text without its number."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A work, or one provision of it, as it was when it was cited and as it is on the day.

    kind:       what the citing text does with it; words: of the citing provision.
    since:      the day of the citing version.
    standing:   of what is cited, on the day.
    newer:      the standing version is another one than when it was cited; from `newer_on` on, by `instrument`.
    then, now:  its wording; both None where the whole work is cited, `now` alone where the provision is gone.
    grounds:    of a ground (根据): whether another ground is in force; None where that is not known.
    """

    kind: CitationKind
    words: str
    since: date
    standing: Standing
    newer: bool = False
    newer_on: date | None = None
    instrument: str = ""
    then: Wording | None = None
    now: Wording | None = None
    grounds: bool | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """One reason to look at a citing provision again; `why` says in Chinese why the verdict is proposed."""

    reason: Reason
    verdict: Verdict
    why: str
    day: date | None
    instrument: str


ACTS_ON = frozenset({CitationKind.AMEND, CitationKind.REPEAL, CitationKind.OWN})
"""A text that changes or ends what it cites is not made stale by that."""

_ENDED = {Status.REPEALED: Reason.REPEALED, Status.VOID: Reason.VOID, Status.EXPIRED: Reason.EXPIRED}
_FIGURE = re.compile(
    rf"(?:百分之)?[{NUMERAL}]+(?:个?工作日|个?自然日|个月|小时|[日天周年]|[万亿]?元|平方米|公里|[米人名次件倍户项]|%|％)?"
)


def find_stale(cited: Cited) -> tuple[Stale, ...]:
    """All reasons why a citation is stale on the day, each with what is proposed; none where all is as it was."""
    return tuple(_proposed(cited, reason, day) for reason, day in reasons_of(cited))


def reasons_of(cited: Cited) -> tuple[tuple[Reason, date | None], ...]:
    """Only the reasons, each with the day of the change: quick, for counting. `words`, `instrument` and `grounds`
    of `cited` are not looked at, nor the text of a wording whose other one has the same text.
    """
    if cited.kind in ACTS_ON:
        return ()
    if reason := _ENDED.get(cited.standing.status):
        return ((reason, cited.standing.since),)
    if not cited.newer:
        return ((Reason.REWORDED, cited.standing.since),) if _is_announced(cited) else ()
    return tuple((reason, cited.newer_on) for reason in _moved(cited.then, cited.now))


def _is_announced(cited: Cited) -> bool:
    """An amendment on record of which the repository has no new text yet."""
    standing = cited.standing
    return standing.status is Status.AMENDED and standing.since is not None and standing.since > cited.since


def _moved(then: Wording | None, now: Wording | None) -> Iterator[Reason]:
    """What became of a wording in the newer version; of the whole work, that there is a newer one."""
    if then is None:
        yield Reason.REPLACED
    elif now is None:
        yield Reason.REMOVED
    else:
        if then.place != now.place:
            yield Reason.RENUMBERED
        if not Reading().alike(then.text, now.text):
            yield Reason.REWORDED


def _proposed(cited: Cited, reason: Reason, day: date | None) -> Stale:
    ground, instrument = cited.standing.ground, cited.instrument
    if reason in _ENDED.values():
        (verdict, why), instrument = _verdict_on_end(cited, reason), ground.instrument if ground else ""
    elif not cited.newer:
        verdict, why = Verdict.KEEP, "登记了修改，库里还没有修改后的文本；补入新版本以后再比对。"
        instrument = ground.instrument if ground else ""
    else:
        verdict, why = _verdict_on_change(cited, reason)
    return Stale(reason, verdict, why, day, instrument)


def _verdict_on_end(cited: Cited, reason: Reason) -> tuple[Verdict, str]:
    if cited.kind is not CitationKind.BASIS:
        return Verdict.REVISE, f"被引用的{reason.label}，请改引现行规定，或者删去这一处。"
    if cited.grounds is None:
        return Verdict.REVISE, f"作为依据的{reason.label}，其余依据是否有效还不能确定，请核对后改写依据。"
    if cited.grounds:
        return Verdict.REVISE, f"作为依据的{reason.label}，还有别的依据有效，请改写依据。"
    if reason is Reason.REPEALED:
        return Verdict.REPEAL, "所列依据都已不再有效，制定它的根据没有了。"
    return Verdict.VOID, f"所列依据都已不再有效，其中这一件{reason.label}。"


def _verdict_on_change(cited: Cited, reason: Reason) -> tuple[Verdict, str]:
    then, now = cited.then, cited.now
    if then is None:
        return Verdict.KEEP, "引用的是整件，没有点明哪一条；新版本若与本条不合，再改。"
    if now is None:
        return Verdict.REVISE, f"新版本里没有原来的{then.place}了，请改写这一处。"
    if reason is Reason.RENUMBERED:
        return Verdict.REVISE, f"{then.place}现在是{now.place}，请把条号改过来。"
    if figure := _figure_repeated(cited, then.text, now.text):
        return Verdict.REVISE, f"这一处写着“{figure}”，被引用的条文里已经不是了，请照新条文改。"
    return Verdict.KEEP, "被引用的条文改了，这一处没有照抄被改掉的数字；内容仍相合的继续有效，不合的再改。"


def _figure_repeated(cited: Cited, then: str, now: str) -> str:
    """A figure with its unit that the citing provision repeats and the cited one no longer says; "" for none."""
    return next((figure for figure in _figures_struck(then, now) if figure in cited.words), "")


@lru_cache(maxsize=1024)
def _figures_struck(then: str, now: str) -> tuple[str, ...]:
    """Figures a changed wording no longer says; many provisions cite the same one."""
    struck = (piece.old for piece in redline(then, now) if piece.change is Change.DELETED)
    figures = (found[0] for words in struck for found in _FIGURE.finditer(words) if len(found[0]) > 1)
    return tuple(figure for figure in figures if figure not in now)
