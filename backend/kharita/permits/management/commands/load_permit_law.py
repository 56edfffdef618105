from typing import Any

from kharita.core.commands import SpokenCommand
from kharita.permits.services.law import load_law


class Command(SpokenCommand):
    help = "Load the law of permits (types, delays, rates, holidays); what was edited here stays."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_law()
        for outcome in ("added", "changed", "kept"):
            for table, count in getattr(loaded, outcome).items():
                self.stdout.write(f"{outcome} {count} {table}")
