"""`lianxi text amend`: an amending decision read, carried out on the old text, and proven against the printed one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import click

from lianxi.cli.text_answers import as_json_option, say
from lianxi.cli.text_documents import Outputs
from lianxi.cli.text_files import path_type, read_file
from lianxi.cli.usage import system_in_words
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.compare import amending
from lianxi.kernel.texts.compare.amending import Amended, Instruction, Proof


@click.command("amend", short_help="落实修改决定：逐条读出、套用到原文，与印发的新文本核对。")
@click.argument("law", metavar="原文", type=path_type)
@click.argument("decision", metavar="修改决定", type=path_type)
@click.option("--out", metavar="文件", type=click.Path(dir_okay=False, path_type=Path), help="修改后的文本写到这里。")
@click.option("--force", is_flag=True, help="已有同名文件时覆盖。")
@click.option("--printed", metavar="文件", type=path_type, help="印发的新文本：逐部分核对，说明哪里不一致。")
@click.option("--title", metavar="名称", help="决定修改几件法规时，说明原文是哪一件；默认按原文的题目。")
@click.option("--references", is_flag=True, help="决定没有写明的，也按新的序号修改条文里的引用。")
@click.option(
    "--reference", "chosen", metavar="序号", multiple=True, type=click.IntRange(1), help="只改这一处引用，可写几次。"
)
@as_json_option
def amend(
    law: Path,
    decision: Path,
    out: Path | None,
    force: bool,
    printed: Path | None,
    title: str | None,
    references: bool,
    chosen: tuple[int, ...],
    as_json: bool,
) -> None:
    """落实修改决定：逐条读出、套用到原文；落实不了的说明缘由，其余照办。加 --printed 时与印发的新文本逐部分核对。"""
    outputs = Outputs.of(force=force, txt=out)
    outputs.check([law, decision, *([printed] if printed else [])])
    old = read_file(law)
    instructions = _for_this(amending.read_instructions(read_file(decision)), old, title)
    confirmed: bool | Collection[int] = True if references else {number - 1 for number in chosen}
    amended = amending.apply(instructions, old, confirmed=confirmed)
    proof = amending.prove_amended(amended, read_file(printed)) if printed else None
    if out:
        _write(out, amended.text)
    values = amending.plain(proof) if proof else amending.plain_amended(amended)
    say(values, _lines(amended, proof, out), as_json=as_json)


def _for_this(read: Sequence[Instruction], old: str, title: str | None) -> tuple[Instruction, ...]:
    """The instructions for this text; `Refused` where there are none."""
    found = amending.of_law(read, title) if title else amending.of_text(read, old)
    if found:
        return found
    laws = "、".join(dict.fromkeys(f"《{one.law}》" for one in read if one.law))
    if laws:
        named = title or amending.title_of(old) or "原文"
        raise Refused(
            "other_law",
            f"决定修改的是{laws}，没有修改“{named}”。",
            remedy="请用 --title 写明原文是其中的哪一件，或换一份决定。",
        )
    raise Refused(
        "no_instructions", "决定里没有读出修改的内容。", remedy="请确认第二个文件是修改决定，新的表述放在引号里。"
    )


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        said = f"写不了“{out}”：{system_in_words(error)}。"
        raise Refused("cannot_write", said, remedy="请检查权限和磁盘空间，或换一个地方。") from None


def _lines(amended: Amended, proof: Proof | None, out: Path | None) -> Iterator[str]:
    done, left = len(amended.applied), len(amended.not_applied)
    yield f"读出 {done + left} 处修改，落实 {done} 处，未落实 {left} 处。"
    told = [(one, "已落实") for one in amended.applied]
    told += [(one.instruction, f"未落实：{one.reason}") for one in amended.not_applied]
    for number, (instruction, outcome) in enumerate(sorted(told, key=lambda one: one[0].start), 1):
        yield f"{number}. {amending.in_words(instruction)}  {outcome}"
    for number, one in enumerate(amended.consequences, 1):
        yield f"引用 {number}. {one.label}  {'已改' if one.applied else '未改，请确认'}  …{one.context}…"
    yield from (f"请注意：{doubt}。" for doubt in amended.doubts)
    if proof:
        yield from _proof_lines(proof)
    yield from (f"修改后的文本：{out}。",) if out else ("", amended.text)


def _proof_lines(proof: Proof) -> Iterator[str]:
    yield "印发的文本与决定一致。" if proof.equal else "印发的文本与决定不一致，或决定还有没落实的。"
    for part in proof.parts:
        yield f"{part.part}：{'一致' if part.agrees else f'{len(part.departures)} 处不一致'}"
        yield from (f"    {_departure(one)}" for one in part.departures)
        yield from ((f"    {part.note}",) if part.note else ())


def _departure(one: amending.Departure) -> str:
    around = f"  …{one.before}［］{one.after}…" if one.before or one.after else ""
    return one.label + around
