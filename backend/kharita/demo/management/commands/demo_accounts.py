"""`manage.py demo_accounts`: the accounts that `seed_demo` made, for whoever tries the demo."""

from typing import Any

from kharita.core.commands import SpokenCommand
from kharita.demo.accounts import account_lines


class Command(SpokenCommand):
    help = "Lists the demo accounts with their password; makes none, and says nothing of other accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in account_lines():
            self.stdout.write(line)
