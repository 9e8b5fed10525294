"""A card on the home page 概览: a template of a field of work with what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Overview:
    """What a field of work shows of itself on the home page: a template, which reads `card`, and its style sheet."""

    template: str
    style: str
    card: Mapping[str, object]
