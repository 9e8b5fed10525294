"""GBK shifts 国标码错位: a byte was lost, and what follows was read one byte late until something stopped it.

The middle of such a span decodes for certain. Only the character whose first
byte was lost, and one whose second byte was orphaned at the end, are searched
with a character model (domain notes M 2).
"""

from lianxi.kernel.texts.damage.shift.finding import find_shifts
from lianxi.kernel.texts.damage.shift.spans import shift_spans

__all__ = ["find_shifts", "shift_spans"]
