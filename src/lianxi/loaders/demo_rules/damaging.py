"""A text as a bad file would have given it 受损的示例: what the check-up is shown on."""

from __future__ import annotations


def damaged(text: str, how: str) -> str:
    """`width`: half-width marks; `hidden`: invisible characters; `number`: an article number that stands twice."""
    title, _, rest = text.partition("\n")
    if how == "width":
        rest = rest.replace("，", ",").replace("；", ";")
    elif how == "hidden":
        rest = rest.replace("应当", "应\u200b当").replace("公布", "公\ufeff布")
    elif how == "number":
        rest = rest.replace("第四条　", "第三条　", 1)
    return f"{title}\n{rest}"
