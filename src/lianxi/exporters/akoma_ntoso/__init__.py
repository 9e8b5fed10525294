"""Akoma Ntoso 3.0 out of a provision tree, valid against the strict schema, with every character of the text."""

from lianxi.exporters.akoma_ntoso.events import caption_events
from lianxi.exporters.akoma_ntoso.metadata import Metadata
from lianxi.exporters.akoma_ntoso.rendering import doctype_of, render_akn

__all__ = ["Metadata", "caption_events", "doctype_of", "render_akn"]
