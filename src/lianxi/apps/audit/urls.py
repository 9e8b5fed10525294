"""The pages need to know what is hidden from whom: `config/urls.py` hands it to them."""

from django.urls import path

from lianxi.apps.audit import views
from lianxi.apps.audit.told import Hides

app_name = "audit"


def urlpatterns(hides: Hides) -> list:
    """The list, and one entry."""
    given = {"hides": hides}
    return [
        path("", views.entry_list, given, name="list"),
        path("<str:chain>/<int:number>/", views.entry_page, given, name="entry"),
    ]
