"""Where each field of work hangs. A field's own addresses are in its `urls.py`."""

from django.urls import include, path

urlpatterns = [
    path("", include("lianxi.shell.urls")),
    path("", include("lianxi.apps.accounts.urls")),
    path("", include("lianxi.apps.bodies.urls")),
    path("", include("lianxi.apps.mechanisms.urls")),
    path("audit/", include("lianxi.apps.audit.urls")),
    path("files/", include("lianxi.apps.files.urls")),
    path("jobs/", include("lianxi.apps.jobs.urls")),
]

handler400 = "lianxi.shell.views.bad_request"
handler403 = "lianxi.shell.views.forbidden"
handler404 = "lianxi.shell.views.not_found"
handler500 = "lianxi.shell.views.server_error"
