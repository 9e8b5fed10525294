"""Taiwan terms put for mainland ones."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.vocabulary import find_vocabulary


@pytest.mark.parametrize(
    ("text", "original", "proposal"),
    [
        ("推动流程最佳化", "最佳化", "优化"),
        ("發展網際網路", "網際網路", "互联网"),
        ("登录入口網站", "入口網站", "门户网站"),
        ("服务民眾办事", "民眾", "群众"),
        ("電子信箱及聯繫電話", "電子信箱", "电子邮箱"),
        ("实施專案管理", "專案", "项目"),
        ("位于鹹陽市", "鹹陽", "咸阳"),
        ("審議通過的製度", "製度", "制度"),
    ],
)
def test_a_converted_term_is_found_with_the_mainland_one_and_never_sure(
    text: str, original: str, proposal: str
) -> None:
    (found,) = find_vocabulary(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, False)


@pytest.mark.parametrize(
    "text", ["", "方便人民群众和民众办事", "专案组", "软体动物", "支援灾区", "资讯产业", "智慧城市", "电子信箱"]
)
def test_mainland_uses_of_the_same_words_stay(text: str) -> None:
    assert list(find_vocabulary(text)) == []
