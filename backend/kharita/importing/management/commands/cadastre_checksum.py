"""`manage.py cadastre_checksum --commune CODE`: one line that changes with any byte of the cadastre."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kharita.core.commands import SpokenCommand
from kharita.importing.checksum import cadastre_checksum
from kharita.importing.sessions import lift_statement_timeout
from kharita.territory.models import Commune


class Command(SpokenCommand):
    requires_system_checks = []  # those of the addresses would load the whole web application
    help = "Print a checksum over every record that imports into a commune can touch."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commune", required=True, help="the commune's code")

    def handle(self, *args: Any, **options: Any) -> None:
        lift_statement_timeout()
        commune = Commune.objects.filter(code=options["commune"]).first()
        if commune is None:
            raise CommandError(_("No commune has the code {code}.").format(code=options["commune"]))
        self.stdout.write(cadastre_checksum(commune))
