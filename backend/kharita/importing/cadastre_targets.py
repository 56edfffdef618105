"""The cadastre as files bring it: parcels and, joined by reference, their owners."""

from django.utils.translation import gettext_lazy as _

from kharita.importing.apply_parcels import apply_parcels
from kharita.importing.compare_parcels import compare_parcels
from kharita.importing.owners import apply_owners, compare_owners
from kharita.importing.targets import ImportTarget, TargetField
from kharita.territory.models import Parcel, ParcelOwner
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
    present="p.commune_id = %(commune)s AND p.valid_to IS NULL",
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


OWNERS = ImportTarget(
    id="parcel_owners",
    title=_("Owners"),
    description=_("A table of owners and their undivided shares, joined to the parcels by reference."),
    geometry=None,
    model=ParcelOwner,
    # An owner is found again by parcel, name and identity number together.
    key=("reference", "name", "national_id"),
    compare=compare_owners,
    apply=apply_owners,
    fields=(
        TargetField(
            "reference",
            _("Reference of the parcel"),
            required=True,
            limit=60,
            synonyms=PARCELS.fields[0].synonyms,
        ),
        TargetField(
            "name",
            _("Name"),
            required=True,
            limit=200,
            synonyms=(
                "owner",
                "proprietaire",
                "nom",
                "nom_prenom",
                "nom_proprietaire",
                "المالك",
                "اسم المالك",
            ),
        ),
        TargetField(
            "name_ar", _("Name in Arabic"), limit=200, synonyms=("nom_ar", "nom_arabe", "الاسم بالعربية")
        ),
        TargetField(
            "national_id",
            _("National identity number"),
            limit=20,
            synonyms=("cin", "cnie", "national_id", "n_cin", "رقم البطاقة", "البطاقة الوطنية"),
        ),
        TargetField(
            "share",
            _("Share"),
            kind="fraction",
            help=_("A fraction such as 1/4; empty means the whole."),
            synonyms=("quote_part", "part", "quotepart", "parts", "fraction", "الحصة", "النصيب"),
        ),
    ),
)

TARGETS = (PARCELS, OWNERS)
