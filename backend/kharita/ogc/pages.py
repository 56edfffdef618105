"""What the HTML pages need beside the documents that they show."""

from typing import Any

from kharita.core.layers import Layer
from kharita.ogc import links


def about(layer: Layer | None, section: str) -> dict[str, Any]:
    """The collection that a page is about (None: no single one) and the section of the API that it is in."""
    if layer is None:
        return {"layer": None, "base": "", "section": section}
    return {
        "layer": layer,
        "base": f"{links.ROOT}/collections/{layer.id}",
        "section": "collections",
    }
