"""Which provision a character of a text stands in 定位."""

from __future__ import annotations

from lianxi.kernel.texts.compare.amending.instruction import Place
from lianxi.kernel.texts.structure import Kind, Node, path_at


def place_at(root: Node, offset: int, *, exact: bool = False) -> Place:
    """The article, paragraph and point in which the character at `offset` stands.

    The only paragraph of an article is not counted, unless `exact`.
    """
    path = path_at(root, offset)
    article = next((node for node in path if node.kind is Kind.ARTICLE), None)
    if article is None:
        return Place()
    paragraphs = [child for child in article.children if child.kind is Kind.PARAGRAPH]
    number = next((at for at, one in enumerate(paragraphs, 1) if one in path), None)
    point = next((node.key for node in path if node.kind is Kind.POINT), None)
    return Place(article.key, number if exact or len(paragraphs) > 1 or point else None, point)
