from django.urls import path

from lianxi.apps.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entry_list, name="list"),
    path("<str:chain>/<int:number>/", views.entry_page, name="entry"),
]
