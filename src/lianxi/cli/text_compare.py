"""`lianxi text compare`, `lianxi text same`: two versions side by side, copies of one decision held together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from lianxi.cli.text_answers import as_json_option, say
from lianxi.cli.text_documents import Outputs, output_options
from lianxi.cli.text_files import path_type, read_file
from lianxi.cli.text_order import KINDS, Order
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts import compare as comparing
from lianxi.kernel.texts import same_text as sameness

_INSERTED, _DELETED = "[+{}+]", "[-{}-]"
_OWN = ("本市", "本县", "本区", "本州", "本省")


@click.command("compare", short_help="对照两个或三个文本：修改、移动、合并、拆分、删去、新增；写成对照表、花脸稿。")
@click.argument("old", metavar="旧文本", type=path_type)
@click.argument("new", metavar="新文本", type=path_type)
@click.argument("third", metavar="[拟改文本]", type=path_type, required=False)
@click.option("--ignore-punctuation", is_flag=True, help="只差标点或宽度的，不算修改。")
@click.option("--ignore-renumbering", is_flag=True, help="只因条文序号变动而改的引用，不算修改。")
@click.option(
    "--as",
    "kind",
    type=click.Choice(list(KINDS)),
    help="文书：" + "，".join(f"{k} {v}" for k, v in KINDS.items()) + "。",
)
@click.option("--changed-only", is_flag=True, help="对照表只列有变化的，未变的只说有多少。")
@click.option("--name", "names", metavar="名称", multiple=True, help="各文本怎么称呼，依次各写一次；默认用文件名。")
@click.option("--tracked", "reviser", metavar="修订人", help="花脸稿的 Word 文件用修订痕迹，可以逐处接受或拒绝。")
@output_options
@as_json_option
def compare(
    old: Path,
    new: Path,
    third: Path | None,
    ignore_punctuation: bool,
    ignore_renumbering: bool,
    kind: str | None,
    changed_only: bool,
    names: tuple[str, ...],
    reviser: str | None,
    sample: bool,
    as_json: bool,
    **out: Any,
) -> None:
    """对照两个文本，逐条说明去向；三个文本依次是原文、现行、拟改，以现行连接。标“疑似”的只凭位置对上，须人确认。"""
    files = [file for file in (old, new, third) if file is not None]
    order = Order(kind, changed_only, names, reviser, sample)
    outputs = Outputs.of(**out)
    order.check(outputs, files)
    switches = {"ignore_width_and_punctuation": ignore_punctuation, "ignore_renumbering": ignore_renumbering}
    texts = [read_file(file) for file in files]
    compared = (comparing.compare if third is None else comparing.compare_three)(*texts, **switches)
    if outputs.files:
        order.carry_out(compared, outputs, files)
        click.echo(outputs.said(), err=as_json)
    if outputs.files and not as_json:
        return
    if isinstance(compared, comparing.Comparison):
        found = comparing.plain(compared)
        say(found, _pair_lines(found), as_json=as_json)
    else:
        found = comparing.plain_three(compared)
        say(found, _three_lines(found), as_json=as_json)


@click.command("same", short_help="几家通过的文本是不是同一个：哪一份、哪里不同。")
@click.argument("files", metavar="文本…", nargs=-1, required=True, type=path_type)
@click.option("--strict", is_flag=True, help="字母、数字、标点的宽度和空白也须一致。")
@as_json_option
def same(files: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """几家通过的文本是不是同一个。机构名、题注里的日期和届次可以不同，条文里的期限和日期不可以。"""
    if len(files) < 2:
        raise Refused("two_copies", "只有一份，没有可比的。", remedy="请至少给出两份。")
    register = sameness.Register.of(_bodies())
    result = sameness.same_text([read_file(file) for file in files], register, strict=strict)
    found = sameness.plain(result, [file.name for file in files])
    say(found, _copy_lines(found), as_json=as_json)


def _bodies() -> dict[str, str]:
    """Regions by every name they bear; 本市, 本县 … stand for whichever body's copy it is."""
    from lianxi.loaders.regions import load_regions

    names = {name: row.name for row in load_regions() for name in (row.short_name, row.name)}
    return names | dict.fromkeys(_OWN, "")


def _pair_lines(found: dict[str, Any]) -> Iterator[str]:
    for pair in found["pairs"]:
        sides = f"{'、'.join(pair['old']) or '无'} → {'、'.join(pair['new']) or '无'}"
        doubt = "（疑似，请确认）" if pair["suggested"] else ""
        yield f"{sides}  {pair['label']}{doubt}  {_marked(pair['redline'])}".rstrip()


def _three_lines(found: dict[str, Any]) -> Iterator[str]:
    for row in found["rows"]:
        if row["provision"]:
            sides = " → ".join("、".join(row[side]) or "无" for side in ("original", "current", "proposed"))
            yield f"{sides}  {' / '.join(label or '—' for label in row['labels'])}"


def _copy_lines(found: dict[str, Any]) -> Iterator[str]:
    modal = found["copies"][found["modal"]]["file"]
    yield f"以“{modal}”为准"
    for copy in found["copies"]:
        yield f"{copy['file']}  " + ("相同" if copy["equal"] else f"{len(copy['deviations'])} 处不同")
        for one in copy["deviations"]:
            yield f"    …{one['before']}{_DELETED.format(one['modal'])}{_INSERTED.format(one['copy'])}{one['after']}…"


def _marked(redline: list[list[str]]) -> str:
    kinds = {"equal": "{}", "deleted": _DELETED, "inserted": _INSERTED}
    return "".join(kinds[kind].format(words) for kind, words in redline)
