from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kharita.core.facets import parcel_facets
from kharita.core.layers import layers


class SurveysConfig(AppConfig):
    name = "kharita.surveys"
    label = "surveys"
    verbose_name = _("Drone surveys")

    def ready(self) -> None:
        # Models can be imported only once the apps are loaded.
        from kharita.permits.paper.issuing import add_source
        from kharita.permits.paper.kinds import add_papers
        from kharita.surveys import evidence
        from kharita.surveys.facets import FACETS
        from kharita.surveys.layers import LAYERS
        from kharita.surveys.uploading import declare

        declare()
        layers.register(*LAYERS)
        parcel_facets.register(*FACETS)
        add_papers(evidence.PAPERS)
        add_source(evidence.KIND, evidence.SOURCE)
