"""Chinese fonts: without one no PDF can be laid out, and the tests that lay one out say so."""

from __future__ import annotations

import os

import pytest

from lianxi.exporters.official import OfficialDocument
from lianxi.exporters.pdf import render_pdf
from lianxi.kernel.errors import Refused

NO_FONT = "没有中文字体，公文 PDF 的测试没有跑：请安装 fonts-noto-cjk。"


def need_chinese_font() -> None:
    """Skip the test where this machine has no Chinese font; fail where everything is required."""
    try:
        render_pdf(OfficialDocument("试", ()))
    except Refused:
        (pytest.fail if os.environ.get("LIANXI_REQUIRE") == "all" else pytest.skip)(NO_FONT)
