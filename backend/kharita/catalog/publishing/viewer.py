"""The public map's own files, so that the publication needs no server of ours."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from kharita.catalog.publishing.files import Desk
from kharita.core.errors import DomainError

COMPRESSED = {".br", ".gz"}  # written for our own server, which picks them by the asker's headers
POINTER = "manifest.json"


def write_viewer(desk: Desk, known: dict[str, int]) -> str:
    """Write the built application's files, those `known` by path and size left alone; the page that opens it.

    The page finds the publication by the name of its pointer, relative to itself. Raises `DomainError` where
    the application has not been built.
    """
    built: Path = settings.KHARITA.frontend_dir
    if not (built / "index.html").is_file():
        raise DomainError(_("The map's pages have not been built: run ./kharita up once, or npm run build."))
    page = (built / "index.html").read_text(encoding="utf-8")
    folder = f"viewer/{hashlib.sha256(page.encode()).hexdigest()[:12]}/"
    for file in sorted(built.rglob("*")):
        name = file.relative_to(built).as_posix()
        if file.is_file() and file.suffix not in COMPRESSED and name != "index.html":
            desk.file(folder + name, file, unless_known=known)
    marked = page.replace("</head>", f'<meta name="kharita-published" content="./{POINTER}" />\n  </head>')
    return marked.replace('="./assets/', f'="./{folder}assets/')
