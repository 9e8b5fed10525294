from django.apps import AppConfig


class MechanismsConfig(AppConfig):
    name = "lianxi.apps.mechanisms"
    label = "mechanisms"
