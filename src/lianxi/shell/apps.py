from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "lianxi.shell"
    label = "shell"
    verbose_name = "外壳"
