"""Reference pages that cannot drift: settings, commands, permissions, glossary.

python tools/reference.py           write them
python tools/reference.py --check   say which are out of date, exit 1
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import click
import django

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.config.settings.test")
django.setup()  # the acts stand beside the models of their fields

from lianxi.cli.main import COMMANDS, lianxi  # noqa: E402
from lianxi.composition import acts  # noqa: E402
from lianxi.config.environment import SETTINGS  # noqa: E402


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(header), *[list(row) for row in rows]]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(map(plain_cell, line)) + " |" for line in lines)


def plain_cell(text: str) -> str:
    """A cell that cannot break the table."""
    return text.replace("|", "\\|").replace("\n", " ")


def settings_page() -> str:
    rows = ((f"`{s.name}`", f"`{s.default}`" if s.default else "（空）", s.meaning) for s in SETTINGS)
    return "# 设置\n\n全部通过环境变量给出；不设即用默认值。\n\n" + table(("变量", "默认", "意义"), rows) + "\n"


def commands_of(command: click.Command, name: str) -> Iterable[tuple[str, str, str]]:
    """(usage, options, meaning) of a command and of all below it."""
    if isinstance(command, click.Group):
        for child in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), child)
            if found is not None:
                yield from commands_of(found, f"{name} {child}")
        if not command.invoke_without_command:
            return
    options = [p.opts[0] if isinstance(p, click.Option) else p.human_readable_name.upper() for p in command.params]
    yield f"`{name}`", "、".join(f"`{o}`" for o in options), (command.help or "").strip().split("\n\n")[0]


def commands_page() -> str:
    rows = [row for child in sorted(COMMANDS) if (found := lianxi.get_command(click.Context(lianxi), child))
            for row in commands_of(found, f"lianxi {child}")]  # fmt: skip
    intro = (
        "# 命令行\n\n`python3 dev.py lianxi …` 在环境内运行。带 `--json` 时标准输出只有 JSON，其余写到标准错误。\n\n"
    )
    return intro + table(("命令", "参数", "作用"), rows) + "\n"


def permissions_page() -> str:
    header, *rows = acts.matrix()
    return "# 权限表\n\n行为 × 角色。没有写“可”的一律不可；没有任何角色在各机构之上。\n\n" + table(header, rows) + "\n"


def glossary_page() -> str:
    sections = tomllib.loads((PROJECT / "data" / "glossary.toml").read_text(encoding="utf-8"))
    parts = ["# 词汇\n\n代码用英文，屏幕用中文，`data/glossary.toml` 把它们连在一起；本页由它生成。\n"]
    for section in sections.values():
        rows = ((zh["zh"], en, zh["note"]) for en, zh in section["terms"].items())
        parts.append(f"## {section['title']}\n\n{table(('中文', 'English', '说明'), rows)}\n")
    return "\n".join(parts)


PAGES = {
    "docs/reference/settings.md": settings_page,
    "docs/reference/commands.md": commands_page,
    "docs/reference/permissions.md": permissions_page,
    "docs/glossary.md": glossary_page,
}


def main(arguments: list[str]) -> int:
    stale = []
    for name, page in PAGES.items():
        path, text = PROJECT / name, page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"生成的文档已过时：{'、'.join(stale)}。请执行 python tools/reference.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
