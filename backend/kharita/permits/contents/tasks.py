"""What the child process can do, by name. Each library is loaded only for the look that needs it."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

Look = Callable[..., dict[str, Any]]


def _late(module: str, name: str) -> Look:
    def run(*arguments: Any) -> dict[str, Any]:
        found: Look = getattr(import_module(f"kharita.permits.contents.{module}"), name)
        return found(*arguments)

    return run


TASKS: dict[str, Look] = {
    "pdf": _late("pdf", "look_at_pdf"),
    "image": _late("images", "look_at_image"),
    "drawing": _late("drawings", "look_at_drawing"),
    "geojson": _late("geojson", "look_at_geojson"),
    "signature": _late("signatures", "look_at_signature"),
    "picture-of-pdf": _late("pictures", "picture_of_pdf"),
    "picture-of-image": _late("pictures", "picture_of_image"),
}
