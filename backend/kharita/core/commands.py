"""Commands that speak the language of whoever runs them: `--language`, else the deployment's own."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation


class SpokenCommand(BaseCommand):
    """A command with the option `--language`; without it `KHARITA_LANGUAGE` decides."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            help="the language in which it answers (default: that of KHARITA_LANGUAGE)",
        )
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        if not options.get("language"):
            return super().execute(*args, **options)
        with translation.override(options["language"]):
            return super().execute(*args, **options)
