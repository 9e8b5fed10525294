"""Addresses of the list of rules and of one rule."""

from django.urls import path, register_converter

from lianxi.apps.rulebook.works import happening_views, unit_health, version_views, work_files, work_list, work_views


class AddressConverter:
    """The permanent address of a work without `/akn/`: no other page of the rulebook looks like it."""

    regex = r"cn(?:-\d+)?/[a-z]+/[^/]+(?:/[^/]+)?/\d{4}-\d\d-\d\d/[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AddressConverter, "rule")
WORK = "rules/<rule:address>/"

urlpatterns = [
    path("rules/", work_list.work_list, name="works"),
    path("rules/health/", unit_health.health_page, name="health"),
    path(WORK, work_views.work_page, name="work"),
    path(f"{WORK}versions/", version_views.versions_page, name="versions"),
    path(f"{WORK}provisions/<str:wid>/", work_views.provision_page, name="provision"),
    path(f"{WORK}original/<int:number>/", work_files.original, name="original"),
    path(f"{WORK}text/<int:number>.<str:shape>", work_files.clean_text, name="text"),
    path(f"{WORK}happenings/add/", happening_views.add_happening, name="add_happening"),
    path(f"{WORK}happenings/<int:pk>/withdraw/", happening_views.withdraw, name="withdraw_happening"),
    path(f"{WORK}visibility/", happening_views.show, name="show"),
]
