"""`lianxi text compare`, `lianxi text same`: two versions side by side, copies of one decision held together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from lianxi.cli.text_answers import as_json_option, say
from lianxi.cli.text_files import path_type, read_file
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts import compare as comparing
from lianxi.kernel.texts import same_text as sameness

_INSERTED, _DELETED = "[+{}+]", "[-{}-]"
_OWN = ("本市", "本县", "本区", "本州", "本省")


@click.command("compare", short_help="对照两个文本：修改、移动、合并、拆分、删去、新增。")
@click.argument("old", metavar="旧文本", type=path_type)
@click.argument("new", metavar="新文本", type=path_type)
@click.option("--ignore-punctuation", is_flag=True, help="只差标点或宽度的，不算修改。")
@click.option("--ignore-renumbering", is_flag=True, help="只因条文序号变动而改的引用，不算修改。")
@as_json_option
def compare(old: Path, new: Path, ignore_punctuation: bool, ignore_renumbering: bool, as_json: bool) -> None:
    """对照两个文本，逐条说明去向。标“疑似”的只凭位置对上，须人确认。"""
    found = comparing.plain(
        comparing.compare(
            read_file(old),
            read_file(new),
            ignore_width_and_punctuation=ignore_punctuation,
            ignore_renumbering=ignore_renumbering,
        )
    )
    say(found, _pair_lines(found), as_json=as_json)


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
