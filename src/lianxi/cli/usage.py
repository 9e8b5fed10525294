"""Mistakes on the command line, and a database or a disk that does not do its part, said in Chinese."""

from __future__ import annotations

import errno
import re
import sys

import click

from lianxi.kernel.errors import Refused
from lianxi.web.contention import others_first

_CHINESE = re.compile("[\u4e00-\u9fff]")
# What click says of a value, and how we say it; its own translations hold no Chinese.
_VALUES = (
    (re.compile(r"'(.*)' does not exist"), "没有“{}”这个文件。"),
    (re.compile(r"'(.*)' is a directory"), "“{}”是文件夹，这里要一个文件。"),
    (re.compile(r"'(.*)' is a file"), "“{}”是文件，这里要一个文件夹。"),
    (re.compile(r"'(.*)' is not (?:readable|writable)"), "没有读写“{}”的权限。"),
    (re.compile(r"'(.*)' is not a valid (?:integer|float)"), "“{}”不是数。"),
    (re.compile(r"(\S+) is not in the range (.*)\."), "{}不在允许的范围（{}）内。"),
    (re.compile(r"'(.*)' does not match the format"), "“{}”不是日期，日期应写成 2024-09-20 这样。"),
    (re.compile(r"'(.*)' is not one of (.*)\."), "“{}”不在可选的值之中：{}。"),
)
_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EADDRNOTAVAIL: "这不是本机的地址",
}
# What the machine refuses whatever the program does.
_MACHINE = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过了磁盘限额",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
}


def usage_in_words(error: click.ClickException) -> str:
    """What was wrong with the words of a call, and where to look."""
    said = _said(error)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        said += f" 用法见：{error.ctx.command_path} --help"
    return said


def database_in_words(error: Exception) -> str:
    """What to do where the database is locked or away; "" for any other error. Django may not even be loaded."""
    django_db = sys.modules.get("django.db")
    if django_db is None or not isinstance(error, django_db.OperationalError):
        return ""
    if refusal := others_first(error):
        return f"{refusal.reason}请再执行一次。"
    return f"连不上数据库：{str(error).strip()}。请确认数据库已启动，LIANXI_DATABASE_URL 无误。没有办理，也没有改动。"


def refusal_in_words(refusal: Refused) -> str:
    """A refusal; where a page would have one sign in, the account is named on the command line."""
    return f"不能办理：{refusal}".replace("请先登录。", "请用 --as 写明账号。")


def system_in_words(error: OSError) -> str:
    """Why the system refused, without a full stop."""
    return _REASONS.get(error.errno or 0) or _MACHINE.get(error.errno or 0) or error.strerror or str(error)


def machine_in_words(error: OSError) -> str:
    """What to do where a disk is full or may not be written; "" for any other error, which is ours to mend."""
    if error.errno not in _MACHINE:
        return ""
    what = f"“{error.filename}”读写不了" if error.filename else "写不出去"
    return f"{what}：{system_in_words(error)}。已经存好的不受影响；请检查权限和磁盘空间，再执行一次。"


def _said(error: click.ClickException) -> str:
    if _CHINESE.search(error.message) and _value(error.message) == error.message:  # words of ours, not only the value
        return error.message
    match error:
        case click.NoSuchOption():
            near = f"是不是想写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
            return f"没有选项 {error.option_name}。{near}"
        case click.MissingParameter():
            return f"缺少{_kind(error)} {_name(error)}。"
        case click.BadParameter():
            return f"{_kind(error)} {_name(error)} 的值不对：{_value(error.message)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面要跟一个值。"
        case click.FileError():
            return f"文件 {error.ui_filename} 读不出来：{error.message}"
        case click.UsageError() if "No such command" in error.message:
            return f"没有这个命令：{error.message.split(chr(39))[1]}。"
        case click.UsageError() if "unexpected extra argument" in error.message:
            return f"多写了参数：{error.message[error.message.find('(') + 1 : -1].removesuffix(')')}。"
    return error.message


def _value(message: str) -> str:
    for pattern, words in _VALUES:
        if found := pattern.search(message):
            return words.format(*found.groups())
    return message


def _kind(error: click.BadParameter) -> str:
    return "参数" if isinstance(error.param, click.Argument) else "选项"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return (
        error.param.human_readable_name if isinstance(error.param, click.Argument) else max(error.param.opts, key=len)
    )
