"""`lianxi text check`, `cite`, `tasks`, `counts`, `report`: what is read through the damage of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lianxi.cli.text_answers import as_json_option, say
from lianxi.cli.text_files import file_argument, read_file, read_names
from lianxi.cli.text_words import check_lines, citation_lines, count_lines, task_lines
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts import assignments, citations, report
from lianxi.kernel.texts.damage.check import check as check_up
from lianxi.kernel.texts.damage.check import find_marks
from lianxi.kernel.texts.damage.reading import Reading, read_through

no_search_option = click.option("--no-search", is_flag=True, help="错位的字只指出，不查找原文（快）。")


@click.command("check", short_help="体检：每一处损坏在哪里、可能原来是什么、有多大把握。")
@file_argument
@no_search_option
@as_json_option
def check(file: Path, no_search: bool, as_json: bool) -> None:
    """体检：每一处损坏在哪里、可能原来是什么、有多大把握。分数逐项说明扣分的缘由；什么都不改动。"""
    found = report.plain_check(check_up(read_file(file), **search_with(no_search)))
    say(found, check_lines(found), as_json=as_json)


@click.command("cite", short_help="引用：名称、文号、条款，依据、修改还是废止。")
@file_argument
@click.option(
    "--register", "titles", metavar="名称表", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="已知文件名称的文本文件，一行一个；没有书名号的引用靠它认出。",
)  # fmt: skip
@as_json_option
def cite(file: Path, titles: Path | None, as_json: bool) -> None:
    """引用：名称、简称、文号、条款，按措辞分为依据、修改、废止等。"""
    register = citations.TitleRegister(read_names(titles)) if titles else None
    found = report.read_citations(read_reading(file), register)
    say(found, citation_lines(found), as_json=as_json)


@click.command("tasks", short_help="任务：做什么、谁牵头、谁配合、什么时限。")
@file_argument
@click.option(
    "--units", metavar="单位表", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="已知单位名称的文本文件，一行一个；读出的单位与它对照，给出把握。",
)  # fmt: skip
@as_json_option
def tasks(file: Path, units: Path | None, as_json: bool) -> None:
    """任务：做什么、谁牵头、谁配合、什么时限；损坏的文字先透读，涉及之处标明。"""
    register = assignments.UnitRegister(read_names(units)) if units else None
    found = report.read_tasks(read_reading(file), register)
    say(found, task_lines(found), as_json=as_json)


@click.command("counts", short_help="数字：单位、合计、百分比、增长，合不合得上。")
@file_argument
@as_json_option
def counts(file: Path, as_json: bool) -> None:
    """数字：单位、合计、百分比、增长，合不合得上；合不上的说明哪种读法说得通，从不改正。"""
    found = report.read_counts(read_reading(file))
    say(found, count_lines(found), as_json=as_json)


@click.command("report", short_help="全部合在一份：体检、结构、题注、引用、任务、数字。")
@file_argument
@no_search_option
@as_json_option
def report_command(file: Path, no_search: bool, as_json: bool) -> None:
    """全部合在一份：体检、结构、题注、引用、任务、数字。位置都按文件中的字计。"""
    whole = report.read_all(check_up(read_file(file), **search_with(no_search)))
    if not as_json:
        raise Refused(
            "bad_option", "report 只有 JSON。", remedy="请加 --json；要看文字，请分别用 check、structure 等。"
        )
    say(whole, (), as_json=True)


def read_reading(file: Path) -> Reading:
    """The words of a file read through its damage."""
    text = read_file(file)
    return read_through(text, find_marks(text, **search_with(no_search=False)))


def search_with(no_search: bool) -> dict[str, Any]:
    """The model and the names with which the original of shifted spans is searched; loaded only where they are."""
    if no_search:
        return {}
    from lianxi.loaders.character_model import load_character_model
    from lianxi.loaders.regions import place_names

    return {"model": load_character_model(), "places": place_names()}
