"""A mail server for tests: takes letters on 127.0.0.1 and keeps them; can refuse an address, for good or for now."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sink:
    """What the server took, in order; `answers` says by address what it says instead of 250."""

    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)


class _Talk(socketserver.StreamRequestHandler):
    """Enough of SMTP for a client that sends."""

    server: _Server

    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "RCPT":
                self._say(next((said for who, said in self.server.sink.answers.items() if who in line), "250 ok"))
            elif word == "DATA":
                self._take()
            else:
                self._say("221 bye" if word == "QUIT" else "250 sink")
            if word == "QUIT":
                return

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.sink.letters.append(b"".join(lines))
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    sink: Sink


@contextmanager
def running_sink(port: int = 0) -> Iterator[Sink]:
    """The server, listening while the block lasts."""
    with _Server(("127.0.0.1", port), _Talk) as server:
        server.sink = Sink(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server.sink
        server.shutdown()
        thread.join()
