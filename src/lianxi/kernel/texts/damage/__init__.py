"""Damage 损坏: what happened to a text on its way here, found and named, never silently mended."""
