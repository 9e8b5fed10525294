"""Where each field of work hangs. A field's own addresses are in its `urls.py`."""

from django.urls import include, path

from lianxi.apps.accounts import urls as accounts
from lianxi.apps.accounts.views.permissions import permissions
from lianxi.apps.audit import urls as audit
from lianxi.apps.notices import urls as notices
from lianxi.apps.notices.views import notice_detail, notice_list
from lianxi.composition import inbox
from lianxi.composition.acts import matrix
from lianxi.composition.audited import hidden_entries

# only composition knows the acts of all fields, so the page is handed them here
_PERMISSIONS = path("permissions/", permissions, {"rows": matrix()}, name="permissions")
# and the kinds of notices that all fields write, and what of theirs is closed to whom
_NOTICES = {"kinds": inbox.KINDS, "closing": inbox.closing}
_INBOX = [
    path("", notice_list, _NOTICES, name="list"),
    path("<int:number>/", notice_detail, _NOTICES, name="detail"),
]

urlpatterns = [
    path("", include("lianxi.shell.urls")),
    path("", include(([*accounts.urlpatterns, _PERMISSIONS], accounts.app_name))),
    path("", include("lianxi.apps.bodies.urls")),
    path("", include("lianxi.apps.rulebook.urls")),
    path("", include("lianxi.apps.mechanisms.urls")),
    path("notices/", include(([*_INBOX, *notices.urlpatterns], notices.app_name))),
    path("", include("lianxi.apps.meetings.urls")),
    # and of what the entries of the audit speak
    path("audit/", include((audit.urlpatterns(hidden_entries), audit.app_name))),
    path("files/", include("lianxi.apps.files.urls")),
    path("jobs/", include("lianxi.apps.jobs.urls")),
]

handler400 = "lianxi.shell.views.bad_request"
handler403 = "lianxi.shell.views.forbidden"
handler404 = "lianxi.shell.views.not_found"
handler500 = "lianxi.shell.views.server_error"
