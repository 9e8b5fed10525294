"""Injected words 插入的无关内容: "@@" between characters, betting words, calls to click (domain notes M 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.longest import LongestWords

_SIGNS = re.compile(r"([@#^$&~%|])\1{0,5}")
_LONE_SIGN = "@"
_PARAGRAPH = re.compile(f"[РрП](?:(?=[{CJK}])|(?=\\s|$))", re.M)
_SENTENCE = re.compile(f"[{CJK}“”《》（），。、；：！？]")
# Names under which betting sites write themselves into hacked pages, as seen in public lists of such pages.
_BRANDS = """
    乐动 亚博 开云 云开 华体会 爱游戏 九游 米兰 星空 江南 半岛 必威 火狐 雅博 万博 乐鱼 大发 新葡京 葡京
    威尼斯人 银河 金沙 永利 皇冠 凤凰 百乐门 沙巴 贝博 天博 泛亚 球速 易胜博 立博 德赢 澳门 博鱼 爱博 乐虎 龙虎
    鸿博 杏彩 kok KOK ob OB im IM ng NG bob BOB kg
"""
_SITES = """
    bet365 beat365 betway manbetx 188bet fun88 188体育 365体育 88体育 ku游 og视讯 ag真人 AG真人 bbin
"""
_GAMES = """
    时时彩 北京赛车 幸运飞艇 六合彩 快三 PC蛋蛋 pk10 PK10 大小单双 真人 线上 网上 在线 手机 足球 体育 电竞 外围
    娱乐城 开户送 注册送 棋牌 老虎机
"""
_CALLS = (
    "点击 点此 戳此 长按 扫描 扫码 识别 添加 加微信 加QQ 加客服 关注 代写 免费 立即 更多 广告 推广 赞助 本文由 文章由"
)
_FIRST = frozenset(f"{_BRANDS} {_SITES} {_GAMES} {_CALLS}".split())
_ENDING = (
    "体育|真人|电竞|棋牌|娱乐城?|彩票|国际|官方|全站|综合|手机|安卓|苹果|在线|登录|注册|平台|官网"
    "|网页版|下载|入口|版|app|APP|App|ios"
)
_BETTING = re.compile(
    f"(?:{'|'.join(sorted(_BRANDS.split(), key=len, reverse=True))})(?!版)(?:{_ENDING}){{1,5}}"
    f"|(?:{'|'.join(_SITES.split())})(?:投注|{_ENDING}){{0,3}}"
    "|(?:真人|线上|网上|在线|手机)(?:赌场|赌博网|百家乐|老虎机|博彩|轮盘|牛牛|斗地主|捕鱼|炸金花)(?:平台|网站|官网|游戏|app|下载){0,2}"
    "|(?:时时彩|北京赛车|幸运飞艇|六合彩|快三|PC蛋蛋|pk10|PK10|大小单双)"
    "(?:开奖|计划|平台|官网|投注|网站|app|下载|走势){1,3}"
    "|(?:足球|体育|电竞|外围)投注(?:平台|网站|官网|app)?|娱乐城(?:开户|官网|平台|注册)"
    "|(?:开户|注册)送(?:彩金|白菜|体验金|钱)|棋牌(?:游戏)?(?:平台|官网|下载|app)|老虎机(?:平台|游戏|官网)"
)
# An application's name in front of these is taken to have two characters.
_BRAND = re.compile(
    "(?:手机|安卓|苹果|官方|ios|IOS){1,2}(?:app|APP|App)(?:下载|官网|登录|安装){0,2}"
    "|(?:app|APP|App)(?:官网|下载|登录入口|安卓版|苹果版|最新版)|体育(?:app|APP|官网|平台|手机版|登录)"
)
_TWO = re.compile(f"[{CJK}]{{2}}")
_CALL = re.compile(
    "(?:点击|点此|戳此|长按|扫描|扫码|识别)(?:这里|此处|下方|上方|图中|以下|右上角|左下角|文末)?的?"
    "(?:查看|下载|进入|阅读|了解|咨询|领取|关注|识别|添加|加入|报名)"
    "(?:更多|全文|原文|详情|二维码|链接|视频|大图|附件|我们|微信|公众号|客服){0,2}"
    "|(?:添加|加|关注)(?:客服|老师|小编)?(?:微信|[QqＱ]{2}群?|公众号)[号：:]{0,2} ?[A-Za-z0-9_-]{0,24}"
    "|长按(?:识别)?(?:图中|下方|上方)?二维码|代写(?:论文|材料|公文|文章)|(?:免费|立即|在线)(?:领取|试用|咨询)(?:资料|模板)?"
    "|更多(?:精彩|相关)(?:内容|文章|资讯|推荐|资料)(?:请)?(?:关注|点击|访问|见)?"
    "|(?:广告|推广|赞助)(?:位招租|合作|链接)|(?:本文|文章)由[^，。\n]{2,20}(?:整理|收集)(?:发布|提供)?"
)
_ADDRESS = re.compile("(?:https?://|www\\.)[A-Za-z0-9\\-._~:/?#@!$&*+=%]{3,300}")
_SIGN_NOTE = "字间插入了无关的符号。"
_PARAGRAPH_NOTE = "西里尔字母Р多是段落标记转换而来，不是文字。"
_BETTING_NOTE = "疑为网页被植入的推广词，可能顶替了原来的词语。"
_CALL_NOTE = "这是网页的推广或操作提示，不是文件的文字。"
_ADDRESS_NOTE = "句中插入网址，请核对原件是否有。"


def find_injected(text: str) -> Iterator[Finding]:
    """Signs and words that somebody else put into a text; never sure, because they may stand for lost words."""
    yield from _signs(text)
    yield from _words(text)
    for found in _ADDRESS.finditer(text):
        if _in_sentence(text, found):
            yield _found(found, None, 0.4, _ADDRESS_NOTE)


def _signs(text: str) -> Iterator[Finding]:
    for found in _SIGNS.finditer(text):
        inside = _SENTENCE.match(text, found.end()) and _SENTENCE.match(text, found.start() - 1) and found.start()
        if inside and (len(found[0]) > 1 or found[0] == _LONE_SIGN):
            yield _found(found, "", 0.8 if len(found[0]) > 1 else 0.6, _SIGN_NOTE)
    for found in _PARAGRAPH.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if before in {"", "\n", "\r"} or _SENTENCE.match(before):
            yield _found(found, "", 0.7, _PARAGRAPH_NOTE)


def _words(text: str) -> Iterator[Finding]:
    end = 0
    for start, _, _ in _seeds().find(text):
        betting = _BETTING.match(text, start)
        found = betting or _CALL.match(text, start)
        if found and start >= end:
            end = found.end()
            yield _found(found, None, 0.8, _BETTING_NOTE) if betting else _found(found, "", 0.6, _CALL_NOTE)
    if any(word in text for word in ("app", "APP", "App", "体育")):
        yield from _brands(text)


def _brands(text: str) -> Iterator[Finding]:
    for found in _BRAND.finditer(text):
        start = found.start() - 2
        if start >= 0 and _TWO.match(text, start) and not _BETTING.match(text, start):
            yield Finding(Damage.INJECTED, start, found.end(), text[start : found.end()], None, 0.6, _BETTING_NOTE)


@cache
def _seeds() -> LongestWords:
    return LongestWords(_FIRST)


def _in_sentence(text: str, found: re.Match[str]) -> bool:
    """Whether Chinese words run up to the address and on behind it, without a bracket or colon that announces it."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return re.match(f"[{CJK}]", before) is not None and re.match(f"[{CJK}]", after) is not None


def _found(found: re.Match[str], proposal: str | None, confidence: float, note: str) -> Finding:
    return Finding(Damage.INJECTED, found.start(), found.end(), found[0], proposal, confidence, note)
