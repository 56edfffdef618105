"""`manage.py seed_demo`: the demo town into an empty database."""

from time import monotonic
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kharita.core.commands import SpokenCommand
from kharita.core.errors import Conflict
from kharita.demo.services import PARCELS, PERMITS, SEED, NotEmpty, OtherCrs, seed

IMPORT_HINT = (
    "To import real data: `manage.py create_commune --code CODE --name-fr NAME --name-ar NAME "
    "[--boundary FILE]`, then `manage.py import_file FILE --target parcels --commune CODE --dry-run`."
)


class Command(SpokenCommand):
    help = (
        "Fills an empty database with the demo town and its accounts. Never changes or deletes existing data."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parcels", type=int, default=PARCELS, help=f"how many (default {PARCELS})")
        parser.add_argument("--seed", type=int, default=SEED, help="another number makes another town")
        parser.add_argument(
            "--permits",
            type=int,
            default=PERMITS,
            help=f"dossiers of the permits desk (default {PERMITS}; 0: none)",
        )
        parser.add_argument(
            "--flights",
            action="store_true",
            help="two drone surveys of a district, which the worker draws, prepares and compares",
        )
        parser.add_argument(
            "--force", action="store_true", help="fail, rather than do nothing, where the town cannot be made"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        start = monotonic()
        try:
            seeded = seed(
                now=timezone.now(),
                parcels=options["parcels"],
                random_seed=options["seed"],
                permits=options["permits"],
                flights=options["flights"],
                say=self._say,
            )
        except (NotEmpty, OtherCrs) as error:
            if options["force"]:
                raise CommandError(
                    f"{error} Nothing was changed: seed_demo never deletes. {self._way_out(error)}"
                ) from error
            self.stdout.write(f"{error} Nothing to do. {self._way_out(error)}")
            return
        except (Conflict, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Demo town ready: {options['parcels']:,} parcels, {seeded.rows['buildings']:,} buildings, "
            f"{seeded.rows['streets']:,} pieces of street, {seeded.accounts} accounts "
            f"in {monotonic() - start:.0f} s"
        )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _way_out(self, error: Conflict) -> str:
        empty = (
            "`./kharita reset` empties the private database, after asking."
            if isinstance(error, NotEmpty)
            else ""
        )
        return f"{empty} {IMPORT_HINT}".strip()
