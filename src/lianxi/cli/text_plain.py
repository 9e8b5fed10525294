"""`lianxi text structure` and `caption`: a file or a caption read as it stands."""

from __future__ import annotations

from pathlib import Path

import click

from lianxi.cli.text_answers import as_json_option, say
from lianxi.cli.text_files import file_argument, read_file
from lianxi.cli.text_words import caption_lines, tree_lines
from lianxi.kernel.texts import captions
from lianxi.kernel.texts import structure as structures


@click.command("structure", short_help="结构：编章节条款项目，一、（一）1.（1）。")
@file_argument
@as_json_option
def structure(file: Path, as_json: bool) -> None:
    """结构：条文树和目录核对；各节点的文字依次相连就是原文，一字不差。"""
    tree = structures.plain(structures.read_structure(read_file(file)))
    say(tree, tree_lines(tree), as_json=as_json)


@click.command("caption", short_help="题注：谁在哪一天哪一次会议通过、批准、修正、公布。")
@click.argument("text", metavar="题注")
@as_json_option
def caption(text: str, as_json: bool) -> None:
    """题注：谁在哪一天哪一次会议通过、批准、修正、公布。写 - 时读标准输入；读不懂的部分原样列出。"""
    words = read_file(Path("-")) if text == "-" else text
    read = captions.plain(captions.read_caption(words))
    say(read, caption_lines(read), as_json=as_json)
