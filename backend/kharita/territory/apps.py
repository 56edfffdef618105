from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kharita.core.facets import parcel_facets
from kharita.core.layers import layers


class TerritoryConfig(AppConfig):
    name = "kharita.territory"
    label = "territory"
    verbose_name = _("Territory")

    def ready(self) -> None:
        from kharita.territory.facets import FACETS  # models can be imported only once the apps are loaded
        from kharita.territory.layers import LAYERS

        layers.register(*LAYERS)
        parcel_facets.register(*FACETS)
