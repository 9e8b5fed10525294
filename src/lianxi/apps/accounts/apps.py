from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lianxi.apps.accounts"
    label = "accounts"
