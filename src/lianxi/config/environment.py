"""Every setting that may come from the environment, declared once.

`settings` reads them, `docs/reference/settings.md` is generated from them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, default (as text), and meaning in Chinese."""

    name: str
    default: str
    meaning: str

    @property
    def text(self) -> str:
        """Value from the environment, or the default."""
        return os.environ.get(self.name, self.default)

    @property
    def flag(self) -> bool:
        """Value as yes/no: 1, true, yes, on (any case) are yes."""
        return self.text.strip().lower() in {"1", "true", "yes", "on"}

    @property
    def number(self) -> int:
        """Value as a whole number, or an error that names the variable."""
        try:
            return int(self.text)
        except ValueError:
            raise SystemExit(f"环境变量 {self.name} 应为整数，现为“{self.text}”。") from None

    @property
    def names(self) -> list[str]:
        """Value as a comma separated list."""
        return [part.strip() for part in self.text.split(",") if part.strip()]


VAR = Setting("LIANXI_VAR", "var", "运行数据的文件夹：密钥、内嵌数据库、上传文件、链头。相对路径从项目根目录算起。")
SECRET_KEY = Setting("LIANXI_SECRET_KEY", "", "签名密钥。留空用 LIANXI_VAR/secret-key（首次运行时生成，权限 0600）。")
DATABASE_URL = Setting(
    "LIANXI_DATABASE_URL",
    "",
    "数据库地址，如 postgres://user:password@127.0.0.1:5432/lianxi。留空用 LIANXI_VAR 下的 SQLite。",
)
ALLOWED_HOSTS = Setting("LIANXI_ALLOWED_HOSTS", "127.0.0.1,localhost", "允许访问的主机名，逗号分隔。")
HTTPS = Setting(
    "LIANXI_HTTPS",
    "0",
    "设为 1：经由 HTTPS 提供服务，Cookie 只走 HTTPS，并发送 HSTS。"
    "前面的反向代理须传来 Host、X-Forwarded-For、X-Forwarded-Proto。",
)
FILES = Setting("LIANXI_FILES", "", "上传文件的文件夹。留空用 LIANXI_VAR/files；多台机器须指向同一共享文件夹。")
INDEX = Setting(
    "LIANXI_INDEX", "", "检索索引的文件夹。留空用 LIANXI_VAR/index；每台机器各用本地盘，不要共享；丢了会自己重建。"
)
INDEX_LOG_DAYS = Setting(
    "LIANXI_INDEX_LOG_DAYS",
    "90",
    "检索索引的变更记录留多少天，每天清理一次；停得比这更久的机器，回来时把自己的索引重建一遍。",
)
AUDIT_HEADS = Setting(
    "LIANXI_AUDIT_HEADS",
    "",
    "库外审计链头文件。留空用 LIANXI_VAR/audit-heads.jsonl；宜放在数据库管理员改不到的地方。",
)
FONTS = Setting("LIANXI_FONTS", "", "自有公文字体（方正小标宋、仿宋_GB2312 等）所在的文件夹。留空只用本机已装的字体。")
DEFINITIONS = Setting("LIANXI_DEFINITIONS", ".", "mechanisms/ 与 data/ 所在的文件夹。相对路径从项目根目录算起。")
SESSION_IDLE = Setting("LIANXI_SESSION_IDLE_MINUTES", "30", "无操作多少分钟后须重新登录。")
SESSION_HOURS = Setting("LIANXI_SESSION_HOURS", "10", "一次登录最长多少小时。")
SESSIONS_PER_ACCOUNT = Setting("LIANXI_SESSIONS_PER_ACCOUNT", "2", "一个账号同时最多几处登录；超出时最早的一处退出。")
LOCK_AFTER = Setting("LIANXI_LOCK_AFTER", "5", "连续输错几次口令后锁定账号。")
LOCK_MINUTES = Setting("LIANXI_LOCK_MINUTES", "30", "锁定多少分钟；本机构办公室主任可提前解锁。")
PASSWORD_DAYS = Setting("LIANXI_PASSWORD_DAYS", "180", "口令用满多少天须更换；0 表示不限。")
EMBEDDED_WORKER = Setting(
    "LIANXI_EMBEDDED_WORKER", "1", "设为 0：lianxi serve 不带后台任务线程，由 lianxi worker 另行运行。"
)
EMAIL_URL = Setting(
    "LIANXI_EMAIL_URL",
    "",
    "发邮件的服务器：smtp://user:password@host:25；smtp+starttls:// 或 smtps:// 加密。"
    "用户名和口令中的特殊字符写成 %40 这样。留空不发邮件。",
)
EMAIL_FROM = Setting(
    "LIANXI_EMAIL_FROM", "", "邮件的发件人，如 联席 <lianxi@example.org>。留空用 lianxi@ 加服务器主机名。"
)
BASE_URL = Setting(
    "LIANXI_BASE_URL", "", "访问本系统的地址，如 https://lianxi.example.org，用于邮件中的链接。留空则邮件中没有链接。"
)
TEXT_CHECKS = Setting(
    "LIANXI_TEXT_CHECKS_PER_MINUTE", "20", "文本体检、文本比对每分钟各最多几次；登录后按账号、未登录按网络地址计。"
)
DEBUG = Setting("LIANXI_DEBUG", "0", "只供开发：设为 1 时出错页显示细节。")

SETTINGS = (
    VAR, SECRET_KEY, DATABASE_URL, ALLOWED_HOSTS, HTTPS, FILES, INDEX, INDEX_LOG_DAYS, AUDIT_HEADS, FONTS,
    DEFINITIONS, SESSION_IDLE, SESSION_HOURS, SESSIONS_PER_ACCOUNT, LOCK_AFTER, LOCK_MINUTES, PASSWORD_DAYS,
    EMBEDDED_WORKER, EMAIL_URL, EMAIL_FROM, BASE_URL, TEXT_CHECKS, DEBUG,
)  # fmt: skip


def folder(setting: Setting, fallback: Path | None = None) -> Path:
    """Value of `setting` as an absolute path; `fallback` where it is empty."""
    if not setting.text and fallback is not None:
        return fallback
    return (PROJECT / setting.text).resolve()
