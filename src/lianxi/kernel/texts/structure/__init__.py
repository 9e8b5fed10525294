"""The structure of Chinese official texts 文本结构: a provision tree that holds every character of the text."""

from lianxi.kernel.texts.structure.node import DIVISIONS, PROVISIONS, Kind, Node, headings_path, path_at, plain, walk
from lianxi.kernel.texts.structure.reader import read_structure

__all__ = ["DIVISIONS", "PROVISIONS", "Kind", "Node", "headings_path", "path_at", "plain", "read_structure", "walk"]
