"""Definition files 定义文件: read TOML and say in Chinese everything that is wrong with it.

Whoever writes a mechanism folder is not a programmer, so a fault names the
file, the dotted key and what to do, and all faults of a file come at once.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.loaders.fault_messages import say_error

if TYPE_CHECKING:  # importing pydantic takes longer than a command without a database may take to start
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    Model = TypeVar("Model", bound=BaseModel)

PROJECT = Path(__file__).resolve().parents[3]
WHOLE_FILE = "整个文件"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_SYNTAX = {
    "Cannot overwrite a value": "这一项前面已经写过，请删去重复的一处",
    "Cannot declare": "这一节前面已经写过，请合并成一节",
    "Cannot mutate immutable namespace": "这一节前面已用另一种写法写过，请合并成一处",
    "Invalid value": "等号后面的值写法不对；文字须加英文双引号，日期写作 2026-01-31",
    "Invalid date": "没有这个日期，请核对年月日",
    "Unterminated string": "文字缺少结尾的英文双引号，请补上",
    "Illegal character": "文字里有不能出现的控制字符或换行，请删去或改用三个双引号",
    "Expected '='": "键的后面应是英文等号“=”，请补上",
    "Expected newline": "一行写完后应换行，请检查引号和多余的字符",
    "Unclosed array": "列表缺少结尾的“]”或项与项之间的英文逗号，请补上",
    "Unclosed inline table": "花括号内缺少结尾的“}”或英文逗号，请补上",
    "Expected ']'": "节名缺少结尾的“]”，请补上",
    "Invalid initial character for a key part": "键须用英文字母、数字、连字符写，其他文字须加英文双引号",
    "Invalid statement": "这一行不是“键 = 值”，也不是“[节名]”，请改正",
}


def definitions_root() -> Path:
    """Folder that holds `mechanisms/` and `data/` (LIANXI_DEFINITIONS, else the project itself)."""
    return (PROJECT / os.environ.get("LIANXI_DEFINITIONS", ".")).resolve()


def relative_name(path: Path, root: Path) -> str:
    """Name of a file as faults print it: relative to `root` where it lies inside."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def read_toml(path: Path, root: Path) -> dict[str, Any]:
    """Content of a TOML file, or `DefinitionError` with file and line."""
    file = relative_name(path, root)
    return parse_toml(read_content(path, file), file)


def read_content(path: Path, file: str) -> bytes:
    """The bytes of a file, or `DefinitionError` where it is missing or cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _one_fault(file, WHOLE_FILE, "没有这个文件，请补上，或改正引用它的地方。") from None
    except OSError as error:
        message = f"文件读不出来（{error.strerror}），请检查它是不是文件、权限是否允许。"
        raise _one_fault(file, WHOLE_FILE, message) from None


def parse_toml(content: bytes | str, file: str) -> dict[str, Any]:
    """TOML text as a dictionary, or `DefinitionError` with the line; for files that were uploaded."""
    try:
        # a byte order mark is what the Windows editor puts in front of UTF-8
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _one_fault(file, f"第{line}行", "文字编码不是 UTF-8，请在编辑器里另存为 UTF-8。") from None
    except RecursionError:
        raise _one_fault(file, WHOLE_FILE, "括号嵌套过深，不像定义文件，请核对内容。") from None
    except ValueError as error:
        raise _syntax_fault(file, str(error)) from None


def check(model: type[Model], content: dict[str, Any], file: str) -> Model:
    """`content` as an instance of `model`, or `DefinitionError` with every fault, its dotted key and what to do."""
    try:
        return model.model_validate(content)
    except ValueError as error:  # a ValidationError is one, and nothing else comes out of model_validate
        errors = cast("ValidationError", error).errors(include_url=False)
        raise DefinitionError(_faults(errors, file)) from None


def dotted_key(place: Sequence[str | int]) -> str:
    """Place inside a file: ``rotation.window.month``, members of a list counted from one: ``clauses.第2项.number``."""
    return ".".join(f"第{part + 1}项" if isinstance(part, int) else part for part in place) or WHOLE_FILE


def _faults(errors: list[ErrorDetails], file: str) -> tuple[Fault, ...]:
    faults = []
    for error in errors:
        message = say_error(error["type"], error.get("ctx", {}), error["input"]) + _misspelt(error, errors)
        faults.append(Fault(file, dotted_key(error["loc"]), message))
    return tuple(faults)


def _misspelt(error: ErrorDetails, errors: list[ErrorDetails]) -> str:
    """A hint where an unknown key resembles one that is missing beside it."""
    if error["type"] != "extra_forbidden":
        return ""
    beside = [e["loc"] for e in errors if e["type"] == "missing" and e["loc"][:-1] == error["loc"][:-1]]
    likely = get_close_matches(str(error["loc"][-1]), [str(place[-1]) for place in beside], n=1)
    return f"是不是想写“{likely[0]}”？" if likely else ""


def _syntax_fault(file: str, message: str) -> DefinitionError:
    place = _PLACE.search(message)
    said = next(
        (chinese for start, chinese in _SYNTAX.items() if message.startswith(start)), "写法不合 TOML 格式，请改正"
    )
    if place:
        return _one_fault(file, f"第{place[1]}行", f"{said}（第{place[2]}个字符处）。")
    return _one_fault(file, "文件末尾" if "end of document" in message else WHOLE_FILE, f"{said}。")


def _one_fault(file: str, key: str, message: str) -> DefinitionError:
    return DefinitionError((Fault(file, key, message),))
