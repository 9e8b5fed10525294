from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lianxi.apps.notices"
    label = "notices"
