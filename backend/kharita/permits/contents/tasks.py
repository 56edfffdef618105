"""What the child process can do, by name. Each library is loaded only for the look that needs it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Look = Callable[..., dict[str, Any]]


def _late(module: str, name: str) -> Look:
    def run(*arguments: Any) -> dict[str, Any]:
        found: Look = getattr(import_module(f"kharita.permits.contents.{module}"), name)
        return found(*arguments)

    return run


def _framed(module: str, name: str) -> Look:
    """A look that needs Django; its second argument is the file that says with which settings."""

    def run(path: Path, asked: str, *arguments: str) -> dict[str, Any]:
        import_module("kharita.permits.contents.frame").raise_frame(Path(asked))
        return _late(module, name)(path, asked, *arguments)

    return run


TASKS: dict[str, Look] = {
    "pdf": _late("pdf", "look_at_pdf"),
    "image": _late("images", "look_at_image"),
    "drawing": _late("drawings", "look_at_drawing"),
    "geojson": _late("geojson", "look_at_geojson"),
    "signature": _late("signatures", "look_at_signature"),
    "footprint": _framed("footprint", "read_footprint_file"),
    "picture-of-pdf": _late("pictures", "picture_of_pdf"),
    "picture-of-image": _late("pictures", "picture_of_image"),
}
