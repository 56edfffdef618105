"""The terms under which a layer's rows may be used again, as its README states them."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.conf import settings
from django.utils import translation

from kharita.core.layers import Layer

LICENCES = files("gis_data") / "licences.yaml"


@cache
def _known() -> dict[str, Any]:
    entries: dict[str, Any] = yaml.safe_load(LICENCES.read_text(encoding="utf-8"))
    return entries


def licence_text(layer: Layer) -> str:
    """The licence in the active language and its address; the deployment's own where a layer names none."""
    key = layer.licence or settings.KHARITA.licence
    entry = _known().get(key)
    if entry is None:
        return str(key)
    language = (translation.get_language() or "en")[:2]
    return f"{entry['title'][language]} — {entry['url']}"
