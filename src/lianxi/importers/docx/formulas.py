"""Formulas of a Word file 公式 in one line: 2/3, x², √(a+b). Read letter by letter, two thirds would be 23."""

from __future__ import annotations

from lianxi.importers.docx.markup import Element, child, children, local, value

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_SIGNS = frozenset("0123456789+-")


def formula_text(element: Element) -> str:
    """A formula or a part of one."""
    name = local(element)
    if name == "t":
        return element.text or ""
    if name.endswith("Pr"):
        return ""
    write = _WRITERS.get(name)
    return write(element) if write else "".join(formula_text(inside) for inside in element)


def _part(element: Element, name: str) -> str:
    found = child(element, name)
    return "" if found is None else formula_text(found)


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _raised(element: Element) -> str:
    above = _part(element, "sup")
    return _part(element, "e") + (above.translate(_RAISED) if set(above) <= _SIGNS else f"^{_grouped(above)}")


def _lowered(element: Element) -> str:
    below = _part(element, "sub")
    return _part(element, "e") + (below.translate(_LOWERED) if set(below) <= _SIGNS else f"_{_grouped(below)}")


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return (degree.translate(_RAISED) if set(degree) <= _SIGNS else degree) + "√" + _grouped(_part(element, "e"))


def _bracketed(element: Element) -> str:
    looks = child(element, "dPr")
    begin, end = (child(looks, name) for name in ("begChr", "endChr"))
    inside = ",".join(formula_text(one) for one in children(element, "e"))
    return ("(" if begin is None else value(begin)) + inside + (")" if end is None else value(end))


def _summed(element: Element) -> str:
    sign = child(element, "naryPr", "chr")
    bounds = [
        f"{mark}{_grouped(said)}" for mark, name in (("_", "sub"), ("^", "sup")) if (said := _part(element, name))
    ]
    return ("∫" if sign is None else value(sign)) + "".join(bounds) + _grouped(_part(element, "e"))


_WRITERS = {
    "f": _fraction, "sSup": _raised, "sSub": _lowered, "rad": _root, "d": _bracketed, "nary": _summed,
}  # fmt: skip
