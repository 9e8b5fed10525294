"""Addresses of the rulebook."""

from django.urls import path

from lianxi.apps.rulebook import views

app_name = "rulebook"
urlpatterns = [path("texts/check/", views.check_page, name="check")]
