"""What the territory lets files bring. Later domains declare theirs in the same way, in their own app."""

from django.utils.translation import gettext_lazy as _

from kharita.importing.apply_parcels import apply_parcels
from kharita.importing.compare_parcels import compare_parcels
from kharita.importing.targets import ImportTarget, TargetField
from kharita.territory.models import Parcel
from kharita.territory.models.parcel import Tenure

PARCELS = ImportTarget(
    id="parcels",
    title=_("Parcels"),
    description=_(
        "The cadastre: compared with what is there, with divisions, mergers and corrected boundaries."
    ),
    geometry="polygon",
    model=Parcel,
    key="reference",
    compare=compare_parcels,
    apply=apply_parcels,
    fields=(
        TargetField(
            "reference",
            _("Reference"),
            required=False,
            limit=60,
            help=_("The land title (12345/40), the requisition, or the parcel's key in the file."),
            synonyms=(
                "reference",
                "ref",
                "titre",
                "titre_foncier",
                "tf",
                "num_titre",
                "no_titre",
                "parcelle",
                "parcel",
                "parcel_id",
                "parcelid",
                "pin",
                "apn",
                "ml",
                "maplot",
                "map_lot",
                "lot_id",
                "num_parcelle",
                "id_parcelle",
                "text",
                "الرسم العقاري",
                "رسم عقاري",
                "رقم الرسم",
                "القطعة",
            ),
        ),  # fmt: skip
        TargetField(
            "tenure",
            _("Tenure"),
            kind="choice",
            choices=tuple(Tenure.choices),
            default="unknown",
            synonyms=("tenure", "statut", "statut_foncier", "regime", "nature", "النظام العقاري", "الوضعية"),
            value_synonyms=(
                (
                    "titled",
                    ("titled", "titre", "titré", "immatricule", "immatriculé", "tf", "محفظ", "رسم عقاري"),
                ),
                ("requisition", ("requisition", "réquisition", "req", "مطلب", "مطلب التحفيظ")),
                ("melk", ("melk", "untitled", "non titre", "non titré", "ملك", "غير محفظ")),
                ("state", ("state", "etat", "état", "domanial", "domaine", "ملك الدولة", "املاك الدولة")),
                ("habous", ("habous", "حبوس", "احباس", "أوقاف")),
                ("collective", ("collective", "collectif", "soulaliyate", "جماعي", "سلالية")),
                ("guich", ("guich", "كيش")),
            ),
        ),
        TargetField(
            "declared_area_m2",
            _("Declared area (m²)"),
            kind="number",
            synonyms=(
                "declared_area",
                "declared_area_m2",
                "superficie",
                "surface",
                "contenance",
                "sup",
                "landarea",
                "area",
                "superficie_m2",
                "surface_m2",
                "المساحة",
                "مساحة",
            ),
        ),  # fmt: skip
        TargetField(
            "address",
            _("Address"),
            limit=200,
            synonyms=("address", "adresse", "location", "lieu", "situation", "adresse_fr"),
        ),
        TargetField(
            "address_ar",
            _("Address in Arabic"),
            limit=200,
            synonyms=("address_ar", "adresse_ar", "العنوان", "عنوان"),
        ),
    ),
)

TARGETS = (PARCELS,)
