from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "kharita.maps"
    label = "maps"
