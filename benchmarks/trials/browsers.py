"""A browser without a screen: a session, forms with their token, files handed in; times how long each answer took."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookiejar import CookieJar
from uuid import uuid4

import lxml.html

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
DEMO_PASSWORD = "Lianxi-demo-2024"  # noqa: S105 - public, of the demo only


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    url: str
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Browser:
    """One person at one address."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.answers: list[Answer] = []

    def sign_in(self, account: str, password: str = DEMO_PASSWORD) -> None:
        """Sign in, or fail."""
        answer = self.post("/sign-in/", {"username": account, "password": password})
        if answer.status != 200 or "sign-in" in answer.url:
            raise RuntimeError(f"{account} is not let in: {answer.status} {answer.url}")

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask(urllib.request.Request(self._at(path)))  # noqa: S310 - the own server

    def post(self, path: str, said: Mapping[str, str], files: Sequence[tuple[str, str, bytes]] = ()) -> Answer:
        """A form sent, with the token of its page. files: field, name, bytes."""
        token = _TOKEN.search(self.get(path).body)
        fields = {"csrfmiddlewaretoken": token[1].decode() if token else "", **said}
        if files:
            mark = uuid4().hex
            content, kind = _parts(fields, files, mark), f"multipart/form-data; boundary={mark}"
        else:
            content, kind = urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, "Referer": self._at(path)}
        return self._ask(urllib.request.Request(self._at(path), content, headers))  # noqa: S310 - the own server

    def filled(self, path: str, field: str, **more: str) -> dict[str, str]:
        """What the form with that field on a page would send back as it stands, and more."""
        page = lxml.html.fromstring(self.get(path).body)
        form = next(one for one in page.forms if field in one.inputs)
        said = {name: value or "" for name, value in form.fields.items() if isinstance(value, str | None)}
        said.pop("csrfmiddlewaretoken", None)
        return {name: value for name, value in said.items() if name != "files" and name != "table"} | more

    def _at(self, path: str) -> str:
        return path if path.startswith("http") else self.url + path

    def _ask(self, asked: urllib.request.Request) -> Answer:
        began = time.monotonic()
        try:
            with self._opener.open(asked, timeout=120) as got:
                status, url, body = got.status, got.url, got.read()
        except urllib.error.HTTPError as error:
            status, url, body = error.code, error.url, error.read()
        answer = Answer(status, url, body, time.monotonic() - began)
        self.answers.append(answer)
        return answer


def _parts(fields: Mapping[str, str], files: Sequence[tuple[str, str, bytes]], mark: str) -> bytes:
    lines = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for field, name, content in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        lines += [head.encode(), content, b"\r\n"]
    return b"".join([*lines, f"--{mark}--\r\n".encode()])
