"""data/texts/characters.model → the character model 字模型."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.kernel.texts.damage.character_model import CharacterModel
from lianxi.loaders.toml_files import definitions_root

FILE = "data/texts/characters.model"


def load_character_model(root: Path | None = None) -> CharacterModel:
    """The model, or `DefinitionError` that says what is wrong with the file. It is read once."""
    return _read(root or definitions_root())


@cache
def _read(root: Path) -> CharacterModel:
    try:
        return CharacterModel.from_bytes((root / FILE).read_bytes())
    except FileNotFoundError as why:
        message = "没有字模型文件，请用 tools/character_model.py 生成。"
        raise DefinitionError((Fault(FILE, "", message),)) from why
