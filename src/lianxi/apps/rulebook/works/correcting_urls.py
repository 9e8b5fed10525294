"""Addresses where what is known of rules is put right."""

from django.urls import path

from lianxi.apps.rulebook.works import correcting_views, taking_out_views
from lianxi.apps.rulebook.works.work_urls import WORK

urlpatterns = [
    path("rules/reassign/", correcting_views.reassign, name="reassign"),
    path(f"{WORK}correct/", correcting_views.correct, name="correct"),
    path(f"{WORK}take-out/", taking_out_views.take_out, name="take_out"),
]
