"""What a file is 文件种类: told from its bytes; a name that says otherwise is refused, never believed."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

from lianxi.importers.limits import LARGEST_FILE, MEGABYTE
from lianxi.kernel.errors import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = (
    ("encrypted", "EncryptedPackage".encode("utf-16-le")),
    ("doc", "WordDocument".encode("utf-16-le")),
    ("xls", "Workbook".encode("utf-16-le")),
    ("xls", "Book\0".encode("utf-16-le")),
    ("ppt", "PowerPoint Document".encode("utf-16-le")),
)
_IN_ZIP = (("docx", "word/"), ("xlsx", "xl/"), ("pptx", "ppt/"), ("ofd", "OFD.xml"), ("odt", "content.xml"))
_BEGINNINGS = (
    ("rtf", b"{\\rtf"), ("image", b"\x89PNG\r\n\x1a\n"), ("image", b"\xff\xd8\xff"), ("image", b"GIF8"),
    ("image", b"II*\0"), ("image", b"MM\0*"), ("archive", b"Rar!"), ("archive", b"7z\xbc\xaf\x27\x1c"),
    ("archive", b"\x1f\x8b"), ("caj", b"CAJ"), ("caj", b"HN\0"), ("program", b"MZ"), ("program", b"\x7fELF"),
)  # fmt: skip
_HTML = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!--.{0,500}?-->\s{0,20})?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_AKN = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!--.{0,1500}?-->\s{0,20})?"
    rb"<(?:!DOCTYPE\s{1,20})?(?:\w{1,20}:)?akomaNtoso\b",
    re.DOTALL,
)

NAMES = {
    "text": "纯文本", "docx": "Word 文件（docx）", "doc": "旧版 Word 文件（doc）", "pdf": "PDF", "html": "网页",
    "xlsx": "Excel 工作簿（xlsx）", "xls": "旧版 Excel 文件（xls）", "ppt": "演示文稿", "pptx": "演示文稿",
    "ofd": "OFD 版式文件", "odt": "ODF 文件", "rtf": "RTF 文件", "image": "图片", "archive": "压缩包",
    "zip": "压缩包", "caj": "CAJ 文件", "program": "程序", "ole": "旧版办公文件",
    "akn": "法规交换文件（Akoma Ntoso）",
}  # fmt: skip
_ENDINGS = {
    "text": (".txt", ".text", ".md", ".csv"), "docx": (".docx", ".docm", ".dotx"), "doc": (".doc", ".dot", ".wps"),
    "pdf": (".pdf",), "html": (".html", ".htm", ".xhtml", ".shtml"), "xlsx": (".xlsx", ".xlsm"),
    "xls": (".xls", ".et"), "ppt": (".ppt", ".dps"), "pptx": (".pptx",), "ofd": (".ofd",), "odt": (".odt",),
    "rtf": (".rtf",), "image": (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp"),
    "zip": (".zip",), "archive": (".rar", ".7z", ".gz"), "caj": (".caj",), "program": (".exe",),
    "akn": (".akn", ".xml"),
}  # fmt: skip
_OF_ENDING = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings}
READABLE = frozenset({"text", "docx", "doc", "pdf", "html", "xlsx", "akn"})
_REMEDY = {
    "xls": "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再导入。",
    "rtf": "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再导入。",
    "odt": "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再导入。",
    "ofd": "请用 OFD 阅读器另存为 PDF，或请来文单位提供 Word 文件。",
    "caj": "请用 CAJ 阅读器另存为 PDF，或请来文单位提供 Word 文件。",
    "image": "图片里的字读不出来，请提供 Word、PDF 或纯文本文件。",
    "zip": "请先解压，再逐个导入里面的文件。",
    "archive": "请先解压，再逐个导入里面的文件。",
}
_OTHERWISE = "请提供 Word（docx）、PDF、网页、纯文本或 Excel（xlsx）文件。"


def kind_of(content: bytes, name: str) -> str:
    """Kind of a file that can be read; `Refused` where it is empty, too large, of another kind or wrongly named."""
    if not content:
        raise Refused("file_empty", f"文件“{name}”是空的。", remedy="请检查后重新选择文件。")
    if len(content) > LARGEST_FILE:
        said = f"文件“{name}”有 {len(content) / MEGABYTE:.0f} MB，上限是 {LARGEST_FILE // MEGABYTE} MB。"
        raise Refused("file_too_large", said, remedy="请删去里面的图片，或分成几个文件。")
    found = _by_content(content)
    named = _OF_ENDING.get(PurePath(name).suffix.lower())
    if found == "encrypted":
        raise Refused("file_encrypted", f"文件“{name}”设了打开密码，读不出来。", remedy="请取消密码后再导入。")
    if found == "text" and named == "html":
        return "html"
    if named and not _fits(found, named):
        _refuse_name(found, named, name)
    if found not in READABLE:
        said = f"文件“{name}”是{NAMES[found]}，不能读入。"
        raise Refused("file_type", said, remedy=_REMEDY.get(found, _OTHERWISE))
    return found


def _fits(found: str, named: str) -> bool:
    """Whether content and name agree; a picture or a packed file may be of any make."""
    return found == named or {found, named} == {"zip", "archive"}


def _refuse_name(found: str, named: str, name: str) -> None:
    if found == "text" or (found in {"ole", "zip"} and named in READABLE):
        said = f"文件“{name}”的内容不是{NAMES[named]}：可能已损坏，或者只是改了扩展名。"
        remedy = "请用原来的软件打开，确认内容完好，另存后再导入。"
    elif found in READABLE:
        said = f"文件“{name}”的扩展名与内容不符：内容其实是{NAMES[found]}。"
        remedy = f"请核对是不是要导入的文件；确认无误的，把扩展名改为 {_ENDINGS[found][0]} 再导入。"
    else:
        said = f"文件“{name}”的扩展名与内容不符：内容其实是{NAMES[found]}，不能读入。"
        remedy = _REMEDY.get(found, _OTHERWISE)
    raise Refused("file_mislabelled", said, remedy=remedy)


def _by_content(content: bytes) -> str:
    # Readers of PDF accept its mark anywhere in the first kilobyte, and mail gateways put lines before it.
    if b"%PDF-" in content[:1024] and not _HTML.match(content):
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(content)
    if content.startswith(OLE):
        return next((kind for kind, mark in _IN_OLE if mark in content), "ole")
    for kind, beginning in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    head = content.removeprefix(b"\xef\xbb\xbf")[:2000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if _AKN.match(head):
        return "akn"
    return "html" if _HTML.match(head) else "text"


def _in_zip(content: bytes) -> str:
    """By the names of the parts; a packed file too damaged to be listed is just packed."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
    except Exception:  # noqa: BLE001 - a hostile list of parts makes the library raise nearly anything
        return "zip"
    return next((kind for kind, mark in _IN_ZIP if any(name.startswith(mark) for name in names)), "zip")
