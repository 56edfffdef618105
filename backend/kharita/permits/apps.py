from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kharita.core.facets import parcel_facets
from kharita.core.layers import layers


class PermitsConfig(AppConfig):
    name = "kharita.permits"
    label = "permits"
    verbose_name = _("Permits")

    def ready(self) -> None:
        from kharita.permits.facets import FACETS  # models can be imported only once the apps are loaded
        from kharita.permits.layers import LAYERS

        layers.register(*LAYERS)
        parcel_facets.register(*FACETS)
