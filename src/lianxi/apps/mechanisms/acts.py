"""What one may do with mechanisms and calendars, and who may."""

from lianxi.kernel.access import Act, Role, Scope

VIEW_MECHANISM = Act("mechanism.view", "查看机制", Scope.PUBLIC, source="联席会议工作机制是公开文件")
COMPUTE_DEADLINE = Act("deadline.compute", "推算期限", Scope.PUBLIC, source="推算不留数据，任何人可用")
LOAD_MECHANISMS = Act(
    "mechanism.load",
    "载入机制定义",
    Scope.SYSTEM,
    source="机制的内容由 mechanisms/ 文件夹决定；运维只负责载入，不能改写",
)
LOAD_CALENDAR = Act(
    "calendar.load",
    "导入节假日安排",
    Scope.CIRCLE,
    frozenset({Role.JOINT_OFFICE}),
    source="节假日安排以国务院办公厅通知为准，由联席办录入，各机构共同可见",
)
IMPORT_ORIGINAL = Act(
    "original.import",
    "导入机制原文",
    Scope.CIRCLE,
    frozenset({Role.JOINT_OFFICE}),
    source="条款以各方通过的原文为准，由本圈联席办导入并逐条核对",
)
BIND_MECHANISM = Act(
    "mechanism.bind",
    "把机制绑定到库中的制度",
    Scope.CIRCLE,
    frozenset({Role.JOINT_OFFICE}),
    source="条款以各方通过的原文为准，由本圈联席办选定库中的文本并逐条核对",
)
CONFIRM_BINDING = Act(
    "binding.confirm",
    "确认条款绑定",
    Scope.CIRCLE,
    frozenset({Role.JOINT_OFFICE}),
    source="条款的文字有变动的，依据它的规则待核，由本圈联席办核对后确认",
)

ACTS = (
    VIEW_MECHANISM,
    COMPUTE_DEADLINE,
    LOAD_MECHANISMS,
    LOAD_CALENDAR,
    IMPORT_ORIGINAL,
    BIND_MECHANISM,
    CONFIRM_BINDING,
)
