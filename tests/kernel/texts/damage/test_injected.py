"""Words that somebody else put into a text."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.injected import find_injected


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("政务@@服务", "@@"),
        ("Р第一条 为了", "Р"),
        ("优化乐动安卓app环境", "乐动安卓app"),
        ("bet365体育投注官网关于实施条例的决定", "bet365体育投注官网"),
        ("点击查看更多", "点击查看更多"),
        ("审议通过www.example.com条例", "www.example.com"),
    ],
)
def test_foreign_words_are_found_and_never_sure(text: str, original: str) -> None:
    (found,) = find_injected(text)
    assert found.original == original
    assert not found.is_sure


@pytest.mark.parametrize(
    "text",
    [
        "禁止开设赌场。",
        "发行彩票应当经批准。",
        "发展体育事业",
        "电子邮箱zhangsan@example.com",
        "开发“椰城办”APP",
        "广告内容应当真实",
        "澳门特别行政区",
        "网址：https://www.example.com。",
        "提高30%左右",
    ],
)  # fmt: skip
def test_official_words_of_the_same_kind_are_no_injection(text: str) -> None:
    assert list(find_injected(text)) == []
