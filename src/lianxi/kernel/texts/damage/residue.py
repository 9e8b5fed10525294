"""Page residue 网页残留: navigation, buttons, source lines, page numbers, table rules (domain notes M 10 and M 14).

Such lines were never part of the document. Whether a source or an editor's line
may go is for a reader to say, so the proposals to take them out stay doubts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.damage.findings import Damage, Finding

_WORDS = """
    网站首页 返回首页 首页 网站地图 网站导航 站点地图 设为首页 加入收藏 收藏本站 收藏本页 联系我们 关于我们
    无障碍浏览 无障碍阅读 无障碍 长者模式 适老化 长者助手 老年模式 繁体 简体 繁體 English EN 登录 注册 退出
    用户中心 个人中心 手机版 移动版 电脑版 返回顶部 回到顶部 回顶部 返回列表 返回上一页 返回 关闭窗口 关闭
    关闭本页 打印本页 打印 打印文章 我要打印 下载 收藏 分享 分享到 微信 微博 新浪微博 腾讯微博 QQ空间 QQ好友
    朋友圈 二维码 扫一扫 上一篇 上一页 上一条 下一篇 下一页 下一条 末页 尾页 确定 搜索 高级搜索 请输入关键字
    字号 字体 大 中 小 默认 特大 相关阅读 相关链接 相关稿件 相关文章 相关新闻 相关附件 热门推荐 每日推荐
    推荐阅读 热点新闻 最新文章 更多 more MORE 阅读全文 展开全文 查看更多 点赞 评论 纠错 我要纠错 隐私声明
    法律声明 版权声明 友情链接 TOP Top 网站声明 站内搜索 政务公开 政务服务 互动交流 新闻中心
"""
_NAVIGATION = frozenset(_WORDS.split())
_PARTS = re.compile("[ \t\u3000\u00a0|｜/·>＞»›、：:\\[\\]【】()（）<《》_-]+")
# One of these alone on a line may be a cell of a table or a heading.
_ALONE = """
    首页     大 中 小 返回 确定 更多 下载 分享 收藏 微信 微博 评论 登录 注册 搜索 字号 字体 默认 关闭 打印 繁体 简体 EN
    政务公开 政务服务 互动交流 新闻中心
"""
_SINGLE_WORDS = frozenset(_ALONE.split())
_BREADCRUMB = re.compile("您?(?:现在的|当前|所在|目前的?)?位置 ?[是为]? ?[:：>]|(?:网站)?首页[ \u3000]*[>＞»›→/-]")
_STEPS = re.compile("[>＞»›]{1,2}")
_LABELS = """
    来源 信息来源 稿件来源 新闻来源 文章来源 稿源 责任编辑 责编 编辑 编审 美编 校对 审核 初审 复审 终审 签发
    监制 值班编辑 网络编辑 供稿 投稿 发布时间 更新时间 发文时间 信息时间 发稿时间 录入时间 发布日期 更新日期
    发稿日期 录入日期 浏览次数 浏览量 浏览数 浏览 阅读次数 阅读量 阅读数 阅读 点击次数 点击量 点击数 点击率
    访问次数 访问量 字体 字号 分享到 分享至 扫码 保护视力色 我要分享 打印 关键词 关键字 标签 Tag Tags 附件下载
    相关附件 原文链接 本文链接 本文地址 原标题 上一篇 下一篇 上一条 下一条 推荐阅读 延伸阅读 相关阅读 相关链接
    友情链接
"""
_LABELLED = frozenset(_LABELS.split())
_LABEL = re.compile("[\\[【(（]?([^：:\n]{1,16})[：:]")
_IMPRINT = re.compile(
    "版权所有|[Aa]ll [Rr]ights [Rr]eserved|Copyright|COPYRIGHT|©|ICP[备证]"
    "|公网安备|公安备案|网站标识码|备案号[：:]|技术支持[：:]"
    "|主办单位[：:]|承办单位[：:].{0,30}(?:技术|网站)|网站管理[：:]|违法和不良信息举报|建议使用.{0,20}浏览器"
    "|最佳浏览|转载请注明"
    "|未经(?:书面)?(?:授权|许可|同意).{0,12}(?:转载|镜像)"
    "|免责声明[：:]|声明[：:]本(?:网|站|文)|违者必究"
)
_BUTTON = re.compile(
    "[\\[【(（] {0,2}(?:打印|打印本页|打印文章|关闭|关闭窗口|关闭本页|返回|收藏|大 ?中 ?小"
    "|字体[:：]?[^\\]】)）\n]{0,12}|我要纠错|纠错|分享|推荐|加入收藏|返回顶部|TOP|Top|更多) {0,2}[\\]】)）]"
)
_PAGE = re.compile(
    "(?:[-—–－─·]{1,3} {0,3}\\d{1,4} {0,3}[-—–－─·]{1,3}"
    "|第 {0,2}\\d{1,4} {0,2}页(?: {0,2}[，,/]? {0,2}共 {0,2}\\d{1,4} {0,2}页)?|[Pp]age \\d{1,4}(?: of \\d{1,4})?"
    "|\\d{1,4} ?/ ?\\d{1,4} ?页?)$"
)
_RULE = re.compile("[|｜ \t\u3000:=_*~—─━┌┬┐├┼┤└┴┘│┃╋-]{2,}$")
_RULED = re.compile("[|｜]{2}|[|｜][ \u3000]*[|｜]|-{2}|[=_*~—─━-]{8}|[┌┬┐├┼┤└┴┘┃╋│]")
_IMPRINT_LINE = re.compile("抄[ \u3000]*[送报]|主题词|分[ \u3000]*送[：:]|日[ \u3000]*印发?[ \u3000]*$|共印")
_NAV_NOTE = "这是网页的导航或按钮，不是文件的文字。"
_SOURCE_NOTE = "这是网页的来源、编辑或时间一行，不是文件的文字；需要时可另记出处。"
_IMPRINT_NOTE = "这是网站的版权、备案或声明，不是文件的文字。"
_PAGE_NOTE = "这是页码。"
_RULE_NOTE = "这是表格线的残余。"
_SENTENCE = re.compile("[，。；=+0-9]")
_LONGEST, _LONGEST_IMPRINT = 240, 160


def find_residue(text: str) -> Iterator[Finding]:
    """Lines and buttons of the page that stood round the document; the proposal takes them out."""
    at = 0
    for line in text.split("\n"):
        if _RULED.match(line.strip()) and _is_of_imprint(text, at, at + len(line)):
            pass
        elif 0 < len(line) <= _LONGEST:
            yield from _in_line(line, at)
        elif len(line) > _LONGEST:
            yield from _buttons(line, at)
        at += len(line) + 1


def _in_line(line: str, at: int) -> Iterator[Finding]:
    bare = line.strip()
    if not bare:
        return
    if bare[-1] in "。；，":
        yield from _imprint_or_buttons(line, bare, at)
        return
    kind = _kind(bare)
    if kind is None:
        yield from _imprint_or_buttons(line, bare, at)
    else:
        yield _whole(line, bare, at, *kind)


def _is_of_imprint(text: str, start: int, end: int) -> bool:
    """Whether a rule parts the last page's lines 抄送, 印发 and 主题词 of a document (GB/T 9704, 版记)."""
    before = text[max(0, start - _LONGEST) : start].rstrip().rpartition("\n")[2]
    after = text[end : end + _LONGEST].lstrip().partition("\n")[0]
    return _IMPRINT_LINE.search(before) is not None or _IMPRINT_LINE.search(after) is not None


def _kind(bare: str) -> tuple[float, str] | None:
    """What part of a page a line is, if it is one as a whole, with the confidence and the note."""
    if _PAGE.match(bare):
        return 0.85, _PAGE_NOTE
    if _RULE.match(bare) and _RULED.search(bare):
        return 0.7, _RULE_NOTE
    if _BREADCRUMB.match(bare):
        return 0.8, _NAV_NOTE
    label = _LABEL.match(bare)
    if label and re.sub("[ \u3000]", "", label[1]) in _LABELLED:
        return 0.6, _SOURCE_NOTE
    return (0.75, _NAV_NOTE) if _is_bar(bare) or _is_path(bare) else None


def _imprint_or_buttons(line: str, bare: str, at: int) -> Iterator[Finding]:
    if len(bare) <= _LONGEST_IMPRINT and _IMPRINT.search(bare):
        yield _whole(line, bare, at, 0.7, _IMPRINT_NOTE)
    else:
        yield from _buttons(line, at)


def _whole(line: str, bare: str, at: int, confidence: float, note: str) -> Finding:
    start = at + line.index(bare)
    return Finding(Damage.PAGE_RESIDUE, start, start + len(bare), bare, "", confidence, note)


def _is_bar(bare: str) -> bool:
    """Whether a line consists of navigation words only."""
    words = [word for word in _PARTS.split(bare) if word]
    alone = len(words) == 1 and words[0] in _SINGLE_WORDS
    return bool(words) and not alone and all(word in _NAVIGATION for word in words)


def _is_path(bare: str) -> bool:
    """Whether it is a path of pages, A > B > C."""
    steps = [step.strip() for step in _STEPS.split(bare)]
    return len(steps) > 2 and all(2 <= len(step) <= 30 and not _SENTENCE.search(step) for step in steps)


def _buttons(line: str, at: int) -> Iterator[Finding]:
    for found in _BUTTON.finditer(line):
        yield Finding(Damage.PAGE_RESIDUE, at + found.start(), at + found.end(), found[0], "", 0.75, _NAV_NOTE)
