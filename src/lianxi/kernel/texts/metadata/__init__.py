"""What a text says of itself 元数据: title, number, issuer, dates, kind; each a proposal with the place it was read."""

from lianxi.kernel.texts.metadata.kinds import Certain, RuleKind, Signs, certain_kind, kinds_of
from lianxi.kernel.texts.metadata.proposal import Field, Metadata, Proposal, Sign, plain
from lianxi.kernel.texts.metadata.reading import read_metadata

__all__ = [
    "Certain",
    "Field",
    "Metadata",
    "Proposal",
    "RuleKind",
    "Sign",
    "Signs",
    "certain_kind",
    "kinds_of",
    "plain",
    "read_metadata",
]
