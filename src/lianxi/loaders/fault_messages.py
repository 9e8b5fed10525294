"""What pydantic says of a wrong value, said in Chinese together with what to do 差错说明."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

# type of the error → sentence; {…} is filled from the error's context, {given} with what the file holds
MESSAGES = {
    "missing": "缺少这一项，请补写。",
    "extra_forbidden": "没有这一项，请核对拼写或删去。",
    "invalid_key": "键应是文字，请改正。",
    "none_required": "这里不应有值，请删去；现为{given}。",
    "greater_than": "应大于 {gt}，现为{given}，请改正。",
    "greater_than_equal": "应不小于 {ge}，现为{given}，请改正。",
    "less_than": "应小于 {lt}，现为{given}，请改正。",
    "less_than_equal": "应不大于 {le}，现为{given}，请改正。",
    "multiple_of": "应是 {multiple_of} 的倍数，现为{given}，请改正。",
    "finite_number": "应是有限的数，现为{given}，请改正。",
    "too_short": "至少要有 {min_length} 项，现有 {actual_length} 项，请补足。",
    "too_long": "至多只能有 {max_length} 项，请删去多余的。",
    "string_too_short": "至少要写 {min_length} 个字，现为{given}，请补写。",
    "string_too_long": "至多写 {max_length} 个字，请删短。",
    "string_pattern_mismatch": "写法不合要求的格式 {pattern}，现为{given}，请改正。",
    "string_unicode": "文字中有不能识别的字符，请重新录入。",
    "string_not_ascii": "只能用英文字母、数字和英文符号，现为{given}，请改正。",
    "enum": "只能是 {expected} 之一，现为{given}，请改正。",
    "literal_error": "只能是 {expected} 之一，现为{given}，请改正。",
    "int_from_float": "应是整数，现为{given}，请去掉小数。",
    "int_parsing_size": "数太大，请核对。",
    "date_from_datetime_inexact": "只写日期，不要写时间，例如 2026-01-31；现为{given}。",
    "date_past": "应是过去的日期，现为{given}，请改正。",
    "date_future": "应是将来的日期，现为{given}，请改正。",
    "datetime_past": "应是过去的时间，现为{given}，请改正。",
    "datetime_future": "应是将来的时间，现为{given}，请改正。",
    "timezone_naive": "不要写时区；现为{given}。",
    "timezone_aware": "须写明时区，例如 2026-01-31T09:00:00+08:00；现为{given}。",
    "union_tag_invalid": "{discriminator} 只能是 {expected_tags} 之一，现为“{tag}”，请改正。",
    "union_tag_not_found": "缺少 {discriminator}，不知道是哪一类，请补写。",
    "url_scheme": "网址应以 {expected_schemes} 开头，现为{given}，请改正。",
    "url_too_long": "网址至多 {max_length} 个字符，请删短。",
    "decimal_max_digits": "数字至多 {max_digits} 位，现为{given}，请改正。",
    "decimal_max_places": "小数至多 {decimal_places} 位，现为{given}，请改正。",
    "decimal_whole_digits": "整数部分至多 {whole_digits} 位，现为{given}，请改正。",
    "set_item_not_hashable": "这里的每一项应是文字或数，请改正。",
}
# errors that only say "this is of another kind": beginning of the type → the kind that is wanted
KINDS = {
    "string": "文字（加英文双引号）",
    "int": "整数（不加引号）",
    "float": "数（不加引号）",
    "decimal": "数（不加引号）",
    "fraction": "数（不加引号）",
    "bool": "true 或 false（不加引号）",
    "date": "日期（如 2026-01-31，不加引号）",
    "datetime": "日期和时间（如 2026-01-31T09:00:00，不加引号）",
    "time": "时间（如 09:00:00，不加引号）",
    "time_delta": "时长",
    "list": '列表（用方括号，如 ["甲", "乙"]）',
    "tuple": '列表（用方括号，如 ["甲", "乙"]）',
    "set": '列表（用方括号，如 ["甲", "乙"]）',
    "frozen_set": '列表（用方括号，如 ["甲", "乙"]）',
    "deque": '列表（用方括号，如 ["甲", "乙"]）',
    "iterable": '列表（用方括号，如 ["甲", "乙"]）',
    "dict": "一节（写成 [节名] 或 { 键 = 值 }）",
    "mapping": "一节（写成 [节名] 或 { 键 = 值 }）",
    "model": "一节（写成 [节名] 或 { 键 = 值 }）",
    "model_attributes": "一节（写成 [节名] 或 { 键 = 值 }）",
    "dataclass": "一节（写成 [节名] 或 { 键 = 值 }）",
    "named_tuple": "一节（写成 [节名] 或 { 键 = 值 }）",
    "url": "网址（如 https://www.example.cn/）",
    "uuid": "编号（UUID 写法）",
}
LONGEST_SHOWN = 40


def say_error(kind: str, context: Mapping[str, object], given: object) -> str:
    """One error as a Chinese sentence that also says what to do."""
    if kind in ("value_error", "assertion_error"):
        return str(context.get("error") or "值不合要求，请改正。")
    if kind in MESSAGES:
        values = {key: _list_in_chinese(str(value)) for key, value in context.items()}
        return MESSAGES[kind].format(**values, given=say_value(given))
    wanted = next((KINDS[name] for name in sorted(KINDS, key=len, reverse=True) if kind.startswith(f"{name}_")), None)
    if wanted:
        return f"应是{wanted}，现为{say_value(given)}，请改正。"
    return f"值不合要求（{kind}），现为{say_value(given)}，请改正。"


def say_value(value: object) -> str:
    """What the file holds, short and in Chinese, so that the reader finds the place."""
    if value is None:
        return "空"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return f"日期时间 {value.isoformat()}"
    if isinstance(value, dict):
        return "一节"
    if isinstance(value, list | tuple):
        return f"列表（{len(value)} 项）"
    if isinstance(value, str):
        return f"“{value[:LONGEST_SHOWN]}{'…' if len(value) > LONGEST_SHOWN else ''}”"
    return f" {value}"


def _list_in_chinese(expected: str) -> str:
    """Pydantic's ``'a', 'b' or 'c'`` as a、b、c."""
    return expected.replace(" or ", "、").replace(", ", "、").replace("'", "")
