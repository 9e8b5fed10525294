"""The two ways in which lianxi says no: a refused act, and faults in what was handed in.

Both are plain values that explain themselves in Chinese, so that a page, the
command line and the API can show the same sentence.
"""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a malfunction
    """An act that may not be done, with what would make it possible 拒绝.

    guard:  name of the condition that failed, stable English, e.g. ``role_required``.
    reason: why, one Chinese sentence.
    remedy: what would turn the no into a yes, one Chinese sentence ("" if nothing can).
    source: the clause or house rule the guard rests on, as printed beside the refusal.
    """

    def __init__(self, guard: str, reason: str, *, remedy: str = "", source: str = "") -> None:
        super().__init__(reason)
        self.guard = guard
        self.reason = reason
        self.remedy = remedy
        self.source = source

    def __str__(self) -> str:
        parts = [self.reason]
        if self.remedy:
            parts.append(f"怎么办：{self.remedy}")
        if self.source:
            parts.append(f"依据：{self.source}")
        return " ".join(parts)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a file or a row, and where 差错.

    file: path relative to the project, or the name of the uploaded file.
    key:  place inside it: ``rotation.window.month`` of a TOML file, ``第3行 手机号`` of a table.
    message: what is wrong and what to do, in Chinese.
    """

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}：{self.key}：{self.message}"


class DefinitionError(Exception):
    """Data that cannot be used, with *all* its faults at once 定义有误."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
