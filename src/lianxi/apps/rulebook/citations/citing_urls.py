"""Addresses of citations, of what has gone stale, and of terms watched."""

from django.urls import path

from lianxi.apps.rulebook.citations import choice_views, citation_views, network_views, stale_views, watch_views

urlpatterns = [
    path("rules/citations/", citation_views.citations_page, name="citations"),
    path("rules/citations/<int:number>/", choice_views.citation_page, name="citation"),
    path("rules/citations/network/", network_views.network_page, name="network"),
    path("rules/stale/", stale_views.stale_list, name="stale"),
    path("rules/stale/<int:number>/", stale_views.stale_page, name="stale_one"),
    path("rules/watch/", watch_views.watch_page, name="watch"),
]
