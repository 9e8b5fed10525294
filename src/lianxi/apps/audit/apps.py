from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "lianxi.apps.audit"
    label = "audit"
