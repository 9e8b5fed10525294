"""Documents about texts 文本文书, as content for `exporters` to lay out: 条文对照表, 条文对应表, 花脸稿, 清洁稿."""

from lianxi.apps.rulebook.documents.clean import clean
from lianxi.apps.rulebook.documents.correspondence import correspondence_table
from lianxi.apps.rulebook.documents.redlines import redline, redline_to_accept
from lianxi.apps.rulebook.documents.tables import comparison_table

__all__ = ["clean", "comparison_table", "correspondence_table", "redline", "redline_to_accept"]
