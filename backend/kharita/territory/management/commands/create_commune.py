"""`manage.py create_commune --code 113.01.09 --name-fr Berkane --name-ar بركان [--boundary FILE]`"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from kharita.core.commands import SpokenCommand
from kharita.core.errors import DomainError
from kharita.territory.communes import create_commune


class Command(SpokenCommand):
    help = "Make a commune, with its boundary from any vector file (its coordinate system is read from it)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", required=True, help="the HCP's code, such as 113.01.09")
        parser.add_argument("--name-fr", required=True)
        parser.add_argument("--name-ar", default="")
        parser.add_argument("--name-en", default="")
        parser.add_argument("--population", type=int)
        parser.add_argument("--boundary", type=Path, metavar="FILE")
        parser.add_argument("--private", action="store_true", help="only its own people see its maps")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {name: options[name] for name in ("code", "name_fr", "name_ar", "name_en", "population")}
        try:
            commune = create_commune(**given, is_public=not options["private"], boundary=options["boundary"])
        except DomainError as error:
            raise CommandError(str(error)) from error
        text = _("Made the commune %(name)s (%(code)s).") % {"name": commune.name, "code": commune.code}
        self.stdout.write(self.style.SUCCESS(text))
