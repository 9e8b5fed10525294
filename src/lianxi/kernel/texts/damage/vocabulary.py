"""Converted vocabulary 用语被转换: Taiwan terms put for mainland ones by a conversion (domain notes M 3).

A table of words cannot turn this back for certain: some of these words have a
use of their own. The pairs are those of the pages studied and the common ones
of OpenCC's phrase table for Taiwan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.script import in_simplified, is_traditional
from lianxi.kernel.texts.longest import LongestWords

# Unknown to mainland usage: found in any text. Written in simplified characters, converted word = mainland word.
_FOREIGN = """
    最佳化=优化 网际网路=互联网 网际网络=互联网 入口网站=门户网站 网路=网络 硬体=硬件 韧体=固件 伺服器=服务器
    滑鼠=鼠标 位元组=字节 使用者介面=用户界面 程式码=代码 应用程式=应用程序 行动电话=移动电话 行动网路=移动网络
    行动装置=移动设备 智慧型手机=智能手机 人工智慧=人工智能 数位化=数字化 数位经济=数字经济
    数位人民币=数字人民币 数位政府=数字政府 数位乡村=数字乡村 奈米=纳米 雷射=激光 随身碟=优盘 记忆体=内存
    视讯会议=视频会议 视讯=视频 影印机=复印机 计程车=出租车 公车站=公交站 网志=博客 部落格=博客 资讯化=信息化
    资讯公开=信息公开 资讯保安=信息安全 资讯安全=信息安全 资讯科技=信息技术 资讯技术=信息技术 资讯平台=信息平台
    资讯系统=信息系统 资讯资源=信息资源 资讯共享=信息共享 资讯通报=信息通报 资讯报送=信息报送 资讯网=信息网
    专案建设=项目建设 重大专案=重大项目 重点专案=重点项目 专案资金=项目资金 实事专案=实事项目 工程专案=工程项目
    投资专案=投资项目 民生专案=民生项目 专案库=项目库 专案清单=项目清单 专案实施=项目实施 高品质发展=高质量发展
    办理品质=办理质量 立法品质=立法质量 规画=规划 回馈意见=反馈意见 网路安全=网络安全 网路平台=网络平台
    软体=软件 软体开发=软件开发 交通壅塞=交通拥堵 北韩=朝鲜 纽西兰=新西兰 寮国=老挝 沙乌地=沙特 义大利=意大利
"""
# In use on the mainland too: damage only where the whole text was converted.
_SHARED = """
    民众=群众 专案=项目 资讯=信息 品质=质量 支援=支持 透过=通过 数位=数字 影片=视频 讯息=消息 讯号=信号
    公车=公交车 回馈=反馈 连结=链接 资料库=数据库 大力支援=大力支持 资金支援=资金支持 产品品质=产品质量
    程式=程序 介面=界面 光碟=光盘 智慧化=智能化 服务品质=服务质量 品质管理=质量管理 空气品质=空气质量 雪梨=悉尼
    政策支援=政策支持 支援政策=支持政策 计画=计划 回馈意见=反馈意见 预设=默认 水准=水平 塑胶=塑料 电子信箱=电子邮箱
"""
# Characters that a conversion chose wrongly; right again as soon as the text is simplified.
_WRONG = """
    鹹陽=咸阳 鹹寧=咸宁 製度=制度 體製=体制 機製=机制 批準=批准 核準=核准 麵積=面积 乾部=干部 髮展=发展
    髮佈=发布 髮現=发现 乾旱=干旱 限製=限制 控製=控制 強製=强制 法製=法制 皇後=皇后 公裡=公里 裡程=里程
    係統=系统 繫統=系统 穀歌=谷歌 山穀=山谷 鬆花江=松花江 齣台=出台 颱灣=台湾 隻有=只有 隻能=只能 捨區=社区
    誌願=志愿 同誌=同志 依託=依托
"""
_NOTE = "“{said}”是地区用语转换后的写法，内地文件通常写作“{read}”，须结合上下文确认。"
_WRONG_NOTE = "“{said}”是简体转繁体时选错了字，应为“{read}”。"
# Animals and furniture, not programs.
_NOT_MEANT = re.compile("软体(?:动物|家具|床|沙发|机器人|组织)")


def find_vocabulary(text: str) -> Iterator[Finding]:
    """Words that a conversion put for others, with the mainland word; never sure."""
    plain = in_simplified(text)
    converted = plain != text and is_traditional(text)
    words, longest = _words()
    for start, end, word in longest.find(plain):
        said, read = text[start:end], words[word]
        if _NOT_MEANT.match(plain, start) or (word in _shared() and not converted and said == word):
            continue
        note = _NOTE.format(said=said, read=read)
        yield Finding(Damage.VOCABULARY, start, end, said, read, 0.6, note)
    if plain != text:
        yield from _wrongly_chosen(text)


def _wrongly_chosen(text: str) -> Iterator[Finding]:
    words, longest = _wrong()
    for start, end, word in longest.find(text):
        note = _WRONG_NOTE.format(said=word, read=words[word])
        yield Finding(Damage.VOCABULARY, start, end, word, words[word], 0.8, note)


@cache
def _words() -> tuple[dict[str, str], LongestWords]:
    table = _table(_FOREIGN) | _shared()
    return table, LongestWords(table)


@cache
def _shared() -> dict[str, str]:
    return _table(_SHARED)


@cache
def _wrong() -> tuple[dict[str, str], LongestWords]:
    table = _table(_WRONG)
    return table, LongestWords(table)


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())
