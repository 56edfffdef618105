"""`manage.py create_administrator [--username NAME] [--commune CODE] [--password-stdin]`"""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import Role
from kharita.core.commands import SpokenCommand
from kharita.territory.models import Commune


class Command(SpokenCommand):
    help = (
        "Make a person who administers a commune, or without --commune the whole deployment. "
        "Asks for what is not given."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username")
        parser.add_argument("--full-name")
        parser.add_argument("--email", default="")
        parser.add_argument("--commune", metavar="CODE", help="the commune to administer")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from stdin")

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"] or input(_("User name: ")).strip()
        commune = self._commune(options["commune"])
        if not username:
            raise CommandError(_("A user name is needed."))
        if User.objects.filter(username=username).exists():
            raise CommandError(_("This user name is taken."))
        user = User(
            username=username,
            full_name=options["full_name"] or username,
            email=options["email"],
            is_superuser=commune is None,
            is_staff=commune is None,
        )
        user.set_password(self._password(user, from_stdin=options["password_stdin"]))
        with transaction.atomic():
            user.save()
            if commune is not None:
                Membership.objects.create(user=user, role=Role.ADMINISTRATOR, commune_id=commune.pk)
        text = _("Made the administrator %(name)s.") % {"name": username}
        self.stdout.write(self.style.SUCCESS(text))

    def _commune(self, code: str | None) -> Commune | None:
        if code is None:
            return None
        try:
            return Commune.objects.get(code=code)
        except Commune.DoesNotExist as error:
            raise CommandError(_("There is no commune %(code)s.") % {"code": code}) from error

    def _password(self, user: User, *, from_stdin: bool) -> str:
        if from_stdin:
            password = sys.stdin.readline().rstrip("\n")
        else:
            password = getpass(_("Password: "))
            if password != getpass(_("Password again: ")):
                raise CommandError(_("The two passwords differ."))
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password
