"""Units named for a rule 责任单位: only those of the body that keeps it."""

from __future__ import annotations

from lianxi.apps.bodies.models import Body, Unit
from lianxi.kernel.errors import Refused


def unit_in(body: Body, key: int) -> Unit:
    """The unit of that key; `Refused` where the body has none such."""
    found = Unit.objects.filter(pk=key, body=body).first()
    if found is None:
        raise Refused("unit_of_body", f"{body.short_name}没有这个单位。", remedy="请在本机构的单位里选。")
    return found
