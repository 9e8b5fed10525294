from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "lianxi.apps.rulebook"
    label = "rulebook"
