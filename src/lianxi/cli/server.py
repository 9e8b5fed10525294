"""The server of `lianxi serve`."""

from __future__ import annotations

import signal
import socket
import sys
import warnings
from collections.abc import Callable

import uvicorn


class Server(uvicorn.Server):
    """Says that it is there when it is: a page is answered from then on, and Ctrl+C ends it in order."""

    def __init__(self, config: uvicorn.Config, say: Callable[[], None]) -> None:
        super().__init__(config)
        self._say = say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As the library does it, and then the word."""
        await super().startup(sockets=sockets)
        if not self.should_exit:
            self._say()


def serve(listening: socket.socket, say: Callable[[], None]) -> None:
    """Serve until somebody ends it; `say` is called once, when pages are answered."""
    # Harmless, once per static file: WhiteNoise hands Django a synchronous iterator under ASGI (its issue 531).
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    config = uvicorn.Config(
        "lianxi.config.asgi:application",
        lifespan="off",
        timeout_graceful_shutdown=3,
        log_level="warning",
        access_log=False,
        server_header=False,
    )
    # The server raises the signal once more when it has shut down; then the worker still has to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    Server(config, say).run(sockets=[listening])
