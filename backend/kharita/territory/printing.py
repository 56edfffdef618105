"""A parcel's dossier on paper: a page that the browser prints, with its plan drawn to scale."""

from datetime import date, datetime
from typing import Any

import segno
import shapely
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import formats, timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from pyproj import CRS

from kharita.accounts.rules import public
from kharita.core.errors import DomainError, answer
from kharita.core.facets import Entry, FacetContent, ParcelFacet
from kharita.territory import drawing, presenting
from kharita.territory.dossier import Dossier, find_parcel, read_dossier
from kharita.territory.dossier_file import dossier_file
from kharita.territory.models import Zone
from kharita.territory.surroundings import Surroundings, colors_of, read_surroundings

# As the map's pages write them (frontend/src/i18n/format.ts).
ARABIC_UNITS = {"m²": "م²", "m": "م", "ha": "هكتار", "km": "كم"}
MARKS = {"ok": "✓", "waiting": "!", "late": "✕", "info": "", "": ""}


@public
def print_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The printable page, in the language that `lang` asks for, else the reader's."""
    with translation.override(_language(request)):
        try:
            found, around, sheet = _read(request, slug)
        except DomainError as error:
            return answer(request, error)
        context = {**facets_context(found), **_plan_context(found, around, sheet)}
        return TemplateResponse(request, "territory/print.html", context).render()


@public
def html_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The dossier as one file to keep or to send: map, style and script are all inside it."""
    with translation.override(_language(request)):
        try:
            found, around, _sheet = _read(request, slug)
        except DomainError as error:
            return answer(request, error)
        page = dossier_file(found, around, facets_context(found))
    # To keep, not to open in place: its script and style are inside it, which our own pages forbid.
    disposition = content_disposition_header(as_attachment=True, filename=f"{found.parcel.slug}.html")
    headers = {"Content-Disposition": disposition or "attachment"}
    return HttpResponse(page, content_type="text/html; charset=utf-8", headers=headers)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _read(request: HttpRequest, slug: str) -> tuple[Dossier, Surroundings, drawing.Sheet]:
    parcel = find_parcel(
        slug,
        user=request.user,
        commune_id=_number(request.GET.get("commune")),
        version=_number(request.GET.get("version")),
    )
    sheet = drawing.Sheet.around(drawing.shape(parcel))
    around = read_surroundings(parcel, user=request.user, box=sheet.box)
    return read_dossier(parcel, user=request.user), around, sheet


def facets_context(found: Dossier) -> dict[str, Any]:
    """What both the page and the file show of a dossier, every value as a text in the active language."""
    parcel = found.parcel
    url = settings.KHARITA.public_url.rstrip("/") + presenting.links(parcel)["page"]
    return {
        "parcel": parcel,
        "districts": [district.name for district in found.districts if district.name],
        "area": f"{display(round(parcel.area_m2, 1))}\u00a0{_unit('m²')}",
        "facets": [_facet(declared, content) for declared, content in found.facets],
        "url": url,
        "qr": segno.make(url, error="m").svg_inline(scale=3, border=0, omitsize=True),
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "printed_at": display(timezone.localtime()),
    }


def _facet(declared: ParcelFacet, content: FacetContent) -> dict[str, Any]:
    table = content.table
    return {
        "id": declared.id,
        "title": declared.title,
        "entries": [_entry(entry) for entry in content.entries],
        "columns": [title for _id, title in table.columns] if table else [],
        "rows": [[display(row.get(column)) for column, _title in table.columns] for row in table.rows]
        if table
        else [],
        "notes": content.notes,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "label": entry.label,
        "value": display(entry.value),
        "unit": _unit(entry.unit) if entry.value is not None else "",
        "level": entry.level,
        "mark": MARKS[entry.level],
    }


def _unit(name: str) -> str:
    return ARABIC_UNITS.get(name, name) if get_language() == "ar" else name


def display(value: Any) -> str:
    """A value of a facet as text: numbers and dates by the language's rules, a dash for what is not known."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        digits = 0 if float(value).is_integer() else 2 if round(value, 1) != value else 1
        return formats.number_format(value, decimal_pos=digits, use_l10n=True, force_grouping=True)
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{formats.date_format(local, 'DATE_FORMAT')} {local:%H:%M}"
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    return str(value)


def _plan_context(found: Dossier, around: Surroundings, sheet: drawing.Sheet) -> dict[str, Any]:
    geometry = drawing.shape(found.parcel)
    colors = colors_of("zones")
    corners = drawing.corners(sheet, geometry)
    categories = sorted({zone.category for zone in around.zones})
    titles = dict(Zone.Category.choices)
    return {
        "width": drawing.WIDTH_MM,
        "height": drawing.HEIGHT_MM,
        "scale": sheet.scale,
        "bar": sheet.bar,
        "crs": CRS.from_epsg(settings.KHARITA_SRID).name,
        "srid": settings.KHARITA_SRID,
        "zones": drawing.areas(sheet, around.zones, lambda zone: colors.get(zone.category, "#9CA3AF")),
        "zone_legend": [
            (titles.get(category, category), colors.get(category, "#9CA3AF")) for category in categories
        ],
        "easements": drawing.areas(sheet, around.easements),
        "roads": drawing.roads(sheet, around.streets),
        "road_names": drawing.road_names(sheet, around.streets),
        "neighbours": drawing.areas(sheet, around.parcels),
        "neighbour_names": drawing.area_names(sheet, around.parcels),
        "buildings": drawing.areas(sheet, around.buildings),
        "outline": sheet.path(geometry),
        "edges": drawing.edge_lengths(sheet, geometry),
        "corners": corners,
        "numbered": corners if len(corners) <= drawing.CORNERS_NUMBERED_MAX else [],
        "perimeter": f"{display(round(shapely.length(geometry), 2))}\u00a0{_unit('m')}",
    }
