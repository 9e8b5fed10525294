"""Addresses of the rulebook."""

from django.urls import path

from lianxi.apps.rulebook.amending import amending_urls
from lianxi.apps.rulebook.citations import citing_urls
from lianxi.apps.rulebook.figures import figure_urls
from lianxi.apps.rulebook.intake.intake_views import batches, items, receiving, setting
from lianxi.apps.rulebook.keeping_up import upkeep_urls
from lianxi.apps.rulebook.texts import compare_views, views
from lianxi.apps.rulebook.works import correcting_urls, work_urls

app_name = "rulebook"
urlpatterns = [
    path("texts/check/", views.check_page, name="check"),
    path("texts/compare/", compare_views.compare_page, name="compare"),
    path("rules/intake/", receiving.intake_page, name="intake"),
    path("rules/intake/<uuid:uuid>/", batches.batch_page, name="batch"),
    path("rules/intake/<uuid:uuid>/set/", setting.setting_page, name="set_items"),
    path("rules/intake/<uuid:uuid>/<int:position>/", items.item_page, name="item"),
    path("rules/intake/<uuid:uuid>/<int:position>/file/", items.item_file, name="item_file"),
    path("rules/intake/<uuid:uuid>/<int:position>/against/<int:work>/", items.against_page, name="item_against"),
    *citing_urls.urlpatterns,
    *figure_urls.urlpatterns,
    *correcting_urls.urlpatterns,
    *work_urls.urlpatterns,
    *amending_urls.urlpatterns,
    *upkeep_urls.urlpatterns,
]
