"""The catalogue's entries as its API answers them, in the active language."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kharita.catalog.access import service_dicts
from kharita.catalog.dcat import Catalogue
from kharita.catalog.downloads import downloads_of
from kharita.catalog.entries import RHYTHMS, Entry, official_crs
from kharita.catalog.languages import here
from kharita.catalog.publisher import Licence, licence_of, publisher
from kharita.maps.manifest import group_title

TITLE = _("Open data of the commune")
DESCRIPTION = _(
    "The layers of the commune’s map: parcels, streets, plans and what else it keeps, to look at, to take "
    "away and to read from other programs."
)


def catalogue_at(root: str) -> Catalogue:
    """The catalogue of the deployment whose address is `root`, ending in a slash."""
    return Catalogue(
        root=root, page=f"{root}data", title=TITLE, description=DESCRIPTION, publisher=publisher()
    )


def public_catalogue() -> Catalogue:
    """The catalogue under the deployment's own address, whoever asks by whichever."""
    return catalogue_at(f"{settings.KHARITA.public_url.rstrip('/')}/")


def licence_out(licence: Licence) -> dict[str, Any]:
    return {
        "id": licence.id,
        "title": here(licence.title),
        "terms": here(licence.terms),
        "url": licence.url,
        "attribution": licence.attribution,
    }


def dataset_out(entry: Entry, root: str) -> dict[str, Any]:
    """One layer; `root` is the address under which it was asked for, ending in a slash."""
    layer = entry.layer
    code, name = official_crs()
    return {
        "id": layer.id,
        "title": str(layer.title),
        "description": str(layer.description),
        "group": layer.group,
        "group_title": group_title(layer.group),
        "keywords": [str(word) for word in layer.keywords],
        "kind": layer.kind,
        "rows": entry.rows,
        "bounds": entry.bounds,
        "revision": entry.revision,
        "changed_at": entry.changed_at,
        "rhythm": {"code": layer.rhythm, "title": str(RHYTHMS[layer.rhythm])},
        "licence": licence_out(entry.licence),
        "crs": {"code": code, "title": name},
        "columns": [
            {"name": column.name, "title": str(column.title), "kind": column.kind} for column in entry.columns
        ],
        "has_more_columns": entry.has_more_columns,
        "zooms": layer.zooms,
        "downloads": [
            {
                "format": file.format,
                "title": file.title,
                "purpose": str(file.purpose),
                "href": file.href,
                "media_type": file.media_type,
            }
            for file in downloads_of(entry, root)
        ],
        "services": service_dicts(entry, root),
    }


def catalogue_out(entries: list[Entry], root: str) -> dict[str, Any]:
    """The whole catalogue as one person sees it."""
    found = publisher()
    return {
        "title": str(TITLE),
        "description": str(DESCRIPTION),
        "root": root,
        "publisher": {"name": here(found.name), "url": found.url, "email": found.email},
        "licence": licence_out(licence_of()),
        "datasets": [dataset_out(entry, root) for entry in entries],
    }
