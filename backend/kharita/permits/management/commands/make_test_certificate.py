"""`./kharita manage make_test_certificate`: a certificate to try signing with, worth nothing in law."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from kharita.core.commands import SpokenCommand
from kharita.permits.paper.certificates import make_test_certificate


class Command(SpokenCommand):
    help = "Make a test certificate for signatures, where KHARITA_SIGNING_CERTIFICATE says."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--holder", default="Président du conseil", help="whose name it bears")
        parser.add_argument("--commune", default="Commune", help="the commune's name")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.KHARITA.signing_certificate
        try:
            make_test_certificate(
                path,
                holder=options["holder"],
                commune=options["commune"],
                passphrase=settings.KHARITA.signing_passphrase.get_secret_value(),
                now=timezone.now(),
            )
        except FileExistsError as error:
            raise CommandError(_("There is a certificate already: {path}").format(path=path)) from error
        self.stdout.write(
            _("Made: {path}. It signs, and says everywhere that it is a test.").format(path=path)
        )
