"""Sums that should close 合计核对: parts after 其中 or 分别为, parts in a list, totals after 共 and 合计.

其中 names parts of a whole, not all of them: what is left over is stated, never called
wrong. 分别为, 分为 and 合计 say that the parts are all. Rounded parts (亿元 with decimals)
may miss the whole by half of their last digits each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from lianxi.kernel.texts.counts.amounts import in_scale
from lianxi.kernel.texts.counts.listings import OTHER_TIME, Listing, bare_lists, linked_lists, run_before, summable
from lianxi.kernel.texts.counts.report import Check, CheckKind, Count, CountKind
from lianxi.kernel.texts.counts.sentences import Sentence, separator

_TOTAL = re.compile(
    r"[，、；,;)\s]{0,3}(?:以上|各项|三项|两项|全年|累计)?(?P<word>共计|合计|总计|总共|共)(?:为|是|有|达)?\Z"
)
_OTHER_SPAN = re.compile("全年|累计")
_TOTAL_ENDS = re.compile(r"[，,;。:)\s]|\Z")
_OVERLAPS = re.compile(
    "女|党员|党外|少数民族|学历|[0-9]岁|周岁|青年|基层|一线|工人|农民|连任|老年|残疾|获|曾|被|涉及|包含|已|办结|办复|答复|满意|采纳|解决"
    "|重点|联名|新增|累计|参加|以上|先进|优秀"
)
_PARTITIONS = (
    frozenset({"继续有效", "保留", "废止", "修订", "修改", "失效"}),
    frozenset({"A类", "B类", "C类", "D类"}),
    frozenset({"赞成", "反对", "弃权"}),
)
"""Words of which each part takes one, and no part two: results of a clean-up, classes of answers, votes."""
_REST = re.compile(
    r"(?:其[他它]|其余)(?:[各的]?(?:类别?|方面|领域|问题|事项|情形|情况|单位|部门|建议|案件|文件))?(?:共|有|为)?\s*\Z"
)
_MOST = Decimal("0.75")
_ONE_THING = frozenset("件户部篇份起宗票例")
"""Units that count the same thing in whole and part; 个, 项, 种 may count a level below (4个大项, 40个小项)."""


def sum_checks(sentence: Sentence) -> Iterator[Check]:
    """All sums the wording of a sentence asks for; each number is the whole of one of them at most."""
    told: set[int] = set()
    for listing in (*linked_lists(sentence), *bare_lists(sentence)):
        if any(part.start in told for part in listing.parts[:1]):
            continue
        check = _judged(listing, sentence)
        if check:
            told |= {start for start, _ in check.members[1:]}
            yield check
    yield from _totals(sentence, told)


def _judged(listing: Listing, sentence: Sentence) -> Check | None:
    totals = _running(listing.parts)
    for whole in listing.wholes:
        length = _where_it_closes(whole, totals)
        if length and (listing.link != "loose" or length == len(listing.parts)):
            parts = listing.parts[:length]
            return _check(True, whole, parts, _closing(whole, parts))
    whole, parts = listing.wholes[0], listing.tight
    over = _sum(parts) - _value(whole)
    if listing.link == "akin":
        return None
    if listing.link in {"loose", "bare"} and not _partition(parts, sentence):
        return None
    if listing.link == "full":
        return _check(False, whole, parts, _missing(whole, parts)) if len(parts) > 1 else None
    if over > 0:
        return _exceeding(listing, sentence)
    if len(listing.wholes) == 1 and _exhausted(sentence, parts):
        note = f"{_missing(whole, parts)}；“其他”已把其余列全，各项之和应等于总数。"
        return _check(False, whole, parts, note)
    said = "“其中”之后" if listing.link == "part" else "所列各项"
    note = f"{_missing(whole, parts)}；{said}不一定列全，不能据此说有错。"
    return _check(None, whole, parts, note) if _told_together(sentence, whole, parts) else None


def _told_together(sentence: Sentence, whole: Count, parts: Sequence[Count]) -> bool:
    """Whether parts seem meant to make the whole: three and more do, two only where little is left over."""
    if len(parts) != 2:
        return len(parts) > 2
    return separator(sentence.between(*parts)) < 3 and _sum(parts) >= _value(whole) * _MOST


def _exhausted(sentence: Sentence, parts: Sequence[Count]) -> bool:
    """Whether a list ends with 其他 or 其余, so that nothing is left over: one unit throughout, no overlap in sight.

    Money is left out: 其他支出 is a title of the budget, not the rest.
    """
    last = parts[-1]
    if len(parts) < 3 or last.kind is not CountKind.COUNT or not _REST.search(sentence.before(last, 12)):
        return False
    between = sentence.counts[sentence.index_of(parts[0]) : sentence.index_of(last)]
    strange = any(count not in parts and count.unit not in {"%", "个百分点"} for count in between)
    return not strange and not any(_OVERLAPS.search(_clause(sentence, part)) for part in parts)


def _exceeding(listing: Listing, sentence: Sentence) -> Check | None:
    """Parts that exceed every number that may be their whole; overlapping parts may do so rightly."""
    whole, parts = listing.wholes[0], listing.tight
    reach = max([_value(one) for one in listing.wholes] + [sum((_value(one) for one in listing.wholes), Decimal(0))])
    largest = max(parts, key=_value)
    if _value(largest) > reach:
        return _larger(listing, largest)
    if len(parts) == 1 or not _firmly_joined(listing, sentence):
        return None
    counted_people = whole.unit in {"人", "名", "位", "人次"}
    overlap = any(_OVERLAPS.search(_clause(sentence, part)) for part in parts)
    if (overlap or counted_people or _sum(parts) <= reach) and not _partition(parts, sentence):
        return _check(None, whole, parts, f"{_missing(whole, parts)}；各项可能有重叠，不能据此说有错。")
    return _check(False, whole, parts, f"{_missing(whole, parts)}；各项之和不应大于总数。")


def _larger(listing: Listing, largest: Count) -> Check | None:
    """A part larger than the whole: an error where both count the same thing, else most likely another level."""
    whole = listing.wholes[0]
    if (
        listing.link == "within"
        or whole.unit not in _ONE_THING
        or OTHER_TIME.search(largest.context)
        or not whole.printed[:1].isdecimal()
    ):
        return None
    return _check(False, whole, (largest,), f"“{largest.printed}”写在“其中”之后，却比总数“{whole.printed}”大。")


def _firmly_joined(listing: Listing, sentence: Sentence) -> bool:
    """Whether the parts make one list in the sentence of their whole; money often counts twice across a ；."""
    here = listing.wholes[0].start >= sentence.start
    strength = max((separator(sentence.between(*pair)) for pair in pairwise(listing.tight)), default=0)
    return listing.wholes[0].kind is CountKind.COUNT or (here and strength < 3)


def _partition(parts: Sequence[Count], sentence: Sentence) -> bool:
    clauses = [_clause(sentence, part) for part in parts]
    for words in _PARTITIONS:
        hits = {word for clause in clauses for word in words if word in clause}
        if len(hits) > 1 and all(any(word in clause for word in words) for clause in clauses):
            return True
    return False


def _clause(sentence: Sentence, part: Count) -> str:
    """The words of a list that belong to one part: from the mark before it to the mark after it."""
    before = re.search(r"[^，、；,;:]*\Z", sentence.before(part, 30))
    after = re.match(r"[^，、；,;]{0,16}", sentence.after(part, 16))
    return (before[0] if before else "") + (after[0] if after else "")


def _totals(sentence: Sentence, told: set[int]) -> Iterator[Check]:
    """A total after its parts: A 122项、B 572项，合计694项."""
    for index in range(2, len(sentence.counts)):
        whole = sentence.counts[index]
        said = _TOTAL.fullmatch(sentence.gap(index))
        if not said or not summable(whole) or whole.start in told:
            continue
        parts = run_before(sentence, index)
        check = _judged_total(sentence, whole, parts, said["word"]) if len(parts) > 1 else None
        if check:
            yield check


def _judged_total(sentence: Sentence, whole: Count, parts: tuple[Count, ...], word: str) -> Check | None:
    """共 after a plain list (A件、B件、C件，共…) and 合计 after any say that the parts are all of it."""
    length = _where_it_closes(whole, _running(parts[::-1]))
    if length:
        some = parts[-length:]
        return _check(True, whole, some, _closing(whole, some))
    if not _TOTAL_ENDS.match(sentence.after(whole, 1)):
        return None
    firm = _begins(sentence, parts[0]) and (word != "共" or _plain_list(sentence, parts))
    firm = firm and not _OTHER_SPAN.search(sentence.between(parts[-1], whole))
    return _check(False if firm else None, whole, parts, f"{_missing(whole, parts)}。")


def _begins(sentence: Sentence, first: Count) -> bool:
    """Whether a list begins with this part: 2项、8件，共10件 counts the 2项 too."""
    index = sentence.index_of(first)
    return index == 0 or separator(sentence.between(sentence.counts[index - 1], first)) != 1


def _plain_list(sentence: Sentence, parts: Sequence[Count]) -> bool:
    """Whether nothing but 、 joins the parts, each part has a noun, and none may hold another."""
    joined = all(separator(sentence.between(*pair)) == 1 for pair in pairwise(parts))
    return joined and all(part.what and not _OVERLAPS.search(_clause(sentence, part)) for part in parts)


def _running(parts: Sequence[Count]) -> list[tuple[Decimal, Decimal]]:
    """Sum and slack of the first one, two, three … parts."""
    sums = accumulate((_value(part) for part in parts), initial=Decimal(0))
    return list(zip(sums, accumulate((part.slack for part in parts), initial=Decimal(0)), strict=True))


def _where_it_closes(whole: Count, totals: Sequence[tuple[Decimal, Decimal]]) -> int:
    """How many parts make the whole, as many as do; 0 where none or only one does."""
    value, slack = _value(whole), whole.slack
    return next((at for at in range(len(totals) - 1, 1, -1) if abs(totals[at][0] - value) <= slack + totals[at][1]), 0)


def _value(count: Count) -> Decimal:
    return count.value if count.value is not None else Decimal(0)


def _sum(parts: Sequence[Count]) -> Decimal:
    return sum((_value(part) for part in parts), Decimal(0))


def _listed(parts: Sequence[Count]) -> str:
    return "、".join(f"“{part.printed}”" for part in parts)


def _closing(whole: Count, parts: Sequence[Count]) -> str:
    total = _sum(parts)
    exactly = "相等" if total == _value(whole) else "只差四舍五入"
    return f"{_listed(parts)}相加为{in_scale(total, whole.scale, whole.unit)}，与“{whole.printed}”{exactly}。"


def _missing(whole: Count, parts: Sequence[Count]) -> str:
    total = _sum(parts)
    off = in_scale(abs(total - _value(whole)), whole.scale, whole.unit)
    word = "多" if total > _value(whole) else "少"
    return f"{_listed(parts)}相加为{in_scale(total, whole.scale, whole.unit)}，比“{whole.printed}”{word}{off}"


def _check(holds: bool | None, whole: Count, parts: Sequence[Count], note: str) -> Check:
    members = ((whole.start, whole.end), *((part.start, part.end) for part in parts))
    return Check(CheckKind.SUM, holds, note if note.endswith("。") else f"{note}。", members)
