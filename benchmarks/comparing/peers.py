"""One comparison tool on one set, in a process of its own; prints its figures as JSON.

    python benchmarks/comparing/peers.py NAME SEED

NAME is one of TOOLS. `benchmarks/compare.py` calls this with its own
interpreter or, for peers that the project does not install, with the one of a
throw-away environment. Figures:

precision, recall: of the pairs of articles, against what the generator made from one another
align_ms, redline_ms: CPU time, that of programs called included; the second is null where a tool does both at once
operations: insertions, deletions and other steps by which it tells the changes
peak_mib: largest resident memory of the process, programs it calls included
"""

from __future__ import annotations

import difflib
import io
import json
import re
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "src")]

from benchmarks.comparing.revisions import printed, revision  # noqa: E402
from lianxi.kernel.texts.numerals import write_number  # noqa: E402

Pairs = set[tuple[int, int]]
_NUMBER = re.compile(r"第[^第条]{1,9}条")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lianxi(olds: list[str], news: list[str]) -> dict[str, Any]:
    from lianxi.kernel.texts.compare import Change, Relation, compare

    old, new = printed(olds), printed(news)
    compare(old, new)
    began = _now()
    comparison = compare(old, new)
    aligned = _now()
    lines = [comparison.redline(pair) for pair in comparison.provisions if pair.edited]
    ended = _now()
    steps = sum(piece.change is not Change.EQUAL for pieces in lines for piece in pieces)
    steps += sum(pair.relation in (Relation.INSERTED, Relation.DELETED) for pair in comparison.provisions)
    found = {(int(o.key), int(n.key)) for pair in comparison.provisions for o in pair.old for n in pair.new}
    return _figures(found, aligned - began, ended - aligned, steps)


def difflib_by_article(olds: list[str], news: list[str]) -> dict[str, Any]:
    """The articles without numbers as lines; those replaced are paired in order of place."""
    began = _now()
    found, steps = set(), 0
    for sign, a, b, c, d in difflib.SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if sign in ("equal", "replace"):
            found |= {(one + 1, other + 1) for one, other in zip(range(a, b), range(c, d), strict=False)}
        steps += abs((b - a) - (d - c))
    aligned = _now()
    for one, other in found:
        if (old := olds[one - 1]) != (new := news[other - 1]):
            codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            steps += sum(code[0] != "equal" for code in codes)
    return _figures(found, aligned - began, _now() - aligned, steps)


def difflib_whole(olds: list[str], news: list[str]) -> dict[str, Any]:
    """Both texts at once, character by character; articles are paired that share half of the shorter one."""
    old, new = printed(olds), printed(news)
    began = _now()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    codes = matcher.get_opcodes()
    took = _now() - began
    shared: Counter[tuple[int, int]] = Counter()
    at_old, at_new = _article_of(old), _article_of(new)
    for block in matcher.get_matching_blocks():
        shared.update((at_old[block.a + step], at_new[block.b + step]) for step in range(block.size))
    found = {
        (one, other)
        for (one, other), count in shared.items()
        if one and other and 2 * count >= min(len(olds[one - 1]), len(news[other - 1]))
    }
    return _figures(found, took, None, sum(code[0] != "equal" for code in codes))


def xmldiff(olds: list[str], news: list[str]) -> dict[str, Any]:
    """The texts as simple XML, with the options that Indigo uses."""
    from lxml import etree
    from xmldiff import diff

    left, right = (etree.fromstring(_xml(bodies)) for bodies in (olds, news))
    began = _now()
    differ = diff.Differ(F=0.75, ratio_mode="faster", fast_match=True)
    steps = list(differ.diff(left, right))
    took = _now() - began
    # Matched again for the pairs: `diff` changes its copy of the left tree as it goes.
    fresh = diff.Differ(F=0.75, ratio_mode="faster", fast_match=True)
    matches = fresh.match(left, right)
    found = {
        (one.getparent().index(one) + 1, other.getparent().index(other) + 1)
        for one, other, *_ in matches
        if one.tag == other.tag == "article"
    }
    return _figures(found, took, None, len(steps))


def redlines(olds: list[str], news: list[str]) -> dict[str, Any]:
    """The PyPI package of that name: text only, no articles to pair."""
    from redlines import Redlines

    began = _now()
    compared = Redlines(printed(olds), printed(news))
    steps = sum(code[0] != "equal" for code in compared.opcodes)
    return _figures(None, _now() - began, None, steps)


def python_redlines(olds: list[str], news: list[str]) -> dict[str, Any]:
    """Word files in, a Word file with tracked changes out; its program is a .NET binary."""
    from lxml import etree
    from python_redlines import DocxodusEngine

    engine = DocxodusEngine()
    before, after = _docx(olds), _docx(news)
    engine.run_redline("示例", before, after)
    began = _now()
    made, _, _ = engine.run_redline("示例", before, after, detect_moves=True)
    took = _now() - began
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    steps = sum(1 for name in ("ins", "del", "moveFrom", "moveTo") for _ in body.iter(_W + name))
    return _figures(set(_tracked_pairs(body)), took, None, steps)


TOOLS: dict[str, Callable[[list[str], list[str]], dict[str, Any]]] = {
    "lianxi": lianxi,
    "difflib_by_article": difflib_by_article,
    "difflib_whole": difflib_whole,
    "xmldiff": xmldiff,
    "redlines": redlines,
    "python_redlines": python_redlines,
}


def _now() -> float:
    """Seconds of work done so far, that of programs called included: the machine may be busy with other things."""
    of_programs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + of_programs.ru_utime + of_programs.ru_stime


def _figures(found: Pairs | None, align: float, lines: float | None, steps: int) -> dict[str, Any]:
    return {
        "found": sorted(found) if found is not None else None,
        "align_ms": 1000 * align,
        "redline_ms": None if lines is None else 1000 * lines,
        "operations": steps,
    }


def _article_of(text: str) -> list[int]:
    """For each character the position of its article; 0 ahead of the first."""
    begins = {found.start() for found in re.finditer(r"^第[^第条\n]{1,9}条", text, re.MULTILINE)}
    return list(accumulate(int(at in begins) for at in range(len(text))))


def _xml(bodies: list[str]) -> bytes:
    from lxml import etree

    root = etree.Element("body")
    for at, body in enumerate(bodies, 1):
        node = etree.SubElement(root, "article")
        etree.SubElement(node, "num").text = f"第{write_number(at)}条"
        for line in body.split("\n"):
            etree.SubElement(node, "p").text = line
    return etree.tostring(root)


def _docx(bodies: list[str]) -> bytes:
    from docx import Document

    document, made = Document(), io.BytesIO()
    for line in printed(bodies).split("\n"):
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def _tracked_pairs(body: Any) -> Iterator[tuple[int, int]]:
    """Articles whose paragraph of the tracked file holds the number of both versions and words of both."""
    one = other = 0
    for paragraph in body.iter(_W + "p"):
        old = new = kept = ""
        for text in paragraph.iter(_W + "t", _W + "delText"):
            above = {parent.tag for parent in text.iterancestors()}
            gone, come = above & {_W + "del", _W + "moveFrom"}, above & {_W + "ins", _W + "moveTo"}
            old += "" if come else text.text or ""
            new += "" if gone else text.text or ""
            kept += "" if gone or come else text.text or ""
        one, other = one + bool(_NUMBER.match(old)), other + bool(_NUMBER.match(new))
        if _NUMBER.match(old) and _NUMBER.match(new) and 2 * len(kept) >= min(len(old), len(new)):
            yield one, other


def _own_peak() -> int:
    """KiB; from /proc where there is one, since what `getrusage` tells includes the process that started this one."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Run one tool on one set."""
    olds, version = revision(int(sys.argv[2]))
    figures = TOOLS[sys.argv[1]](olds, version.bodies)
    found, truth = figures.pop("found"), version.truth
    hits = len({tuple(pair) for pair in found} & truth) if found is not None else 0
    figures["precision"] = hits / max(1, len(found)) if found is not None else None
    figures["recall"] = hits / len(truth) if found is not None else None
    figures["peak_mib"] = max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
