"""The territory's located records as files bring them, beside the cadastre: each a row of this table."""

from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _

from kharita.core.errors import Text
from kharita.core.layers import GeometryKind
from kharita.importing.apply_records import apply_records
from kharita.importing.compare import compare_records
from kharita.importing.plans import find_optional_plan, find_plan
from kharita.importing.streets import apply_streets, compare_streets
from kharita.importing.targets import ImportTarget, TargetField
from kharita.territory.models import (
    Building,
    District,
    Easement,
    LandCover,
    Place,
    Reservation,
    Street,
    Zone,
    ZoneRule,
)

NAMES = (
    TargetField("name_ar", _("Name in Arabic"), limit=200,
                synonyms=("nom_ar", "nom_arabe", "الاسم", "اسم", "name:ar")),
    TargetField("name_fr", _("Name in French"), limit=200,
                synonyms=("nom", "nom_fr", "libelle", "name", "label", "name:fr")),
    TargetField("name_en", _("Name in English"), limit=200, synonyms=("name_en", "name:en")),
)  # fmt: skip
OF_PLAN = "p.commune_id = %(commune)s AND p.plan_id = %(plan_id)s::bigint"


def _kind(choices: type[TextChoices], default: str | None = None, field: str = "kind") -> TargetField:
    return TargetField(
        field,
        _("Kind"),
        kind="choice",
        required=default is None,
        choices=tuple(choices.choices),
        default=default,
        synonyms=("type", "kind", "nature", "categorie", "category", "النوع", "الصنف"),
    )


def _number(field: str, title: Text, *synonyms: str) -> TargetField:
    return TargetField(field, title, kind="number", synonyms=synonyms)


def _target(
    target_id: str,
    title: Text,
    description: Text,
    kind: GeometryKind,
    model: type[Model],
    *fields: TargetField,
) -> ImportTarget:
    return ImportTarget(
        target_id, title, description, kind, model, fields, compare=compare_records, apply=apply_records
    )


DISTRICTS = _target(
    "districts", _("Districts"), _("Administrative annexes and quarters."), "polygon", District,
    TargetField("code", _("Code"), required=True, limit=40, synonyms=("code", "numero", "num", "الرمز")),
    _kind(District.Kind, "neighbourhood"), *NAMES,
)  # fmt: skip
EASEMENTS = _target(
    "easements", _("Easements"), _("Servitudes and overlays."), "polygon", Easement,
    _kind(Easement.Kind), *NAMES,
    TargetField("legal_ref", _("Legal reference"), limit=200,
                synonyms=("reference_legale", "article", "texte")),
)  # fmt: skip
BUILDINGS = _target(
    ""
    "buildings", _("Buildings"), _("Footprints with height and floors; linked to their parcel."),
    "polygon", Building,
    TargetField("use", _("Use"), limit=30, synonyms=("usage", "building", "الاستعمال")),
    TargetField("floors", _("Floors above ground floor"), kind="integer",
                synonyms=("etages", "nb_etages", "niveaux", "levels", "building:levels")),
    _number("height_m", _("Height (m)"), "hauteur", "height", "العلو"),
    TargetField("built_year", _("Built in"), kind="integer", synonyms=("annee", "year_built", "start_date")),
)  # fmt: skip
PLACES = _target(
    "places", _("Places"), _("Mosques, schools, markets and other public places."), "point", Place,
    _kind(Place.Kind, "other"), *NAMES,
)  # fmt: skip
LAND_COVER = _target(
    "land_cover", _("Landscape"), _("Water, green and open ground for the basemap."), "polygon", LandCover,
    _kind(LandCover.Kind), *NAMES,
)  # fmt: skip
STREETS = ImportTarget(
    id="streets",
    title=_("Streets"),
    description=_(
        "Centrelines; ends that meet within the snapping distance share a node of the street graph, "
        "and a street is cut where another ends on it."
    ),
    geometry="line",
    model=Street,
    fields=(
        *NAMES,
        _kind(Street.Grade, "residential", "grade"),
        _number("width_m", _("Width (m)"), "largeur", "emprise", "width", "العرض"),
        TargetField("one_way", _("One-way"), kind="boolean", synonyms=("oneway", "sens_unique")),
    ),
    compare=compare_streets,
    apply=apply_streets,
)
ZONES = ImportTarget(
    id="zones",
    title=_("Zoning"),
    description=_("The zones of a planning document."),
    geometry="polygon",
    model=Zone,
    fields=(
        TargetField("code", _("Code"), required=True, limit=30,
                    synonyms=("zone", "code_zone", "zonage", "zone_type", "secteur", "المنطقة")),
        TargetField("category", _("Family"), kind="choice", choices=tuple(Zone.Category.choices),
                    default="other",
                    synonyms=("category", "categorie", "famille")),
    ),
    compare=compare_records,
    apply=apply_records,
    prepare=find_plan,
    present=OF_PLAN,
    needs_plan=True,
)  # fmt: skip
ZONE_RULES = ImportTarget(
    id="zone_rules",
    title=_("Rules of zones"),
    description=_("A table with the rules of each zone code of a planning document."),
    geometry=None,
    model=ZoneRule,
    fields=(
        TargetField("code", _("Code"), required=True, limit=30, synonyms=ZONES.fields[0].synonyms),
        TargetField(
            "category", _("Family"), kind="choice", choices=tuple(Zone.Category.choices), default="other"
        ),
        *NAMES,
        _number("min_plot_m2", _("Smallest plot (m²)"), "superficie_min", "surface_min"),
        _number("min_frontage_m", _("Smallest frontage (m)"), "facade_min", "largeur_min"),
        _number("max_cos", _("Floor area ratio (COS)"), "cos"),
        _number("max_ground_ratio", _("Ground ratio (CES)"), "ces", "cus", "emprise_max"),
        TargetField(
            "max_floors", _("Floors above ground floor"), kind="integer", synonyms=("niveaux", "etages")
        ),
        _number("max_height_m", _("Greatest height (m)"), "hauteur", "hauteur_max"),
        _number("setback_front_m", _("Front setback (m)"), "recul", "recul_avant"),
        _number("setback_side_m", _("Side setback (m)"), "recul_lateral"),
        _number("setback_rear_m", _("Rear setback (m)"), "recul_arriere"),
        _number("min_court_m", _("Smallest court (m)"), "cour_min"),
        _number("parking_ratio", _("Parking places per dwelling"), "parking", "stationnement"),
        TargetField("article_ref", _("Article"), limit=100, synonyms=("article",)),
    ),
    compare=compare_records,
    apply=apply_records,
    key="code",
    prepare=find_plan,
    present="p.plan_id = %(plan_id)s::bigint",
    needs_plan=True,
)
RESERVATIONS = ImportTarget(
    id="reservations",
    title=_("Reservations"),
    description=_("Land that a plan reserves for roads, facilities and green spaces."),
    geometry="polygon",
    model=Reservation,
    fields=(
        _kind(Reservation.Kind),
        *NAMES,
        TargetField("legal_ref", _("Legal reference"), limit=200, synonyms=("reference_legale", "article")),
    ),
    compare=compare_records,
    apply=apply_records,
    prepare=find_optional_plan,
    present="p.commune_id = %(commune)s AND p.plan_id IS NOT DISTINCT FROM %(plan_id)s::bigint",
)

TARGETS = (DISTRICTS, ZONES, ZONE_RULES, EASEMENTS, RESERVATIONS, STREETS, BUILDINGS, PLACES, LAND_COVER)
