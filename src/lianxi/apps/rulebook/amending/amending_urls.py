"""Addresses of decisions carried out on works, and of texts of the repository held together."""

from django.urls import path

from lianxi.apps.rulebook.amending import amending_views
from lianxi.apps.rulebook.works import comparing_views
from lianxi.apps.rulebook.works.work_urls import WORK

urlpatterns = [
    path("rules/compare/", comparing_views.compare_page, name="compare_works"),
    path(f"{WORK}amend/", amending_views.amend_page, name="amend"),
    path(f"{WORK}amends/", amending_views.amends_page, name="amends"),
    path(f"{WORK}amendments/<int:number>/", amending_views.amendment_page, name="amendment"),
]
