from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "kharita.importing"
    label = "importing"
