"""Addresses of the rulebook."""

from django.urls import path

from lianxi.apps.rulebook import compare_views, views

app_name = "rulebook"
urlpatterns = [
    path("texts/check/", views.check_page, name="check"),
    path("texts/compare/", compare_views.compare_page, name="compare"),
]
