"""`manage.py undo_import NUMBER`: take an applied import back as a whole."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from kharita.core.commands import SpokenCommand
from kharita.core.errors import DomainError
from kharita.importing.models import Import
from kharita.importing.services import start, undo_import
from kharita.importing.sessions import lift_statement_timeout

REFUSED = 2


class Command(SpokenCommand):
    requires_system_checks = []  # those of the addresses would load the whole web application
    help = "Undo an applied import in one transaction; refused when a later change builds on it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="the import's number, such as I/2026/00012")

    def handle(self, *args: Any, **options: Any) -> None:
        lift_statement_timeout()
        found = Import.objects.filter(number=options["number"]).first()
        if found is None:
            raise CommandError(_("No import has the number {number}.").format(number=options["number"]))
        try:
            start(source_import=found, action="undo", actor=None, now=timezone.now())
            undo_import(source_import=found, now=timezone.now())
        except DomainError as error:
            raise CommandError(f"{error.title}: {error.detail}", returncode=REFUSED) from error
        self.stdout.write(f"{found.number}: {found.get_state_display()}")
