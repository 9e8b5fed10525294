"""Acts of the audit itself."""

from lianxi.kernel.access import Act, Role, Scope

READ_CHAIN = Act(
    "audit.read",
    "查看本机构审计",
    Scope.BODY,
    frozenset({Role.OFFICE_HEAD, Role.LEADER, Role.CLERK}),
    source="审计链各机构一条，只由本机构查看",
)
READ_OWN_CHAIN = Act(
    "audit.read_own",
    "联席办人员查看所属机构审计",
    Scope.CIRCLE,
    frozenset({Role.JOINT_OFFICE}),
    source="联席办不在各机构之上，只看得到自己所属机构的审计链",
)
READ_SYSTEM_CHAIN = Act("audit.read_system", "查看系统审计", Scope.SYSTEM, source="系统链记账号与机器的运维")
EXPORT_CHAIN = Act("audit.export", "导出审计", Scope.SIGNED_IN, source="能看到的条目才能导出；导出本身也记入审计")
WITNESS_HEADS = Act("audit.witness", "补记链头", Scope.SYSTEM, source="链头文件写入失败后由运维补记，补记本身记入审计")
RESTORE_BACKUP = Act("backup.restore", "恢复备份", Scope.SYSTEM, source="恢复使库内记录回到备份之时，须留下原链头")

ACTS = (READ_CHAIN, READ_OWN_CHAIN, READ_SYSTEM_CHAIN, EXPORT_CHAIN, WITNESS_HEADS, RESTORE_BACKUP)
