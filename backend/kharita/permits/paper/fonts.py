"""The type of printed papers: the very files that browsers get, so that paper and screen are one hand.

They come with the built front end, which every deployment has (in a clone that was never built, from its
package). Debian has no package of IBM Plex, and a system font in its place would change every paper without
a word: a missing file is an error.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from kharita.core.errors import DomainError


class FontsMissing(DomainError):
    """The front end was not built, or was moved: papers cannot be printed."""

    status = 500
    code = "fonts-missing"


@dataclass(frozen=True)
class Face:
    """One font file. Each script is a family: the printer's library picks by family, not by range."""

    family: str
    package: str
    stem: str
    weight: int

    @property
    def address(self) -> str:
        return f"font:{self.stem}"


_SCRIPTS = (
    ("Plex Latin", "ibm-plex-sans", "ibm-plex-sans-latin"),
    ("Plex Latin Extended", "ibm-plex-sans", "ibm-plex-sans-latin-ext"),
    # An Arabic line's bracket is drawn with the glyph of the other one, and a PDF's font gives each glyph one
    # letter: with one font for both, who copies a French line or has it read aloud gets ")" for "(".
    ("Plex Latin Mirrored", "ibm-plex-sans", "ibm-plex-sans-latin"),
    ("Plex Arabic", "ibm-plex-sans-arabic", "ibm-plex-sans-arabic-arabic"),
)
FACES = tuple(
    Face(family, package, f"{stem}-{weight}-normal", weight)
    for family, package, stem in _SCRIPTS
    for weight in (400, 600)
)


@cache
def files() -> dict[str, Path]:
    """The file of each face by its address. Raises `FontsMissing`."""
    return {face.address: _find(face) for face in FACES}


def stylesheet() -> str:
    """The faces as CSS, by addresses that only our own fetcher resolves."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f' src: url("{face.address}"); }}\n'
        for face in FACES
    )


def _find(face: Face) -> Path:
    built = sorted((settings.KHARITA.frontend_dir / "assets").glob(f"{face.stem}-*.woff2"))
    packed = (
        settings.KHARITA.frontend_dir.parent
        / f"node_modules/@fontsource/{face.package}/files/{face.stem}.woff2"
    )
    for path in (*built, packed):
        if path.is_file():
            return path
    raise FontsMissing(f"{face.stem}.woff2 is neither in {settings.KHARITA.frontend_dir}/assets nor packed")
