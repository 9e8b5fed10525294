"""Addresses of regions, bodies, circles and people."""

from __future__ import annotations

from django.urls import path

from lianxi.apps.bodies.views import body, circles, contacts, imports, people, places, registering, terms, units

app_name = "bodies"
urlpatterns = [
    path("regions/", places.region_list, name="regions"),
    path("bodies/", places.body_list, name="list"),
    path("bodies/<str:code>/", body.body_page, name="detail"),
    path("bodies/<str:code>/terms/new/", terms.add_term_page, name="add_term"),
    path("bodies/<str:code>/terms/<int:number>/", terms.change_term_page, name="change_term"),
    path("bodies/<str:code>/terms/<int:number>/sittings/new/", terms.add_sitting_page, name="add_sitting"),
    path(
        "bodies/<str:code>/terms/<int:number>/sittings/<int:sitting>/", terms.change_sitting_page, name="change_sitting"
    ),
    path("bodies/<str:code>/units/new/", units.add_unit_page, name="add_unit"),
    path("bodies/<str:code>/units/<int:pk>/", units.change_unit_page, name="change_unit"),
    path("bodies/<str:code>/units/<int:pk>/end/", units.end_unit_page, name="end_unit"),
    path("circles/", circles.circle_list, name="circles"),
    path("circles/<slug:slug>/", circles.circle_page, name="circle"),
    path("people/", people.person_list, name="people"),
    path("people/new/", registering.add_person_page, name="add_person"),
    path("people/unmask/", contacts.unmask_people_page, name="unmask_people"),
    path("people/import/", imports.import_page, name="import_people"),
    path("people/import/template.xlsx", imports.template_download, name="people_template"),
    path("people/import/<uuid:uuid>/", imports.preview_page, name="people_import"),
    path("people/import/<uuid:uuid>/faults.xlsx", imports.faults_download, name="import_faults"),
    path("people/<int:pk>/", people.person_page, name="person"),
    path("people/<int:pk>/change/", registering.change_person_page, name="change_person"),
    path("people/<int:pk>/appoint/", registering.appoint_person_page, name="appoint_person"),
    path("people/<int:pk>/unmask/", contacts.unmask_person_page, name="unmask_person"),
    path("seats/<int:pk>/change/", registering.change_seat_page, name="change_seat"),
    path("seats/<int:pk>/end/", registering.end_seat_page, name="end_seat"),
]
