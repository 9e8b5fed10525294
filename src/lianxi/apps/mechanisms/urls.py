"""Addresses of mechanisms, calendars and deadlines."""

from django.urls import path, register_converter

from lianxi.apps.mechanisms import binding_views, calendar_views, mechanism_views, original_views
from lianxi.web.converters import DayConverter

app_name = "mechanisms"
register_converter(DayConverter, "day")
urlpatterns = [
    path("mechanisms/", mechanism_views.mechanisms, name="list"),
    path("mechanisms/<slug:slug>/", mechanism_views.detail, name="detail"),
    path("mechanisms/<slug:slug>/wheel/", mechanism_views.wheel, name="wheel"),
    path("mechanisms/<slug:slug>/<day:effective>/", mechanism_views.version_page, name="version"),
    path("mechanisms/<slug:slug>/<day:effective>/original/", original_views.original_page, name="original"),
    path("mechanisms/<slug:slug>/<day:effective>/binding/", binding_views.binding_page, name="binding"),
    path("mechanisms/<slug:slug>/<day:old>/<day:new>/", mechanism_views.diff_page, name="diff"),
    path("calendars/", calendar_views.calendars, name="calendars"),
    path("calendars/load/", calendar_views.load_calendar_page, name="load_calendar"),
    path("calendars/<int:year>/", calendar_views.calendar_year, name="calendar_year"),
    path("deadline/", calendar_views.deadline, name="deadline"),
]
