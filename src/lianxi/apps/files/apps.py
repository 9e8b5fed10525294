from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "lianxi.apps.files"
    label = "files"
