from django.urls import path

from lianxi.apps.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("audit-verification/", views.audit_verify, name="audit_verify"),
    path("<uuid:uuid>/", views.job_detail, name="detail"),
    path("<uuid:uuid>/cancel/", views.job_cancel, name="cancel"),
]
