from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportingConfig(AppConfig):
    name = "kharita.importing"
    label = "importing"
    verbose_name = _("Imports")

    def ready(self) -> None:
        from kharita.importing import (  # models exist once the apps are loaded
            cadastre_targets,
            mapped_targets,
        )
        from kharita.importing.targets import import_targets

        import_targets.register(*cadastre_targets.TARGETS, *mapped_targets.TARGETS)
