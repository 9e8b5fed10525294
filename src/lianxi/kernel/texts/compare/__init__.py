"""Comparing two texts 文本比对: which provision became which, redlines over legal tokens, identities carried over."""

from lianxi.kernel.texts.compare.comparison import Comparison, Pair, Relation, compare
from lianxi.kernel.texts.compare.identities import carry_identities
from lianxi.kernel.texts.compare.redline import Change, Piece, Reading, redline
from lianxi.kernel.texts.compare.report import Row, correspondence, plain
from lianxi.kernel.texts.compare.three import ThreeRow, ThreeVersions, compare_three, plain_three
from lianxi.kernel.texts.compare.units import Unit, read_units

__all__ = [
    "Change",
    "Comparison",
    "Pair",
    "Piece",
    "Reading",
    "Relation",
    "Row",
    "ThreeRow",
    "ThreeVersions",
    "Unit",
    "carry_identities",
    "compare",
    "compare_three",
    "correspondence",
    "plain",
    "plain_three",
    "read_units",
    "redline",
]
