"""Addresses of reviews and filings."""

from django.urls import path

from lianxi.apps.rulebook.keeping_up import conclusion_views, filing_views, review_views, table_views, upkeep_views
from lianxi.apps.rulebook.works.work_urls import WORK

urlpatterns = [
    path("rules/reviews/", review_views.review_page, name="reviews"),
    path("rules/reviews/table/", table_views.reviews_from_table, name="reviews_from_table"),
    path("rules/reviews/conclusions/", conclusion_views.conclusion_list, name="conclusions"),
    path("rules/filings/", filing_views.filing_page, name="filings"),
    path(f"{WORK}reviews/add/", upkeep_views.add_review, name="add_review"),
    path(f"{WORK}publications/add/", upkeep_views.add_publication, name="add_publication"),
    path(f"{WORK}filings/add/", upkeep_views.add_filing, name="add_filing"),
    path(f"{WORK}records/<str:kind>/<int:pk>/withdraw/", upkeep_views.take_back, name="take_back"),
]
