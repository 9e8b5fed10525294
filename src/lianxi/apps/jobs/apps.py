from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lianxi.apps.jobs"
    label = "jobs"
