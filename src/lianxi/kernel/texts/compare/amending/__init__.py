"""Amending decisions 修改决定: read into instructions, applied to the old text, proven against the printed one."""

from lianxi.kernel.texts.compare.amending.applying import Amended, Refused, apply
from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction, Place
from lianxi.kernel.texts.compare.amending.proving import Proof, plain, prove
from lianxi.kernel.texts.compare.amending.reading import of_law, read_instructions

__all__ = [
    "Act",
    "Amended",
    "Instruction",
    "Place",
    "Proof",
    "Refused",
    "apply",
    "of_law",
    "plain",
    "prove",
    "read_instructions",
]
