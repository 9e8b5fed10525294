from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "lianxi.apps.bodies"
    label = "bodies"
