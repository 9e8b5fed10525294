"""Akoma Ntoso read: our own files give the text to the character, files of others a decent text and warnings."""

from lianxi.importers.akoma_ntoso.facts import AknEvent
from lianxi.importers.akoma_ntoso.reading import ReadAkn, read_akn, read_akn_file

__all__ = ["AknEvent", "ReadAkn", "read_akn", "read_akn_file"]
