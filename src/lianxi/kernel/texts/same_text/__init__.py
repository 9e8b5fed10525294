"""Same text in several copies 同文核对: what by rule may differ is taken out, everything else must read alike."""

from lianxi.kernel.texts.same_text.register import Register
from lianxi.kernel.texts.same_text.sameness import ComparedCopy, Deviation, SameText, plain, same_text

__all__ = ["ComparedCopy", "Deviation", "Register", "SameText", "plain", "same_text"]
