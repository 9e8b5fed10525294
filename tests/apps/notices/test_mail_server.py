"""The mail server as one address in the environment."""

from __future__ import annotations

import pytest

from lianxi.config.environment import EMAIL_URL
from lianxi.config.mail_server import MailServer, mail_server


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 25, "", "", tls=False, starttls=False)),
        ("smtp+starttls://u@h", MailServer("h", 587, "u", "", tls=False, starttls=True)),
        ("smtps://u%40h:p%3Aw%2F@h:4650", MailServer("h", 4650, "u@h", "p:w/", tls=True, starttls=False)),
    ],
)
def test_an_address_names_host_port_user_password_and_encryption(
    monkeypatch: pytest.MonkeyPatch, address: str, server: MailServer
) -> None:
    monkeypatch.setenv(EMAIL_URL.name, address)
    assert mail_server(EMAIL_URL) == server
    assert not server.password or server.password not in repr(server)


def test_nothing_means_no_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(EMAIL_URL.name, raising=False)
    assert mail_server(EMAIL_URL) is None


@pytest.mark.parametrize("address", ["mail.example.org", "http://u:secret@h", "smtp://", "smtp://u:secret@h:port"])
def test_an_address_that_is_none_is_refused_by_the_name_of_the_variable_alone(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv(EMAIL_URL.name, address)
    with pytest.raises(SystemExit) as said:
        mail_server(EMAIL_URL)
    assert "LIANXI_EMAIL_URL" in str(said.value)
    assert "secret" not in str(said.value)
