from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kharita.demo"
    label = "demo"
