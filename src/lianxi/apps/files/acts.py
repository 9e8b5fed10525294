"""Acts on files. Whether somebody may hand one in, or erase one, is decided by the act it belongs to."""

from lianxi.kernel.access import Act, Role, Scope

UPLOAD_FILE = Act("file.upload", "上传文件", Scope.SIGNED_IN, source="文件随所属事项上传，由该事项的权限决定")
ERASE_FILE = Act("file.erase", "删去文件", Scope.SIGNED_IN, source="误传的文件随所属事项删去，由该事项的权限决定")
DOWNLOAD_PUBLIC = Act("file.download_public", "下载公开文件", Scope.PUBLIC, source="公开文件不必登录")
DOWNLOAD_BODY = Act(
    "file.download",
    "下载本机构文件",
    Scope.BODY,
    frozenset({Role.OFFICE_HEAD, Role.LEADER, Role.CLERK}),
    source="机构内文件只由本机构下载",
)
DOWNLOAD_CIRCLE = Act(
    "file.download_circle",
    "下载联席圈文件",
    Scope.CIRCLE,
    frozenset({Role.JOINT_OFFICE}),
    source="联席圈文件由本圈联席办和文件所属机构下载",
)
DOWNLOAD_SYSTEM = Act("file.download_system", "下载系统文件", Scope.SYSTEM, source="不属于任何机构的文件由运维下载")

ACTS = (UPLOAD_FILE, ERASE_FILE, DOWNLOAD_PUBLIC, DOWNLOAD_BODY, DOWNLOAD_CIRCLE, DOWNLOAD_SYSTEM)
