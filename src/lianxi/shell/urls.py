from django.urls import path

from lianxi.shell import views
from lianxi.shell.search import saved_views as saved
from lianxi.shell.search.suggesting import titles
from lianxi.shell.search.views import index_state, search

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("demo-day/", views.demo_day, name="demo_day"),
    path("search/", search, name="search"),
    path("search/titles/", titles, name="search_titles"),
    path("search/index/", index_state, name="search_index"),
    path("search/save/", saved.save, name="save_search"),
    path("search/saved/", saved.saved_list, name="saved_searches"),
    path("search/saved/<int:number>/", saved.saved_detail, name="saved_search"),
    path("search/saved/<int:number>/open/", saved.saved_open, name="saved_open"),
    path("search/saved/<int:number>/change/", saved.saved_change, name="saved_change"),
    path("search/saved/<int:number>/pause/", saved.saved_pause, name="saved_pause"),
    path("search/saved/<int:number>/resume/", saved.saved_resume, name="saved_resume"),
    path("search/saved/<int:number>/remove/", saved.saved_remove, name="saved_remove"),
]
