from django.urls import path

from lianxi.apps.notices import views

app_name = "notices"
# the list and one notice hang in config/urls.py, where the kinds of all fields of work are known
urlpatterns = [
    path("read/", views.read_all, name="read_all"),
    path("<int:number>/open/", views.open_notice, name="open"),
]
