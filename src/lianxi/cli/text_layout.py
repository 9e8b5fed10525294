"""`lianxi text layout`: one text laid out as an official document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lianxi.apps.rulebook.documents import clean
from lianxi.cli.text_documents import Outputs, output_options
from lianxi.cli.text_files import file_argument, read_file
from lianxi.kernel.errors import Refused


@click.command("layout", short_help="排版：一个文本按公文格式排成清洁稿。")
@file_argument
@output_options
def layout(file: Path, sample: bool, **out: Any) -> None:
    """排版：一个文本按公文格式排成清洁稿，写成 Word、PDF 或网页文件；一字不增，一字不减。"""
    outputs = Outputs.of(**out)
    if not outputs.files:
        raise Refused("bad_option", "没有说写到哪个文件。", remedy="请加 --docx、--pdf 或 --html 和文件名。")
    outputs.check([file])
    outputs.write(clean(read_file(file), sample=sample))
    click.echo(outputs.said())
