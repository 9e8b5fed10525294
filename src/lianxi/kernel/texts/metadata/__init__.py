"""What a text says of itself 元数据: title, number, issuer, dates, kind; each a proposal with the place it was read."""

from lianxi.kernel.texts.metadata.kinds import RuleKind, Signs, kinds_of
from lianxi.kernel.texts.metadata.proposal import Field, Metadata, Proposal, plain
from lianxi.kernel.texts.metadata.reading import read_metadata

__all__ = ["Field", "Metadata", "Proposal", "RuleKind", "Signs", "kinds_of", "plain", "read_metadata"]
