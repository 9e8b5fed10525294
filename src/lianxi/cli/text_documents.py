"""Documents that `lianxi text compare` and `lianxi text layout` write: where to, in which formats, by what fonts."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from lianxi.cli.text_files import STDIN
from lianxi.cli.usage import system_in_words
from lianxi.exporters.docx_tracked import Reviser
from lianxi.exporters.official import OfficialDocument
from lianxi.kernel.errors import Refused
from lianxi.loaders.toml_files import PROJECT

FORMATS = {"docx": " Word ", "pdf": " PDF ", "html": "网页"}
_FONTS = "LIANXI_FONTS"
_out_type = click.Path(dir_okay=False, path_type=Path)


_OPTIONS = (
    *(
        click.option(f"--{kind}", metavar="文件", type=_out_type, help=f"写成{name}文件。")
        for kind, name in FORMATS.items()
    ),
    click.option("--force", is_flag=True, help="已有同名文件时覆盖。"),
    click.option("--sample", is_flag=True, help="每页印“样例”。"),
)


@dataclass(frozen=True)
class Outputs:
    """The files to write, by format; `force` where existing ones may be overwritten."""

    files: Mapping[str, Path]
    force: bool

    @classmethod
    def of(cls, *, force: bool, **files: Path | None) -> Outputs:
        """What the options say; formats that were not asked for are None."""
        return cls({kind: out for kind, out in files.items() if out is not None}, force)

    def check(self, inputs: Sequence[Path]) -> None:
        """`Refused` where a file exists, is one of those read, or has no folder to stand in."""
        read = {file.resolve() for file in inputs if file != STDIN}
        for out in self.files.values():
            if out.resolve() in read:
                raise Refused("own_input", f"“{out}”正是要读的文件。", remedy="请换一个名字。")
            if out.exists() and not self.force:
                raise Refused(
                    "file_exists", f"“{out}”已经有了，没有覆盖。", remedy="请换一个名字，或加 --force 覆盖它。"
                )
            if not out.parent.is_dir():
                raise Refused("no_folder", f"没有文件夹“{out.parent}”。", remedy="请先建好它，或换一个地方。")

    def write(self, document: OfficialDocument, tracked: tuple[OfficialDocument, Reviser] | None = None) -> None:
        """The document in every format, as DOCX the tracked one where there is one; all are made, then all written."""
        made = {
            out: _docx(*tracked) if tracked and kind == "docx" else _RENDERERS[kind](document)
            for kind, out in self.files.items()
        }
        for out, content in made.items():
            try:
                out.write_bytes(content)
            except OSError as error:
                said = f"写不了“{out}”：{system_in_words(error)}。"
                raise Refused("cannot_write", said, remedy="请检查权限和磁盘空间，或换一个地方。") from None

    def said(self) -> str:
        """What was written, for the reader."""
        return "".join(f"已写好{FORMATS[kind]}文件：{out}\n" for kind, out in self.files.items()).rstrip()


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--docx`, `--pdf`, `--html`, `--force` and `--sample`; all but the last are for `Outputs.of`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _docx(document: OfficialDocument, reviser: Reviser | None = None) -> bytes:
    from lianxi.exporters.docx import render_docx

    return render_docx(document, reviser)


def _pdf(document: OfficialDocument) -> bytes:
    from lianxi.exporters.pdf import render_pdf

    return render_pdf(document, font_folders())


def _html(document: OfficialDocument) -> bytes:
    from lianxi.exporters.html import render_html

    return render_html(document)


_RENDERERS: Mapping[str, Callable[[OfficialDocument], bytes]] = {"docx": _docx, "pdf": _pdf, "html": _html}


def font_folders() -> tuple[Path, ...]:
    """The folder with fonts of one's own, as the settings read it."""
    named = os.environ.get(_FONTS, "")
    return ((PROJECT / named).resolve(),) if named else ()
