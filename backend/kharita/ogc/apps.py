from django.apps import AppConfig


class OgcConfig(AppConfig):
    name = "kharita.ogc"
    label = "ogc"
