"""Addresses where what is known of rules is put right."""

from django.urls import path

from lianxi.apps.rulebook.works import correcting_views, work_urls  # noqa: F401 - registers the address of a rule

urlpatterns = [
    path("rules/reassign/", correcting_views.reassign, name="reassign"),
    path("rules/<rule:address>/correct/", correcting_views.correct, name="correct"),
]
