from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lianxi.apps.search"
    label = "search"
