"""How often one may ask for what is dear to answer 频率上限: a visitor by address, an account by its name."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from lianxi.kernel.errors import Refused


@dataclass(frozen=True)
class RateLimit:
    """So many times within so many seconds, counted in windows of the clock.

    Counted in the cache of this process; several processes behind one address
    let through as many times more.
    """

    name: str
    times: int
    seconds: int = 60

    def take(self, request: HttpRequest) -> None:
        """Count one, or `Refused` with how long to wait."""
        now = int(time.time())
        who = request.actor.account or request.META.get("REMOTE_ADDR", "")
        key = f"limit:{self.name}:{who}:{now // self.seconds}"
        cache.add(key, 0, self.seconds * 2)
        if cache.incr(key) > self.times:
            wait = self.seconds - now % self.seconds
            raise Refused(
                "too_often",
                f"{self.seconds} 秒内最多 {self.times} 次，已经用完。",
                remedy=f"请过 {wait} 秒再试；登录后按账号计次，不与同一网络出口的其他人合计。",
            )
