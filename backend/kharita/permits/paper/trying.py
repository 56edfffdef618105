"""What papers need to be tried out: a certificate that signs in nobody's name, a letterhead."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from kharita.permits.models import Letterhead
from kharita.permits.paper.certificates import make_test_certificate
from kharita.territory.models import Commune

ORIENTAL: Mapping[str, str] = {
    "region_fr": "Région de l'Oriental",
    "region_ar": "جهة الشرق",
    "province_fr": "Province de Berkane",
    "province_ar": "إقليم بركان",
    "service_fr": "Division de l'urbanisme",
    "service_ar": "قسم التعمير",
    "signatory_fr": "Le président du conseil communal",
    "signatory_ar": "رئيس المجلس الجماعي",
    "contact": "guichet@commune.example",
}
"""Who the papers of the invented communes of the demo town come from."""


def prepare_papers_for_trial(
    *, commune: Commune, holder: str, head: Mapping[str, str], now: datetime
) -> bool:
    """Give `commune` a letterhead, and the deployment a test certificate in the name of `holder`.

    A certificate that there is stays as it is, whosever it may be; so does a letterhead. `head`: fields of
    `Letterhead`. Says whether a certificate was made.
    """
    Letterhead.objects.get_or_create(commune=commune, defaults=dict(head))
    try:
        make_test_certificate(
            settings.KHARITA.signing_certificate,
            holder=holder,
            commune=commune.name_fr,
            passphrase=settings.KHARITA.signing_passphrase.get_secret_value(),
            now=now,
        )
    except FileExistsError:
        return False
    return True
