"""Past permits as files bring them: their number, type and outcome, their days, parcels and figures."""

from typing import get_args

from django.utils.translation import gettext_lazy as _

from kharita.core.errors import Text
from kharita.importing.targets import ImportTarget, TargetField
from kharita.permits.checks.wording import USES
from kharita.permits.models import Permit, State
from kharita.permits.past.applying import apply_permits
from kharita.permits.past.comparing import compare_permits
from kharita.permits.past.matching import find_parcels
from kharita.permits.project import Use

PAST_STATES = (
    State.SUBMITTED,
    State.ISSUED,
    State.WORKS_UNDER_WAY,
    State.COMPLETED,
    State.CONFORMING,
    State.REFUSED,
    State.WITHDRAWN,
    State.EXPIRED,
)
"""What may have become of a permit that comes from a file."""
_SYNONYMS = (
    (State.ISSUED, ("issued", "granted", "accorde", "delivre", "autorise", "ممنوحة", "مسلمة")),
    (State.WORKS_UNDER_WAY, ("under construction", "en cours", "en chantier", "في طور الإنجاز")),
    (State.COMPLETED, ("completed", "built", "acheve", "construit", "منجزة")),
    (State.CONFORMING, ("conforming", "conforme", "recole", "مطابقة")),
    (State.REFUSED, ("refused", "denied", "refuse", "rejete", "مرفوضة")),
    (State.WITHDRAWN, ("withdrawn", "retire", "annule", "مسحوبة")),
    (State.EXPIRED, ("expired", "perime", "caduc", "منتهية")),
    (State.SUBMITTED, ("submitted", "depose", "en instruction", "مودعة")),
)


def _day(field: str, title: Text, *synonyms: str) -> TargetField:
    return TargetField(field, title, kind="date", synonyms=synonyms)


def _number(field: str, title: Text, *synonyms: str) -> TargetField:
    return TargetField(field, title, kind="number", synonyms=synonyms)


PERMITS = ImportTarget(
    id="permits",
    title=_("Past permits"),
    description=_("Permits granted or refused before: put on their parcels by title, else by place."),
    geometry="place",
    model=Permit,
    fields=(
        TargetField("number", _("Number of the permit"), required=True, limit=40,
                    synonyms=("reference", "numero", "num", "n_dossier", "dossier", "permit", "case_id",
                              "رقم الرخصة", "رقم الملف", "المرجع")),
        TargetField("kind", _("Type"), required=True, limit=20,
                    help=_("The code of a type of permit (BUILD_SMALL, DEMOLISH …)."),
                    synonyms=("type", "kind", "nature", "type_permis", "النوع")),
        TargetField("state", _("State"), kind="choice",
                    choices=tuple((state.value, state.label) for state in PAST_STATES),
                    synonyms=("state", "etat", "statut", "status", "decision", "الحالة", "القرار"),
                    value_synonyms=tuple((state.value, names) for state, names in _SYNONYMS)),
        _day("submitted_on", _("Submitted"), "date_depot", "depot", "submitted", "تاريخ الإيداع"),
        _day("decided_on", _("Decided"), "date_decision", "decided", "تاريخ القرار"),
        _day("issued_on", _("Issued"), "date_delivrance", "issued", "delivre_le", "تاريخ التسليم"),
        _day("valid_until", _("Valid until"), "validite", "expire_le", "صالحة إلى غاية"),
        TargetField("parcels", _("Parcels"), limit=1000,
                    help=_("One or several land titles or references: 12345/40, 12346/40."),
                    synonyms=("titre", "titre_foncier", "tf", "titres", "parcelle", "parcelles", "maplots",
                              "maplot", "الرسم العقاري", "القطعة")),
        TargetField("title", _("Object"), limit=300, synonyms=("objet", "projet", "object", "الموضوع")),
        TargetField("address", _("Address"), limit=300, synonyms=("adresse", "lieu", "العنوان")),
        TargetField("owner_name", _("Owner"), limit=200,
                    synonyms=("petitionnaire", "proprietaire", "maitre_ouvrage", "صاحب الطلب", "المالك")),
        TargetField("architect_name", _("Architect"), limit=200, synonyms=("architecte", "المهندس المعماري")),
        TargetField("use", _("Use"), kind="choice", choices=tuple((use, USES[use]) for use in get_args(Use)),
                    synonyms=("usage", "affectation", "الاستعمال")),
        TargetField("floors", _("Floors above ground floor"), kind="integer",
                    synonyms=("etages", "niveaux", "nb_etages", "الطوابق")),
        TargetField("dwellings", _("Dwellings"), kind="integer",
                    synonyms=("logements", "nb_logements", "المساكن")),
        _number("height_m", _("Height (m)"), "hauteur", "العلو"),
        _number("covered_area_m2", _("Covered area (m²)"), "surface_couverte", "المساحة المغطاة"),
        _number("floor_area_m2", _("Floor area (m²)"), "surface_plancher", "shon", "مساحة الأرضيات"),
    ),
    named_by="number",
    prepare=find_parcels,
    compare=compare_permits,
    apply=apply_permits,
)  # fmt: skip
