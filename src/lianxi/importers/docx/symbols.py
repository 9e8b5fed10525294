"""Characters of symbol fonts 符号: the boxes and ticks of forms, which such a font keeps at places of its own."""

from __future__ import annotations

UNKNOWN = "�"
_CIRCLED, _BLACK = "①②③④⑤⑥⑦⑧⑨⑩", "❶❷❸❹❺❻❼❽❾❿"
_WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + at: sign for at, sign in enumerate(_CIRCLED)}, **{0x8C + at: sign for at, sign in enumerate(_BLACK)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x99: "○", 0xA2: "■", 0xA3: "□",
    **{0x6A + at: sign for at, sign in enumerate(_CIRCLED)}, **{0x75 + at: sign for at, sign in enumerate(_BLACK)},
}  # fmt: skip
_SYMBOL = {
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x70: "π", 0xA3: "≤", 0xA5: "∞",
    0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√",
    0xD7: "·",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(code: int, font: str) -> str:
    """The character; U+FFFD for one whose font is not known."""
    if 0xF000 <= code < 0xF100:
        return _FONTS.get(font.strip().lower(), {}).get(code - 0xF000, UNKNOWN)
    if font.strip().lower() in _FONTS and code < 0x100:
        return _FONTS[font.strip().lower()].get(code, UNKNOWN)
    return chr(code) if 0x20 <= code < 0xD800 else UNKNOWN


def with_symbols(text: str, font: str) -> str:
    """A text in a symbol font; only the places such fonts use are looked up."""
    return "".join(symbol(ord(sign), font) if "\uf000" <= sign < "\uf100" else sign for sign in text)
