"""Amending decisions 修改决定: read into instructions, applied to the old text, proven against the printed one."""

from lianxi.kernel.texts.compare.amending.agreement import PARTS, Agreement, Departure
from lianxi.kernel.texts.compare.amending.applying import Amended, Refused, apply
from lianxi.kernel.texts.compare.amending.commencing import Commencing, OwnDay, read_commencing
from lianxi.kernel.texts.compare.amending.descent import Descent, carry_by_instructions, own_articles
from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction, Place
from lianxi.kernel.texts.compare.amending.laws import of_law, of_text, title_of
from lianxi.kernel.texts.compare.amending.proving import Proof, prove, prove_amended
from lianxi.kernel.texts.compare.amending.reading import read_instructions
from lianxi.kernel.texts.compare.amending.references import Consequence
from lianxi.kernel.texts.compare.amending.report import in_words, plain, plain_amended, plain_instruction

__all__ = [
    "PARTS",
    "Act",
    "Agreement",
    "Amended",
    "Commencing",
    "Consequence",
    "Departure",
    "Descent",
    "Instruction",
    "OwnDay",
    "Place",
    "Proof",
    "Refused",
    "apply",
    "carry_by_instructions",
    "in_words",
    "of_law",
    "of_text",
    "own_articles",
    "plain",
    "plain_amended",
    "plain_instruction",
    "prove",
    "prove_amended",
    "read_commencing",
    "read_instructions",
    "title_of",
]
