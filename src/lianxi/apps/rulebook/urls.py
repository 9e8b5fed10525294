"""Addresses of the rulebook."""

from django.urls import path

from lianxi.apps.rulebook import compare_views, intake_views, views, work_urls

app_name = "rulebook"
urlpatterns = [
    path("texts/check/", views.check_page, name="check"),
    path("texts/compare/", compare_views.compare_page, name="compare"),
    path("rules/intake/<uuid:uuid>/", intake_views.batch_page, name="batch"),
    *work_urls.urlpatterns,
]
