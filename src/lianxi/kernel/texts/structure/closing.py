"""The words of the end of a document 文尾: signature, attachments, what is printed below.

落款, 附注 and 版记 follow GB/T 9704.
"""

from __future__ import annotations

import re

from lianxi.kernel.texts.structure.lines import Line

_N = "0-9０-９〇零○ＯO一二三四五六七八九十廿卅"
_S = r"[ \t\u3000\u00a0]"
_DAY = rf"[{_N} ]{{2,9}}{_S}?年{_S}{{0,3}}[{_N}]{{1,3}}{_S}{{0,3}}月{_S}{{0,3}}[{_N}]{{1,3}}{_S}{{0,3}}[日号]"
_ORGANS = (
    "委员会", "政府", "办公室", "办公厅", "厅", "局", "部", "院", "大会", "主席团", "常委会", "办", "署", "中心",
    "总队", "支队", "协会", "公司", "学会", "小组", "秘书处", "会议", "人大",
)  # fmt: skip
"""How the name of an organ that signs ends."""
_OFFICES = (
    "国家主席", "委员长", "总理", "主席", "省长", "市长", "主任", "县长", "州长", "区长", "部长", "局长", "院长",
    "检察长",
)  # fmt: skip
"""Offices under which orders are signed 签署."""
_IMPRINT = (
    r"抄[ \u3000]*[送报][ \u3000]*[：:]", r"分[ \u3000]*送[ \u3000]*[：:]",
    r"主[ \u3000]*题[ \u3000]*词[ \u3000]*[：:]",
    r"印发机关[ \u3000：:]", r"[（(〔]?此件(?:公开|主动|依申请)", r"[（(]?共印[ \u3000]*\d",
)  # fmt: skip
"""附注 and 版记 of a document (GB/T 9704 7.3.7, 7.4)."""
_RESIDUE = (
    r"[\[［【（(]?(?:责任|责|网站)?编辑[：:]", "责编", "上一[篇页条]", "下一[篇页条]",
    "相关(?:链接|文章|阅读|附件)", "分享到", "分享至", "扫一扫", "打印本页", "【?打印】?$", "关闭窗口",
    "【?关闭】?$", "版权所有", "主办单位", "承办单位", "技术支持", "网站标识码", "网站首页", "网站地图", "返回顶部",
    "返回首页", "[^，。]{0,12}ICP备", "每日推荐", "微信公众号", "官方微信", "稿件来源", "来源[：:]", "（?\\(?本版",
    "（撰文", "（记者",
)  # fmt: skip
"""What web pages print below a text (domain notes M)."""
_SELF = ("决定", "决议", "条例", "规定", "办法", "细则", "意见", "通知", "通告", "方案", "公告")

_DATE_LINE = re.compile(
    rf"(?:[^，。；：、年]{{2,40}}{_S}{{1,20}})?{_DAY}{_S}*$|(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}$"
)
_ORGAN = re.compile(rf"[\u3400-\u9fff（）()·、 \u3000]{{2,60}}(?:{'|'.join(_ORGANS)})$")
_SPACES = re.compile(_S)
SEALED = re.compile(r"[（(](?:盖章|公章|印章|章|代章|签章)[）)]\Z")
"""What stands behind a name where the seal is set 加盖印章."""
_OFFICER = re.compile(
    rf"(?:{'|'.join(_OFFICES)})[ \t\u3000:：]{{1,8}}[\u3400-\u9fff·]{{1,6}}(?:[ \u3000][\u3400-\u9fff]{{1,3}})?$"
)
_ATTACHMENT = re.compile(
    rf"(?P<number>附(?=[：:])|附{_S}{{0,2}}[件表录图]{_S}{{0,2}}(?:[{_N}A-Z]{{1,3}}(?:[-—][{_N}]{{1,2}})?)?)"
    rf"(?P<after>{_S}*[：:．.、]?{_S}*)"
)
_FOOTER = re.compile("|".join((*_IMPRINT, *_RESIDUE, rf"[^，。；]{{0,40}}?{_DAY}{_S}*印{_S}*[发刷]$")))
_CLOSING_WORDS = re.compile(
    rf"(?:[本此](?:{'|'.join(_SELF)})|《[^》]{{2,60}}》(?:根据|按照|依照)本决定)[^。]{{0,60}}"
    "(?:施行|实施|公布|生效|执行|废止)|(?:此外，|同时，)?(?:根据本决定)?[^。，]{0,12}(?:对)?(?:条文|条款)(?:的)?(?:顺序|序号)作(?:了)?相应"
    "|特此|此复|专此|以上(?:意见|报告|请示|方案)|现予公布|现印发"
)


def is_date_line(line: Line) -> bool:
    """A line that is a date, or a name with the date after it: the last line of a signature."""
    return bool(line.bare) and line.mark is None and bool(_DATE_LINE.match(line.bare[:90]))


def is_signer(line: Line) -> bool:
    """A line that names an organ or an officer and says nothing else."""
    said = line.bare
    if not 0 < len(said) <= 60 or line.mark is not None:
        return False
    return bool(_ORGAN.match(SEALED.sub("", _SPACES.sub("", said))) or _OFFICER.match(said))


def is_footer(line: Line) -> bool:
    """抄送, 印发, notes such as （此件公开发布）, editors, links of the page around the text."""
    said = line.bare[:120]
    return bool(said) and not line.quoted and bool(_FOOTER.match(said))


def is_closing(line: Line) -> bool:
    """A sentence that ends the whole document, not the item above it: 本决定自公布之日起施行。 特此公告。"""
    return line.mark is None and bool(_CLOSING_WORDS.match(line.bare[:160]))


def is_attachment(line: Line) -> bool:
    return attachment_number(line) is not None


def attachment_number(line: Line) -> tuple[str, str] | None:
    """Number and words of a line that names an attachment: (附件1, …); None for other lines."""
    found = _ATTACHMENT.match(line.plain[:120]) if line.plain.startswith("附") else None
    if not found or line.quoted or (line.closed and line.last not in "：:"):
        return None
    number, words = line.content[: found.end("number")].strip(), line.content[found.end() :].strip()
    apart = found["after"] or not words or found["number"][-1:] not in "件表录图"
    return (number, words) if apart and len(words) <= 80 else None
