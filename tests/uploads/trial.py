"""A purpose that files are sent for, in the servers that these tests start."""

from django.apps import AppConfig

from kharita.uploads.purposes import purposes


class TrialConfig(AppConfig):
    name = "tests.uploads"
    label = "trial"

    def ready(self) -> None:
        purposes.register(
            "trial", permission="permits.inspect_site", bytes_max=8 * 1024**3, suffixes=(".tif", ".zip")
        )
