"""What may be done with the day."""

from __future__ import annotations

from lianxi.kernel.access import Act, Scope

ADVANCE_DAY = Act("day.advance", "推进演示日", Scope.SIGNED_IN, source="演示日只在演示环境中存在，只能向前推进")

ACTS = (ADVANCE_DAY,)
