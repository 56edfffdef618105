from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kharita.core.facets import parcel_facets
from kharita.core.layers import layers
from kharita.importing.targets import import_targets


class PermitsConfig(AppConfig):
    name = "kharita.permits"
    label = "permits"
    verbose_name = _("Permits")

    def ready(self) -> None:
        from kharita.permits.facets import FACETS  # models can be imported only once the apps are loaded
        from kharita.permits.layers import LAYERS
        from kharita.permits.past.target import PERMITS

        layers.register(*LAYERS)
        parcel_facets.register(*FACETS)
        import_targets.register(PERMITS)
