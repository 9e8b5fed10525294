"""A file is what its bytes say, and its name is safe to show and to save."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.apps.files.kinds import UNKNOWN, clean_name, content_type_of


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7", "a.html", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "a.png", "image/png"),
        (b"\xff\xd8\xff\xe0", "a", "image/jpeg"),
        (b"PK\x03\x04", "a.DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04", "a.exe", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "application/msword"),
        (b"MZ\x90\x00", "a.docx", UNKNOWN),
        (b"<html><script>", "a.html", UNKNOWN),
        (b"<svg onload=x>", "a.svg", UNKNOWN),
        ("姓名,电话".encode(), "a.csv", "text/csv"),
        (b"a\x00b", "a.txt", UNKNOWN),
        (b"<script>alert(1)</script>", "a.txt", "text/plain"),
    ],
)
def test_bytes_decide_what_a_file_is(head, name, kind):
    assert content_type_of(head, name) == kind


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("报告.docx", "报告.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\示例\\报告.docx", "报告.docx"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("\u202excod.报告.exe", "xcod.报告.exe"),
        ("", "未命名"),
        ("..", "未命名"),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_a_name_is_made_safe(name, cleaned):
    assert clean_name(name) == cleaned


@given(st.text(max_size=300))
def test_no_name_is_empty_long_a_path_or_invisible(name):
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= 140
    assert "/" not in cleaned
    assert "\\" not in cleaned
    assert cleaned.isprintable()
