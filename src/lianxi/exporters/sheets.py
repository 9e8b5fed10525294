"""The sheet of A4 that a document stands on, upright or turned 横排; all lengths in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.exporters.official import OfficialDocument

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Sheet:
    """Width and height of the type area 版心, and the margins around it."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the sheet."""
        return self.left + self.width + self.right, self.top + self.height + self.bottom

    @property
    def line_chars(self) -> int:
        """Characters of 三号 on a line: 28 upright, GB/T 9704-2012 5.2.2."""
        return int(self.width * 28 / 156)

    @property
    def title_chars(self) -> int:
        """Characters of 二号 on a line, with a little room for wide figures: 19 upright."""
        return int(self.width * 19 / 156)


UPRIGHT = Sheet(width=156, height=225, top=37, right=26, bottom=35, left=28)
# Turned, the head lies at the binding edge 订口, as GB/T 9704-2012 asks of tables across: the margins turn with it.
TURNED = Sheet(width=225, height=156, top=28, right=37, bottom=26, left=35)


def sheet_of(document: OfficialDocument) -> Sheet:
    """The sheet the document stands on."""
    return TURNED if document.landscape else UPRIGHT
