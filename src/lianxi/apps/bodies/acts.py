"""What can be done with regions, bodies, circles, people and seats, and who may.

The people of a body are kept by its own office; those of a congress by the
office of its standing committee (`keeper_of`). Nobody keeps those of another
body.
"""

from __future__ import annotations

from lianxi.apps.bodies.models import Body, BodyKind
from lianxi.kernel.access import Act, Role, Scope

_OFFICE = frozenset({Role.CLERK, Role.OFFICE_HEAD})
_OWN_BODY = "人员、任职、届次由本机构办公室登记"
_OWN_UNITS = "下属单位由本机构办公室登记；谁在哪个单位，决定谁能看只给这个单位看的制度，由办公室主任定"
_CONTACT = "个人信息保护法第六条：限于实现处理目的的最小范围"

LOAD_DEFINITIONS = Act(
    "definitions.load", "载入机构定义", Scope.SYSTEM, source="区划、机构、联席圈以 data/ 下的文件为准，由运维载入"
)
READ_PEOPLE = Act("people.read", "查看人员（本机构，及同圈机构的任职）", Scope.MEMBER, source=_CONTACT)
READ_CONTACT = Act("contact.read", "查看本机构联系方式（脱敏）", Scope.BODY, _OFFICE, source=_CONTACT)
UNMASK_PERSON = Act("person.unmask", "查看一人的完整联系方式", Scope.BODY, _OFFICE, source=_CONTACT)
UNMASK_PEOPLE = Act("people.unmask", "查看全部人员的完整联系方式", Scope.BODY, _OFFICE, source=_CONTACT)
ADD_PERSON = Act("person.add", "登记人员", Scope.BODY, _OFFICE, source=_OWN_BODY)
CHANGE_PERSON = Act("person.change", "修改人员", Scope.BODY, _OFFICE, source=_OWN_BODY)
IMPORT_PEOPLE = Act("people.import", "从表格导入人员", Scope.BODY, _OFFICE, source=_OWN_BODY)
APPOINT_PERSON = Act("person.appoint", "登记任职", Scope.BODY, _OFFICE, source=_OWN_BODY)
CHANGE_SEAT = Act("seat.change", "更正任职", Scope.BODY, _OFFICE, source=_OWN_BODY)
END_SEAT = Act("seat.end", "终止任职", Scope.BODY, _OFFICE, source=_OWN_BODY)
ADD_TERM = Act("term.add", "登记届次", Scope.BODY, _OFFICE, source=_OWN_BODY)
CHANGE_TERM = Act("term.change", "修改届次", Scope.BODY, _OFFICE, source=_OWN_BODY)
ADD_SITTING = Act("sitting.add", "登记会议", Scope.BODY, _OFFICE, source=_OWN_BODY)
CHANGE_SITTING = Act("sitting.change", "修改会议", Scope.BODY, _OFFICE, source=_OWN_BODY)
ADD_UNIT = Act("unit.add", "登记单位", Scope.BODY, _OFFICE, source=_OWN_UNITS)
CHANGE_UNIT = Act("unit.change", "修改单位", Scope.BODY, _OFFICE, source=_OWN_UNITS)
END_UNIT = Act("unit.end", "撤销单位", Scope.BODY, _OFFICE, source=_OWN_UNITS)
SET_UNIT_MEMBERS = Act("unit.members", "确定单位的人员", Scope.BODY, frozenset({Role.OFFICE_HEAD}), source=_OWN_UNITS)

ACTS = (
    LOAD_DEFINITIONS,
    READ_PEOPLE,
    READ_CONTACT,
    UNMASK_PERSON,
    UNMASK_PEOPLE,
    ADD_PERSON,
    CHANGE_PERSON,
    IMPORT_PEOPLE,
    APPOINT_PERSON,
    CHANGE_SEAT,
    END_SEAT,
    ADD_TERM,
    CHANGE_TERM,
    ADD_SITTING,
    CHANGE_SITTING,
    ADD_UNIT,
    CHANGE_UNIT,
    END_UNIT,
    SET_UNIT_MEMBERS,
)


def keeper_of(body: Body) -> str:
    """Code of the body whose office keeps the people of `body`.

    A congress sits once a year; its standing committee is its permanent organ
    (地方组织法第二条) and keeps its people, terms and sittings.
    """
    return body.region_id if body.kind == BodyKind.CONGRESS else body.code
