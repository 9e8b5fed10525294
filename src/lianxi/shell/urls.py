from django.urls import path

from lianxi.shell import views
from lianxi.shell.search.views import search, titles

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("demo-day/", views.demo_day, name="demo_day"),
    path("search/", search, name="search"),
    path("search/titles/", titles, name="search_titles"),
]
