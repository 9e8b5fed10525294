"""Addresses of what is seen across conferences: 机制体检, 年度安排, 交办看板."""

from django.urls import path

from lianxi.apps.meetings.views import board, checkup, year

CHECKUP_URLS = [
    path("conferences/check/", checkup.checkup, name="checkup"),
    path("conferences/year/", year.this_year, name="this_year"),
    path("conferences/year/<int:year>/", year.year_page, name="year"),
    path("conferences/follow-ups/", board.follow_ups, name="follow_ups"),
    path("conferences/follow-ups/list/", board.follow_up_list, name="follow_up_list"),
    path("conferences/<slug:slug>/verdicts/", checkup.verdicts, name="verdicts"),
]
