"""A DXF drawing: whether it can be read as one. What it means is for `permits.plans`."""

from pathlib import Path
from typing import Any

from ezdxf import recover
from ezdxf.lldxf.const import DXFError

from kharita.core.confined_child import Fault

ENTITIES_MAX = 500_000


def look_at_drawing(path: Path) -> dict[str, Any]:
    """`{"pages": 1, "entities": n}`. Raises `Fault`.

    References to other files (XREF, images, OLE objects) are never followed: ezdxf only notes their names.
    """
    try:
        drawing, _audit = recover.readfile(path)
        entities = len(drawing.modelspace())
    except (DXFError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Fault("drawing-unreadable") from error
    if entities == 0:
        raise Fault("drawing-empty")
    if entities > ENTITIES_MAX:
        raise Fault("drawing-too-large", entities=entities, limit=ENTITIES_MAX)
    return {"pages": 1, "entities": entities}
