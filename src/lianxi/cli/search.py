"""`lianxi search`: finds rules by exact keywords, with the same engine as every search box."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from lianxi.cli.database import acting, as_option, connect

if TYPE_CHECKING:
    from lianxi.apps.search.asking import Counted, Found, Hit, Request

_WHERE = ("all", "title", "body", "number", "issuer")
_DAY = click.DateTime(["%Y-%m-%d"])
_Command = Callable[..., Any]


def _conditions(command: _Command) -> _Command:
    """The options that narrow a search."""
    options = (
        click.option("--in", "where", type=click.Choice(_WHERE), default="all", show_default=True,
                     help="没有另外写明范围的词在哪里找：全部、标题、正文、文号、制定机关。"),
        click.option("--scope", type=click.Choice(["provision", "document"]), default="provision", show_default=True,
                     help="几个词须在同一条里，还是在同一件里。"),
        click.option("--issuer", multiple=True, metavar="名称", help="制定机关；可写几个，有一个就算。"),
        click.option("--kind", multiple=True, metavar="代码", help="种类（data/rule_kinds.toml 中的代码）。"),
        click.option("--region", multiple=True, metavar="代码", help="行政区划；含它下面的。"),
        click.option("--body", multiple=True, metavar="代码", help="入库机构。"),
        click.option("--circle", metavar="代码", help="联席圈：圈内各机构的库。"),
        click.option("--status", multiple=True, metavar="状态",
                     help="效力：pending、in_force、amended、repealed、void、expired、undated。"),
        click.option("--day", type=_DAY, metavar="日期", help="哪一天的效力；默认今天，写了 --as-of 的默认那一天。"),
        click.option("--as-of", type=_DAY, metavar="日期", help="只看那一天施行的文本；默认今天的，没有的看最新的。"),
        click.option("--since", type=_DAY, metavar="日期", help="成文日期不早于。"),
        click.option("--until", type=_DAY, metavar="日期", help="成文日期不晚于。"),
        click.option("--sort", type=click.Choice(["titles", "newest"]), default="titles", show_default=True,
                     help="标题命中在前再按新旧，或只按新旧。"),
        click.option("--first", type=click.IntRange(min=0), default=0, help="从第几条命中起（0 是第一条）。"),
        click.option("--size", type=click.IntRange(1, 1000), default=20, show_default=True, help="列出几条。"),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


class _Words(click.Command):
    """A word behind one minus is a keyword that is not wanted: options of this command have two."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {name for one in self.get_params(ctx) for name in one.opts}
        end = args.index("--") if "--" in args else len(args)
        unwanted = [word for word in args[:end] if _unwanted(word, known)]
        rest = [word for word in args[:end] if word not in unwanted]
        return super().parse_args(ctx, [*rest, "--", *unwanted, *args[end + 1 :]])


def _unwanted(word: str, known: set[str]) -> bool:
    """Whether a word of the call is such a keyword; `-json` is an option written with one minus too few."""
    return word.startswith("-") and not word.startswith("--") and not {word, f"-{word}"} & known


@click.command("search", cls=_Words)
@click.argument("words", metavar="检索式", nargs=-1)
@_conditions
@click.option(
    "--json", "as_json", is_flag=True,
    help="标准输出只有 JSON：total（条）、works（件）、hits（work、title、document_number、eid、snippet 等）、facets。",
)  # fmt: skip
@as_option
def command(words: tuple[str, ...], as_json: bool, account: str | None, **given: Any) -> None:
    """按关键词精确检索制度：空格是“都要有”，竖线是“有一个就行”，减号是“不要有”，如 "预算|决算 监督 -审计"。

    几个词不加引号也行；竖线、引号、括号在终端里有别的意思，有它们的请整个放在单引号里。
    """
    connect()
    from lianxi.apps.search.indexer import wait_for_own
    from lianxi.apps.search.replica import replica
    from lianxi.composition.search import asked, indexer
    from lianxi.web.day import today

    actor, on = acting(account), today()
    request = _request(" ".join(words), given, on)
    indexer().catch_up()
    if not wait_for_own(replica()):
        click.echo("索引更新中：刚刚保存的可能还没有列入。", err=True)
    question = asked(request, actor, on)
    found, counted = question.found(), question.counted()
    if as_json:
        click.echo(json.dumps(_plain(found, counted), ensure_ascii=False, indent=2).encode())
    else:
        _say(found, counted)


def _request(words: str, given: dict[str, Any], on: date) -> Request:
    from lianxi.composition.questions import request_of

    days = {name: _day(given[name]) for name in ("day", "as_of", "since", "until")}
    asked = request_of(words, given | days, on)
    return replace(asked, first=given["first"], size=given["size"])


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _plain(found: Found, counted: Counted) -> dict[str, Any]:
    from lianxi.composition.numbers import document_numbers

    numbers = document_numbers(found.hits)
    return {
        "total": found.total,
        "works": counted.works,
        "hits": [_plain_hit(hit, numbers.get(hit.work, "")) for hit in found.hits],
        "facets": {
            name: [{"value": value, "count": count} for value, count in values.items()]
            for name, values in counted.facets.items()
        },
    }


def _plain_hit(hit: Hit, number: str) -> dict[str, Any]:
    """`work` is the permanent address; `marks` are the places of the hits in `snippet`."""
    return {
        "work": hit.link, "title": hit.title, "document_number": number, "eid": hit.eid, "label": hit.label,
        "snippet": hit.snippet.text, "marks": [list(span) for span in hit.snippet.hits], "issuer": hit.issuer,
        "kind": hit.kind, "day": hit.day.isoformat(), "status": hit.status,
    }  # fmt: skip


def _say(found: Found, counted: Counted) -> None:
    """One line for each hit, the found words between 【】."""
    from lianxi.kernel.texts.validity import Status

    for hit in found.hits:
        shown, at = "", 0
        for start, end in hit.snippet.hits:
            shown += f"{hit.snippet.text[at:start]}【{hit.snippet.text[start:end]}】"
            at = end
        shown += hit.snippet.text[at:]
        click.echo("\t".join((hit.title, hit.label or "标题", Status(hit.status).label, shown)))
    click.echo(f"共 {found.total:,} 条，{counted.works:,} 件。", err=True)
