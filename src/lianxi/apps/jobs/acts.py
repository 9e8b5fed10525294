"""What may be done with background work, and with the backup of the machine it runs on."""

from lianxi.kernel.access import Act, Role, Scope

_OWN_BODY = "各机构地位平等，只能查看和取消本机构的后台任务"
_MACHINE = "运维只管机器与账号，不在任何机构之上"

VIEW_JOB = Act(
    "job.view",
    "查看本机构的后台任务",
    Scope.BODY,
    frozenset({Role.CLERK, Role.OFFICE_HEAD, Role.LEADER}),
    source=_OWN_BODY,
)
CANCEL_JOB = Act(
    "job.cancel", "取消本机构的后台任务", Scope.BODY, frozenset({Role.CLERK, Role.OFFICE_HEAD}), source=_OWN_BODY
)
VIEW_SYSTEM_JOB = Act("system_job.view", "查看系统的后台任务", Scope.SYSTEM, source=_MACHINE)
CANCEL_SYSTEM_JOB = Act("system_job.cancel", "取消系统的后台任务", Scope.SYSTEM, source=_MACHINE)
VERIFY_AUDIT = Act("audit.verify", "核验全部审计链", Scope.SYSTEM, source="核验只比对摘要，不显示条目内容")

# Done from the command line by whoever keeps the machine (docs/decisions/0002); named here, below the
# command line, so that the permission matrix and the audit page know them.
CREATE_BACKUP = Act("backup.create", "备份", Scope.SYSTEM, source=_MACHINE)

ACTS = (VIEW_JOB, CANCEL_JOB, VIEW_SYSTEM_JOB, CANCEL_SYSTEM_JOB, VERIFY_AUDIT, CREATE_BACKUP)
