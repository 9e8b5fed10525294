"""Addresses of the live figures and of the rows behind them."""

from django.urls import path

from lianxi.apps.rulebook.figures import figure_views

urlpatterns = [
    path("rules/figures/", figure_views.figures_page, name="figures"),
    path("rules/figures/rows/", figure_views.figure_rows, name="figure_rows"),
    path("rules/figures/files/", figure_views.figure_files, name="figure_files"),
]
