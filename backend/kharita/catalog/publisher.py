"""Who publishes the layers, and under which terms: settings of the deployment, texts as data."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.conf import settings

from kharita.catalog.languages import Texts
from kharita.core.layers import Layer
from kharita.territory.models import Commune

LICENCES = files("gis_data") / "licences.yaml"


@dataclass(frozen=True)
class Licence:
    """The terms of reuse. `spdx` is empty where the SPDX list does not know it."""

    id: str
    title: Texts
    url: str
    terms: Texts
    spdx: str = ""
    attribution: bool = True


@dataclass(frozen=True)
class Publisher:
    """The commune, or whoever runs the deployment."""

    name: Texts
    url: str
    email: str


class UnknownLicence(LookupError):
    """KHARITA_LICENCE, or a layer, names a licence that gis_data/licences.yaml does not have."""


@cache
def licences() -> dict[str, Licence]:
    """The known licences by id."""
    entries: dict[str, dict[str, Any]] = yaml.safe_load(LICENCES.read_text(encoding="utf-8"))
    return {
        key: Licence(
            id=key,
            title=entry["title"],
            url=entry["url"],
            terms=entry.get("terms", {}),
            spdx=entry.get("spdx", ""),
            attribution=entry["attribution"],
        )
        for key, entry in entries.items()
    }


def licence_of(layer: Layer | None = None) -> Licence:
    """The licence of a layer; the deployment's own where it names none. Raises `UnknownLicence`."""
    key = (layer.licence if layer is not None else "") or settings.KHARITA.licence
    try:
        return licences()[key]
    except KeyError as error:
        raise UnknownLicence(f"{key} is none of: {', '.join(licences())}") from error


def publisher() -> Publisher:
    """Who the settings say; else the one open commune; else the product's name."""
    own = settings.KHARITA
    name = {"ar": own.publisher_ar, "fr": own.publisher_fr, "en": own.publisher_en}
    if not any(name.values()):
        name = _name_of_the_commune()
    known = next(text for text in name.values() if text)
    return Publisher(
        name={code: text or known for code, text in name.items()},
        url=own.publisher_url or own.public_url,
        email=own.publisher_email,
    )


def _name_of_the_commune() -> Texts:
    found = list(Commune.objects.visible_to(None).only("name_ar", "name_fr", "name_en")[:2])
    if len(found) == 1 and any((found[0].name_ar, found[0].name_fr, found[0].name_en)):
        [commune] = found
        return {"ar": commune.name_ar, "fr": commune.name_fr, "en": commune.name_en or commune.name_fr}
    return {"ar": "خريطة", "fr": "Kharita", "en": "Kharita"}
