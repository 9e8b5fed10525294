"""`lianxi text akn` and `akn-read`: a text to Akoma Ntoso 3.0 and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from lianxi.cli.text_answers import as_json_option, say
from lianxi.cli.text_files import file_argument, read_bytes, read_file
from lianxi.exporters.akoma_ntoso import Metadata, caption_events, defaults, doctype_of, render_akn
from lianxi.exporters.akoma_ntoso.defaults import Found
from lianxi.importers.akoma_ntoso import ReadAkn, read_akn
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.addresses import SUBTYPES, Address, region_part
from lianxi.kernel.texts.captions import Event
from lianxi.kernel.texts.compare import carry_identities, compare
from lianxi.kernel.texts.structure import Node, read_structure

_SUBTYPES = "、".join(f"{name}（{said}）" for name, said in SUBTYPES.items())
_NAMES = {
    "title": ("标题", "--title 标题"),
    "region": ("地区", "--region 六位代码（全国写 000000）"),
    "subtype": ("类别", f"--subtype 类别，即 {_SUBTYPES}"),
    "work_date": ("通过日", "--work-date 年-月-日"),
    "expression_date": ("施行日", "--expression-date 年-月-日，即这一版本开始施行的日期"),
    "slug": ("拼音名", "--slug 小写字母、数字和连字符"),
}
_DAY = click.DateTime(["%Y-%m-%d"])
_new_file = click.Path(dir_okay=False, path_type=Path)


@click.command("akn", short_help="导出 Akoma Ntoso 3.0（法规交换格式），读回一字不差。")
@file_argument
@click.option("--out", required=True, metavar="文件", type=_new_file, help="写到这个文件（.xml）；已有的不覆盖。")
@click.option("--region", metavar="代码", help="制定机关所在地区的六位代码；默认按题注里的名称查。")
@click.option("--subtype", metavar="类别", type=click.Choice(list(SUBTYPES)), help=f"{_SUBTYPES}。")
@click.option("--slug", metavar="拼音名", help="地址里的名称；默认是标题的拼音。")
@click.option("--title", metavar="标题", help="默认是文本的标题。")
@click.option("--work-date", metavar="日期", type=_DAY, help="通过日（没有的写公布日），此后不变；默认从题注读。")
@click.option("--expression-date", metavar="日期", type=_DAY, help="这一版本的施行日；默认从题注和条文读。")
@click.option(
    "--earlier", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="上一版本导出的文件；改了序号的条文沿用其中的身份（wId）。",
)  # fmt: skip
@click.option("--on", "made", metavar="日期", type=_DAY, help="导出日，写在文件里；默认今天。")
@as_json_option
def akn(file: Path, out: Path, earlier: Path | None, made: datetime | None, as_json: bool, **given: Any) -> None:
    """导出 Akoma Ntoso 3.0。地址所需的各项没有给出的从文本读，读自哪里逐项说明；读不出的说明要给什么。"""
    _refuse_existing(out)
    text = read_file(file)
    root = read_structure(text)
    events = caption_events(root)
    chosen = _chosen(root, events, given)
    address = _address(root, chosen)
    identities = _identities(earlier, text, address) if earlier else {}
    on = made.date() if made else datetime.now(ZoneInfo("Asia/Shanghai")).date()
    out.write_bytes(render_akn(root, Metadata(address, chosen["title"].value, on, events), identities=identities))
    answer = {
        "file": str(out),
        "address": str(address),
        "characters": len(text),
        "carried": sum(eid != wid for eid, wid in identities.items()),
        "values": {name: {"value": one.value, "source": one.source} for name, one in chosen.items()},
    }
    say(answer, _akn_lines(answer), as_json=as_json)


@click.command("akn-read", short_help="读 Akoma Ntoso 文件：文本、地址、条文身份、沿革。")
@file_argument
@click.option("--text", "out", metavar="文件", type=_new_file, help="文本写到这里（UTF-8）；已有的不覆盖。")
@as_json_option
def akn_read(file: Path, out: Path | None, as_json: bool) -> None:
    """读 Akoma Ntoso 文件。本系统导出的，文本与导出前一字不差；他方的按通常排法读出，没有读入的逐项说明。"""
    if out is not None:
        _refuse_existing(out)
    read = read_akn(read_bytes(file), file.name)
    if out is not None:
        out.write_bytes(_encoded(read.text))
    say(_plain(read), _read_lines(read), as_json=as_json)


def _chosen(root: Node, events: tuple[Event, ...], given: dict[str, Any]) -> dict[str, Found]:
    """Every value with where it comes from; `Refused` with all that are missing at once."""
    chosen: dict[str, Found] = {}
    readers: dict[str, Callable[[], Found | None]] = {
        "title": lambda: defaults.find_title(root),
        "region": lambda: defaults.find_region(events, _codes()),
        "subtype": lambda: defaults.find_subtype(chosen["title"].value, events) if "title" in chosen else None,
        "work_date": lambda: defaults.find_work_day(events),
        "expression_date": lambda: defaults.find_version(root, events),
        "slug": lambda: _slug(chosen["title"].value) if "title" in chosen else None,
    }
    for name, reader in readers.items():
        value = given[name]
        found = Found(_said(value), "命令行") if value is not None else reader()
        if found is not None:
            chosen[name] = found
    missing = [said for name, said in _NAMES.items() if name not in chosen]
    if missing:
        what = "、".join(name for name, _ in missing)
        remedy = f"请加上：{'；'.join(option for _, option in missing)}。"
        raise Refused("akn_value", f"文本里没有读出{what}，地址写不全。", remedy=remedy)
    return chosen


def _said(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def _codes() -> dict[str, str]:
    """Names that only one region bears → its code."""
    from lianxi.loaders.regions import load_regions

    pairs = {(name, row.code) for row in load_regions() for name in (row.name, row.short_name)}
    times = Counter(name for name, _ in pairs)
    return {"全国": "000000"} | {name: code for name, code in pairs if times[name] == 1}


def _slug(title: str) -> Found | None:
    from lianxi.exporters.akoma_ntoso.slugs import slug_of

    slug = slug_of(title)
    return Found(slug, "标题的拼音") if slug else None


def _address(root: Node, chosen: dict[str, Found]) -> Address:
    return Address(
        region=region_part(chosen["region"].value),
        doctype=doctype_of(root),
        subtype=chosen["subtype"].value,
        day=date.fromisoformat(chosen["work_date"].value),
        slug=chosen["slug"].value,
        version=date.fromisoformat(chosen["expression_date"].value),
    )


def _identities(earlier: Path, text: str, address: Address) -> dict[str, str]:
    """Identities carried from the file of an earlier version; what first appears here is named after this one."""
    old = read_akn(earlier.read_bytes(), earlier.name)
    if not old.exact:
        reason = f"文件“{earlier.name}”不是本系统导出的原样，条文身份不能沿用。"
        raise Refused("akn_earlier", reason, remedy="请用上一版本的文本重新导出一份，再用 --earlier 指向它。")
    version = address.version.isoformat() if address.version else ""
    return carry_identities(compare(old.text, text), old.identities, version)


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        reason = f"文本第 {error.start + 1} 个字是半个代理字符，UTF-8 文件写不下。"
        raise Refused("akn_text", reason, remedy="请加 --json 查看文本，并与来源核对。") from None


def _refuse_existing(out: Path) -> None:
    if out.exists():
        raise Refused("file_exists", f"“{out}”已经有了，没有覆盖。", remedy="请移走它，或换一个名字。")


def _plain(read: ReadAkn) -> dict[str, Any]:
    events = [
        {"kind": one.kind, "date": one.date.isoformat() if one.date else None, "said": one.said} for one in read.events
    ]
    notes = [{"marker": one.marker, "text": one.text, "at": one.at} for one in read.notes]
    return {
        "title": read.title,
        "address": read.uri,
        "own": read.own,
        "exact": read.exact,
        "events": events,
        "identities": read.identities,
        "notes": notes,
        "warnings": list(read.warnings),
        "text": read.text,
    }


def _akn_lines(answer: dict[str, Any]) -> Iterator[str]:
    yield f"已导出：{answer['file']}（{answer['characters']} 字）"
    yield f"地址：{answer['address']}"
    for name, one in answer["values"].items():
        yield f"    {_NAMES[name][0]}：{one['value']}（{one['source']}）"
    if answer["carried"]:
        yield f"    身份与编号不同的条文：{answer['carried']}"


def _read_lines(read: ReadAkn) -> Iterator[str]:
    proven = "与导出时一字不差" if read.exact else "未能证明与来源一字不差"
    yield f"标题：{read.title or '没有'}"
    yield f"地址：{read.uri or '没有'}"
    yield f"文本：{len(read.text)} 字，{proven}"
    for event in read.events:
        yield f"    {event.date or '日期不详'}  {event.kind}  {event.said}".rstrip()
    if read.identities:
        yield f"身份与编号不同的条文：{len(read.identities)}"
    for warning in read.warnings:
        yield f"提示：{warning}"
