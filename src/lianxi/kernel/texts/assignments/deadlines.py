"""Deadlines in words 时限用语: 2025年底前, 到2020年, 每年6月底前, 长期坚持, “十四五”期间."""

from __future__ import annotations

import re

from lianxi.kernel.texts.characters import simplified, width
from lianxi.kernel.texts.numerals import read_number

_YEAR = r"[12１２一二][0-9０-９〇○零一二三四五六七八九]{3}"
_SMALL = r"[0-9０-９一二三四五六七八九十]{1,3}"
_S = r"[ \t\u3000]{0,2}"
_MONTH = rf"{_SMALL}{_S}月(?:份|{_S}{_SMALL}{_S}[日号]|[上中下]旬)?"
_PART = rf"(?:上半年|下半年|(?:第?[一二三四1-4])季度|{_MONTH})?"
_WHEN = rf"{_YEAR}{_S}年{_S}(?:度)?{_PART}"
_PLAN = r"[“\"]?十[三四五六七八]五[”\"]?(?:规划)?(?:时期|期间|期)?"
_BEFORE = r"(?:年?[底末初])?(?:之前|以前|前(?![期后景述沿往瞻]|提(?![出交请高升前供]))|止)"

IN_PROSE = re.compile(
    rf"(?P<date>(?<![0-9０-９至\-—–~～])(?:{_WHEN}|今年|本年度|明年|年){_BEFORE}"
    rf"|(?<![0-9０-９年月日号]){_MONTH}[底末]?(?:之前|以前|前)(?![期后景来述]|提(?![出交请高升前供]))"
    rf"|每(?:年|季度|月|半年)(?:{_MONTH}|第?[一二三四]季度|{_SMALL}[日号])?(?:[底末])?(?:之前|以前|前)"
    rf"|(?:力争|确保|争取)?(?<![达截直推延提])到{_S}{_WHEN}(?:年?[底末])?"
    rf"|(?<=[。；，,;\n])至{_WHEN}(?:年?[底末])?"
    rf"|到?{_PLAN}(?:末|结束前|末期)|到(?:本|21|二十一)世纪中叶)"
)
"""Deadlines that running text may carry; a year that only names a period is none."""

_LASTING = (
    r"(?:并?(?:长期|持续|常态化?|常年|全年|同步|稳步|有序|不断|立行立改)(?:坚持|推进|整改|开展|实施|推动|落实|进行|执行|工作|任务|保持|性)*"
    r"|立即(?:整改|实施|执行)?|(?:每(?:年|季度|月|半年|周)(?:度)?|按(?:年|季|月)度?|定期)(?:推进|实施|开展|调度|通报|报告|更新|报送)?|按年度(?:推进|实施)?|分(?:年度|阶段)(?:推进|实施|落实)?|全年|年内|即知即改)"
)
_ALONE = re.compile(
    rf"(?:完成时限|时限|期限)?{_S}(?:(?:于|在|力争|确保|争取|计划|预计|自|从|到|至|每年)?{_S}"
    rf"(?:{_WHEN}|{_MONTH}|{_YEAR}|{_PLAN}|今年|本年度|年|第?[一二三四]季度|上半年|下半年)(?:年?[底末初中])?"
    rf"{_S}(?:[-—–~～至到]{{1,2}}{_S}(?:{_WHEN}|{_MONTH}|{_YEAR}{_S}年?)(?:年?[底末])?)?"
    rf"(?:之前|以前|前|起|止|内|期间|末)?{_S}(?:(?:基本|全面|全部|初步|分步|分期|分批)?"
    rf"(?:完成|推进|实施|启动|取得\w{{0,6}}|见效|达标|建成|落实|整改到位|到位|整改|办结|印发|出台|开展|答复)(?:并?{_LASTING})?)?"
    rf"|{_LASTING})\Z"
)
_SPAN = (
    rf"(?:自?[^，,。；;\n]{{0,14}}之日起)?{_S}(?:[0-9０-９]{{1,3}}|[一二两三四五六七八九十]{{1,3}}){_S}"
    r"个?(?:工作日|日|天|周|星期|月|个月|年)(?:之内|以内|内)"
)
_HEAD = re.compile(
    rf"(?:于|在|力争|确保|争取|原则上|并?须?应?当?于?){_S}(?P<head>(?:每年)?{_S}"
    rf"(?:(?:{_WHEN}|{_MONTH}|{_YEAR}|{_PLAN}|今年|明年|本年度|年|每季度|每月)"
    rf"(?:年?[底末初中])?(?:之前|以前|前|内|期间|末|底)|{_SPAN}|每(?:年|季度|月|半年|周)(?:{_MONTH})?(?:[底末])?前?)){_S}"
    r"(?P<act>(?:[将把][^，,。；;\n]{1,16}?)?(?:基本|全面|全部|初步|书面|逐项|集中|分别|统一)?"
    r"(?:完成|报送|报告|上报|报|办结|办理|形成|提出|提交|提请|出台|印发|制定|建成|建立|启动|反馈|答复|向|取得|实现|达到|整改|落实|开展|组织"
    r"|投入|开工|竣工|交付|公布|发布|见效|安排|召开|汇总|更新|调度|通报|销号|移交|通车|投用|推开|清零)[^，,。；;\n]{0,30})\Z"
)
_DIGITS = re.compile(rf"(?<![〇○零一二三四五六七八九])[一二][〇○零一二三四五六七八九]{{3}}(?={_S}年)")
_DONE = re.compile(
    r"(?<=[前末底年月日度旬])(?:基本|全面|全部|初步)?(?:完成|办结|整改到位|到位|实施|落实|达标|建成|见效|印发|出台|开展)\Z"
)
_KEPT = re.compile(r"长期|持续|坚持|常态|每年|见效|成效|进展")
_MAY_BE = re.compile(r"[年月日天周季度期持续推进实行改内]")
_LONGEST = 50


def is_deadline(words: str) -> bool:
    """Whether words between commas are nothing but a deadline: 2025年底前完成, 持续推进."""
    said = words.strip()
    return (
        1 < len(said) <= _LONGEST and _MAY_BE.search(said) is not None and bool(_ALONE.match(said) or _HEAD.match(said))
    )


def written(words: str) -> str:
    """A deadline without spaces, years in Arabic figures, without what is to be done by then (完成并报告)."""
    said = "".join(simplified(words).translate(width()).split())
    said = arabic_years(said).removeprefix("并")
    acting = _HEAD.match(said)
    if acting and not _KEPT.search(acting["act"]):
        return acting["head"]
    return _DONE.sub("", said)


def written_each(words: str) -> list[str]:
    """The deadlines that stand behind a label (立行立改，2026年3月底前见效), each as `written`."""
    return [written(one) for one in re.split(r"[，,；;。\n]", words) if one.strip()]


def arabic_years(words: str) -> str:
    """二〇二五年 → 2025年."""
    return _DIGITS.sub(lambda found: str(read_number(found[0])), words)


def in_prose(words: str) -> tuple[str, ...]:
    """The deadlines running text carries, in its order, each once."""
    return tuple(dict.fromkeys(written(found["date"]) for found in IN_PROSE.finditer(words)))
