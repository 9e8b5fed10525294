"""The front of a document 文首: title, caption, and where the body begins.

The title stands alone; the caption 题注 stands in brackets below it and tells who
adopted the text on which day (立法法65条; domain notes b.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lianxi.kernel.texts.structure.closing import is_date_line
from lianxi.kernel.texts.structure.lines import Line
from lianxi.kernel.texts.structure.node import DIVISIONS, Kind

TYPES = (
    "法", "条例", "规定", "办法", "细则", "规则", "决定", "决议", "命令", "令", "公报", "公告", "通告", "意见",
    "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要", "方案", "计划", "规划", "机制", "制度", "章程",
    "准则", "解释", "规程", "标准", "要点", "措施", "清单", "指南", "协议", "协定", "备忘录", "建议", "修正案",
    "说明", "规范", "公约", "倡议书", "讲话",
)  # fmt: skip
"""What a document calls itself at the end of its title (党政机关公文处理工作条例8条 and the names of rules)."""
_ACTS = ("通过", "批准", "公布", "发布", "修订", "修正", "施行", "实施", "废止", "印发", "制定")
"""Acts that a caption tells (立法法65条)."""
_RESIDUES = (
    "[>|｜»]", "首页", "您的位置", "当前位置", "浏览", "点击", "来源", "作者", "字号", "发布时间", "索引号", "分享",
    "打印", "每日推荐", "阅读全文", "(?:发布|颁布)(?:单位|文号)", "(?:发布|颁布|实施|生效|失效)日期", "所属类别",
    "时 ?效 ?性", "<!--", "^https?:", "网站地图",
    r"^(?:索\s*引\s*号|主题分类|主\s*题\s*词|发[文布][机单][关构位]|[成发]文日期|发文字号|标\s*题|名\s*称|文\s*号)\s*[：:]",
    r"^(?:公开\w{2}|有\s*效\s*性|信息来源)\s*[：:]",
)  # fmt: skip
"""What web pages print above a text (domain notes M)."""
_BRACKETS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "［": "］", "【": "】"}
_N = "0-9０-９〇零○ＯO一二三四五六七八九十廿卅"
_DATE = rf"[{_N} \u3000]{{1,9}}[年.\-/][^\n]{{0,4}}?[{_N} \u3000]{{1,5}}[月.\-/]"

_TYPED = re.compile(rf"(?:{'|'.join(TYPES)})(?:[（(〔][^（）()〔〕]{{1,20}}[）)〕])?[》〉]?$")
_ADOPTED = re.compile("|".join(_ACTS))
_DATED = re.compile(rf"{_DATE}|\d{{4}}年")
_BARE_CAPTION = re.compile(rf"[ \t\u3000]*(?:根据)?[ \t\u3000]*{_DATE}[^。]{{0,160}}(?:{'|'.join(_ACTS[:7])})[）)]?$")
_ONLY_DATE = re.compile(rf"[（(〔]{_DATE}[^（）()]{{1,6}}[）)〕]$")
_WORDS = re.compile(r"[\u3400-\u9fff][ \u3000]{0,4}[\u3400-\u9fff]")
_ADDITION = re.compile(
    r"[（(]\d{4}[ 年]{0,2}[—－–\-至~～]{1,2} ?\d{4}年?[）)]$"
    r"|[（(][^（）()\d]{0,16}(?:试行|暂行|草案|稿|修订|修正)[^（）()\d]{0,10}[）)]$"
)
_RESIDUE = re.compile("|".join(_RESIDUES))
_NUMBER_LINE = re.compile(
    rf"[（(]?第?[ \u3000]?[{_N}百]{{1,6}}[ \u3000]?号[）)]?$"
    r"|[^，。]{0,16}[〔\[（(【﹝]\d{4}[〕\]）)】﹞][^，。]{0,8}号(?:[ \t\u3000]|$)"
    r"|(?:绝密|机密|秘密)(?:★|[ \u3000]|$)|(?:特急|加急|特提|平急)$"
)
_LONGEST_TITLE, _LONGEST_CAPTION, _MOST_LINES = 90, 6000, 40
_ATTACHED = re.compile(rf"附[ \u3000]*[件表录图][ \u3000]*[{_N}]{{0,3}}$")
"""附件2 over the title of a text that was taken out of its notice."""
_TOC = re.compile(r"目[ \t\u3000]*[录次]$")


@dataclass(frozen=True, slots=True)
class Front:
    """Where title and captions stand: first line and the line after the last; `body` is where the rest begins."""

    title: tuple[int, int] | None
    captions: tuple[tuple[int, int], ...]
    body: int


def is_toc_label(line: Line) -> bool:
    return line.bare.startswith("目") and bool(_TOC.match(line.bare[:12]))


def is_title_like(line: Line) -> bool:
    """Whether a line may be a title or a part of one: short, without number, ending no sentence."""
    said = line.content
    if len(said) > _LONGEST_TITLE or line.quoted or (line.mark and not line.mark.cited) or not _WORDS.search(said):
        return False
    if said[0] in "（(●■◆□〇*" or said[-1] in "。；，、：；？！;,:" or "。" in said:
        return False
    if is_date_line(line) or is_toc_label(line) or _ATTACHED.match(line.bare):
        return False
    return not (_RESIDUE.search(line.bare) or _NUMBER_LINE.match(line.bare))


def is_typed_title(line: Line) -> bool:
    """A title that ends in the name of a kind of document: …条例, …的决定, …方案（试行）."""
    return is_title_like(line) and bool(_TYPED.search("".join(line.bare[-40:].split())))


def caption_end(lines: list[Line], index: int, after: int) -> int:
    """The line after the caption that begins at `index`; 0 where none begins there."""
    said = lines[index].bare
    if _BARE_CAPTION.match(said) and len(said) <= 200:
        return index + 1
    if said[0] not in _BRACKETS:
        return 0
    end = _bracket_end(lines, index, after)
    whole = "".join(line.bare for line in lines[index:end])
    if not end or not _DATED.search(whole[:400]):
        return 0
    return end if _ADOPTED.search(whole) or _ONLY_DATE.match(whole) else 0


def _bracket_end(lines: list[Line], index: int, after: int) -> int:
    """The line after the one in which the bracket at the front of `index` closes, closing its line."""
    opening = lines[index].content[0]
    closing, depth, length = _BRACKETS[opening], 0, 0
    pairs = {opening: 1, closing: -1}
    for at in range(index, min(after, index + _MOST_LINES)):
        said = lines[at].content
        length += len(said)
        if length > _LONGEST_CAPTION or (at > index and _begins_provision(lines[at])):
            return 0
        depth += sum(pairs.get(char, 0) for char in said)
        if depth <= 0:
            return at + 1 if said[-1:] == closing or said[-2:-1] == closing else 0
    return 0


def _begins_provision(line: Line) -> bool:
    return line.mark is not None and not line.mark.cited and line.mark.kind in (*DIVISIONS, Kind.ARTICLE)


def read_front(lines: list[Line], first: int, after: int) -> Front:
    """Title and captions of the document in `lines[first:after]`."""
    captions: list[tuple[int, int]] = []
    candidates: list[int] = []
    at = first
    while at < after and len(candidates) < _MOST_LINES:
        line = lines[at]
        end = 0 if line.blank else caption_end(lines, at, after)
        if end:
            captions.append((at, end))
        elif not line.blank and _is_body(line, last=candidates):
            break
        elif not line.blank:
            candidates.append(at)
        at = end or at + 1
    title = _title(lines, candidates, captions, first)
    if title is not None:
        title = _with_addition(lines, _last_time(lines, title, candidates), at)
    return Front(title, tuple(captions), at)


def _last_time(lines: list[Line], title: tuple[int, int], candidates: list[int]) -> tuple[int, int]:
    """Pages print a title several times before the text; the last one is the document's own."""
    if title[1] - title[0] > 1:
        return title
    again = [at for at in candidates if lines[at].content == lines[title[0]].content]
    last = max((*again[-1:], title[0]))
    return last, last + 1


def _with_addition(lines: list[Line], title: tuple[int, int], body: int) -> tuple[int, int]:
    """（试行） or （修订草案） on the line below belongs to the title."""
    below = next((at for at in range(title[1], body) if lines[at].content), None)
    return (title[0], below + 1) if below is not None and _ADDITION.match(lines[below].bare[:40]) else title


def _is_body(line: Line, last: list[int]) -> bool:
    if (line.mark and not line.mark.cited) or is_toc_label(line) or line.quoted:
        return True
    return not line.hashes and (
        line.last in set("。；！") or len(line.content) > _LONGEST_TITLE or (bool(last) and line.last in set("：:"))
    )


def _title(
    lines: list[Line], candidates: list[int], captions: list[tuple[int, int]], highest: int
) -> tuple[int, int] | None:
    """The title: the nearest above the caption, or the first; a marked heading or a typed title before other words."""
    likely = [at for at in candidates if is_title_like(lines[at]) and not (captions and at > captions[0][0])]
    nearest = -1 if captions else 0
    for best in ([at for at in likely if lines[at].hashes], [at for at in likely if is_typed_title(lines[at])], likely):
        if best:
            chosen = best[nearest]
            return _upwards(lines, chosen, highest) if best is not likely or captions else (chosen, chosen + 1)
    return None


def _upwards(lines: list[Line], last: int, highest: int) -> tuple[int, int]:
    """A title set over several lines, from its last one up: the lines directly above it, four at most."""
    first, said = last, lines[last].content
    while not lines[last].hashes and max(highest, last - 3) < first and _carries_on(lines[first - 1], said):
        first -= 1
    return first, last + 1


def _carries_on(line: Line, said: str) -> bool:
    return is_title_like(line) and not line.hashes and line.content != said
