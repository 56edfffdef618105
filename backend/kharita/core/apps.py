from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kharita.core"
    label = "core"
    verbose_name = "Core"
