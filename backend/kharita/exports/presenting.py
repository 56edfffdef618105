"""An export as the API shows it, in the reader's language."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from kharita.core.layers import layers
from kharita.exports.formats import FORMATS, Format
from kharita.exports.models import Export


def present(export: Export) -> dict[str, Any]:
    """The fields of `ExportOut`."""
    layer = layers.get(export.layer)
    is_done = export.state == Export.State.DONE
    return {
        "id": export.key,
        "layer": export.layer,
        "layer_title": str(layer.title) if layer is not None else export.layer,
        "format": export.format,
        "format_title": FORMATS[export.format].title,
        "crs": export.crs,
        "filter": export.filter,
        "bbox": export.bbox,
        "state": export.state,
        "state_title": export.get_state_display(),
        "rows": export.rows,
        "rows_written": export.rows_written,
        "size": export.size,
        "sha256": export.sha256,
        "file_name": name_of(export),
        "file": f"/api/v1/exports/{export.key}/file" if is_done else None,
        "error": export.error,
        "created_at": export.created_at,
        "finished_at": export.finished_at,
        "expires_at": export.expires_at,
    }


def name_of(export: Export) -> str:
    """What the file is called where it is saved: the layer, the day, the system."""
    form = FORMATS[export.format]
    start = stem(export.layer, export.crs, timezone.localtime(export.created_at).date().isoformat())
    return f"{start}-{form.id}.{form.file_extension}"


def stem(layer_id: str, crs: str, day: str) -> str:
    layer = layers.get(layer_id)
    title = slugify(str(layer.title), allow_unicode=True) if layer is not None else layer_id
    return f"{title or layer_id}-{day}-{crs.rpartition(':')[2].lower()}"


def present_format(form: Format) -> dict[str, Any]:
    """The fields of `FormatOut`."""
    return {
        "id": form.id,
        "title": form.title,
        "purpose": str(form.purpose),
        "extension": form.file_extension,
        "crs": form.crs,
        "streams": form.stream is not None,
    }
