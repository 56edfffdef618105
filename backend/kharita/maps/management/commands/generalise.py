"""`manage.py generalise`: make the blocks that are drawn at low zooms again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kharita.maps import blocks
from kharita.maps.models import Block
from kharita.territory.models import Commune


class Command(BaseCommand):
    help = "Makes again the blocks that stand for parcels on the map below zoom 15."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--commune", metavar="CODE", help="only where this commune's parcels lie")

    def handle(self, *args: Any, **options: Any) -> None:
        commune_id = None
        if code := options["commune"]:
            commune = Commune.objects.filter(code=code).first()
            if commune is None:
                raise CommandError(f"There is no commune with the code {code}.")
            commune_id = commune.pk
        cells = blocks.rebuild(commune_id=commune_id)
        self.stdout.write(f"{cells} tiles made again, {Block.objects.count()} blocks in all")
