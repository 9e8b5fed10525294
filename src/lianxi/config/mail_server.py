"""The mail server, read out of one address like the database's."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lianxi.config.environment import Setting

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in: `tls` from the first byte on, or `starttls` after the greeting."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool
    starttls: bool


def mail_server(setting: Setting) -> MailServer | None:
    """The server named by a setting, None where it is empty; an error names the variable and never its value."""
    if not setting.text.strip():
        return None
    try:
        parts = urlsplit(setting.text.strip())
        port = parts.port
    except ValueError:
        raise SystemExit(f"环境变量 {setting.name} 不是邮件服务器的地址，端口应为数字。") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise SystemExit(f"环境变量 {setting.name} 应以 smtp://、smtp+starttls:// 或 smtps:// 开头，并写明主机。")
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+starttls",
    )
