"""What `lianxi text …` says without `--json`: the same values in lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Plain = dict[str, Any]

_CHECKS = {"sum": "合计", "percentage": "百分比", "growth": "增长"}
_HOLDS = {True: "合得上", False: "合不上", None: "无法断定"}
_LONGEST = 40


def check_lines(plain: Plain) -> Iterator[str]:
    """The score, its reasons, then a line for every finding."""
    yield "这份文字不可读，只有数字可能可信，请另找来源。" if plain["refused"] else f"得分 {plain['score']}"
    for reason in plain["reasons"]:
        yield f"    {reason['label']} {reason['places']} 处，扣 {reason['points']} 分"
    for one in plain["findings"]:
        instead = "" if one["proposal"] is None else f" → {_short(one['proposal']) or '（删去）'}"
        sure = "有把握" if one["sure"] else f"把握 {one['confidence']:.0%}"
        yield f"{one['start']}  〔{one['label']}〕  {_short(one['original'])}{instead}  {sure}  {one['note']}"


def tree_lines(node: Plain, depth: int = 0) -> Iterator[str]:
    """A line for every provision, moved in by its rank."""
    if depth:
        words = node["heading"] or _short(node["text"])
        yield f"{'  ' * (depth - 1)}{node['number'] or ''} {words}".rstrip() + f"  [{node['eid'] or node['kind']}]"
    for child in node["children"]:
        yield from tree_lines(child, depth + 1)


def caption_lines(plain: Plain) -> Iterator[str]:
    """A line for every event, then what could not be read."""
    for one in plain["events"]:
        term = f"第{one['term']}届" if one["term"] is not None else ""
        session = f"第{one['sitting']}次" if one["sitting"] is not None else ""
        parts = (
            one["date"] or "日期不详",
            one["kind_name"],
            one["body"] or "",
            term + session,
            one["instrument"] or "",
        )
        yield "  ".join(part for part in parts if part)
    for flag in plain["flags"]:
        yield f"    存疑：{flag['message']}"


def citation_lines(plain: Plain) -> Iterator[str]:
    """A line for every citation: how it is cited, what, which number and provisions."""
    for one in plain["citations"]:
        provisions = "、".join(str(part) for part in one["provisions"] or ())
        yield f"{one['start']}  {one['kind']}  {one['title'] or ''}  {one['number'] or ''}  {provisions}".rstrip()


def task_lines(plain: Plain) -> Iterator[str]:
    """Target years first, then a line for every task."""
    for target in plain["targets"]:
        yield f"目标 {target['by']}：{_short(target['text'])}"
    for one in plain["tasks"]:
        marks = "".join(f"〔{word}〕" for key, word in (("damaged", "文字损坏"), ("cut", "中断")) if one[key])
        yield f"{' / '.join(one['path'])}  {_short(one['text'])}{marks}"
        yield f"    牵头：{'、'.join(one['lead']) or '未写'}；其他：{'、'.join(one['others']) or '未写'}" + (
            f"；时限：{'、'.join(one['deadlines'])}" if one["deadlines"] else ""
        )


def count_lines(plain: Plain) -> Iterator[str]:
    """What was checked first, then every count."""
    for one in plain["checks"]:
        yield f"〔{_CHECKS[one['kind']]}〕{_HOLDS[one['holds']]}：{one['note']}"
    for one in plain["counts"]:
        yield f"{one['start']}  {one['printed']}  {one['what'] or ''}".rstrip()


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
