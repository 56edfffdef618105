"""`manage.py export_layer LAYER --format … --out …`: a layer, or part of it, as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import DomainError
from kharita.exports.formats import FORMATS
from kharita.exports.wanted import Wanted, open_wanted
from kharita.exports.writing import write
from kharita.importing.sessions import lift_statement_timeout
from kharita.maps.features import parse_bbox

REFUSED = 2


class Command(BaseCommand):
    requires_system_checks = []  # those of the addresses would load the whole web application
    help = "Write a layer's rows to a file, as the public or as a person sees them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("layer", help="the layer's id: parcels, streets …")
        parser.add_argument("--format", required=True, choices=list(FORMATS))
        parser.add_argument("--out", required=True, type=Path, help="the file; one that exists is replaced")
        parser.add_argument("--crs", default="", help="EPSG:26191, EPSG:4326 …; without it the format's own")
        parser.add_argument("--filter", default="", help="CQL2 text, such as: area_m2 > 500")
        parser.add_argument("--bbox", default="", help="west,south,east,north in degrees")
        parser.add_argument("--columns", default="", help="comma-separated; without it all")
        parser.add_argument("--bom", action="store_true", help="mark CSV as UTF-8 for Excel")
        parser.add_argument("--as", dest="username", help="whose rights hold; without it the public's")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES])

    def handle(self, *args: Any, **options: Any) -> None:
        lift_statement_timeout()
        with translation.override(options["language"] or settings.LANGUAGE_CODE):
            try:
                self._write(options)
            except DomainError as error:
                raise CommandError(f"{error.title}: {error.detail}", returncode=REFUSED) from error
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}") from error

    def _write(self, options: dict[str, Any]) -> None:
        columns = tuple(name.strip() for name in options["columns"].split(",") if name.strip())
        wanted = Wanted(
            layer=options["layer"],
            format=options["format"],
            crs=options["crs"],
            bbox=parse_bbox(options["bbox"]) if options["bbox"] else None,
            filter=options["filter"],
            columns=columns or None,
            bom=options["bom"],
        )
        opened = open_wanted(wanted, self._person(options["username"]))
        path: Path = options["out"]
        written = write(
            opened.layer,
            opened.selection,
            opened.format.id,
            path,
            opened.crs.code,
            self._tell if options["verbosity"] > 1 else None,
            filter_text=wanted.filter,
            bom=wanted.bom,
        )
        self.stdout.write(f"{path}  {written.rows:,}  {written.size / 1e6:.1f} MB  sha256 {written.sha256}")

    def _person(self, username: str | None) -> User | None:
        if username is None:
            return None
        found: User | None = User.objects.filter(username=username, is_active=True).first()
        if found is None:
            raise CommandError(_("Nobody is called “%(name)s”.") % {"name": username})
        return found

    def _tell(self, rows: int) -> None:
        self.stdout.write(f"  {rows:>9,}")
