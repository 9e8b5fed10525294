"""Reading files: seconds of the processor and peak memory for each kind and size, each in a process of its own.

    python benchmarks/importers.py [ARTICLES...]     default 100 1000 5000

An invented regulation of so many articles, as text, web page, Word file (numbers made by Word), PDF and workbook, and
a PDF of tables with borders, read the way uploads are. The limits are 10 seconds and 512 MB; peak memory counts the
whole process, at least as much as this one holds when it starts it.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import typst
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "src"))

from lianxi.importers.limits import MEGABYTE, MEMORY, SECONDS  # noqa: E402

SENTENCE = "示例各方应当依次轮流承办联席会议，承办方应当在每年九月中旬前向其他各方发出通知，并在会后三十日内印发纪要。"
LOOKS = '#set text(font: ("Noto Serif CJK SC", "Source Han Serif SC", "WenQuanYi Zen Hei"), size: 12pt)\n'
W = nsdecls("w")
FORM = '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/>'
LEVEL = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{FORM}</w:lvl>'


def main() -> None:
    """Build, measure, print one table."""
    sizes = [int(said) for said in sys.argv[1:]] or [100, 1000, 5000]
    print(f"上限 {SECONDS} 秒、{MEMORY // MEGABYTE} MB\n\n| 种类 | 条 | 文件 KB | 秒 | 内存 MB | 读出的字 |")
    print("|---|---:|---:|---:|---:|---:|")
    # Files are built elsewhere, so that this process stays small.
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for title, (name, build) in KINDS.items():
            for size in sizes:
                content = pool.apply(build, (size,))
                seconds, peak, answer = measured(content, name)
                read = f"{len(answer['document']['text']):,}" if "document" in answer else answer["refused"]["guard"]
                print(
                    f"| {title} | {size:,} | {len(content) // 1024:,} | {seconds:.2f} | {peak} | {read} |", flush=True
                )


def measured(content: bytes, name: str) -> tuple[float, int, dict[str, dict[str, str]]]:
    """Seconds of the processor, peak of resident memory in MB, and what was answered."""
    header = json.dumps({"name": name, "memory": MEMORY, "seconds": SECONDS}).encode() + b"\n"
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "lianxi.importers.reading_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(PROJECT / "src")},
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("没有管道")
        child.stdin.write(header + content)
        child.stdin.close()
        written = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    answer = json.loads(written or b'{"refused": {"guard": "reading_failed"}}')
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, answer


def articles(count: int) -> list[str]:
    """The sentences of a regulation, each a little different."""
    return [f"{SENTENCE}第{number}项任务由示例机构办理。" for number in range(1, count + 1)]


def text(count: int) -> bytes:
    """Plain text in GB 18030."""
    return "\n".join(articles(count)).encode("gb18030")


def page(count: int) -> bytes:
    """A web page with a menu and a foot."""
    menu = "".join(f'<li><a href="/{number}">示例栏目</a></li>' for number in range(30))
    body = "".join(f"<p>　　{said}</p>" for said in articles(count))
    return (
        f"<html><meta charset=utf-8><body><ul>{menu}</ul><div>{body}</div><div>版权所有　联系我们</div></body>".encode()
    )


def word(count: int) -> bytes:
    """A Word file whose paragraphs are numbered by Word."""
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{LEVEL}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for said in articles(count):
        looks = document.add_paragraph(said)._p.get_or_add_pPr()
        looks.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printed(count: int) -> bytes:
    """A PDF in one column."""
    return typst.compile((LOOKS + "\n\n".join(articles(count))).encode())


def printed_table(count: int) -> bytes:
    """A PDF of a table with borders, cells of several lines."""
    rows = "".join(f"[{number}],[{said}],[示例机构]," for number, said in enumerate(articles(count), start=1))
    return typst.compile(f"{LOOKS}#table(columns: (1.5cm, 8cm, 3cm), {rows})".encode())


def workbook(count: int) -> bytes:
    """A workbook of three columns."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("示例")
    for number, said in enumerate(articles(count), start=1):
        sheet.append([number, said, "示例机构"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


KINDS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "纯文本": ("示例.txt", text),
    "网页": ("示例.html", page),
    "Word": ("示例.docx", word),
    "PDF": ("示例.pdf", printed),
    "PDF 表格": ("示例.pdf", printed_table),
    "工作簿": ("示例.xlsx", workbook),
}

if __name__ == "__main__":
    main()
