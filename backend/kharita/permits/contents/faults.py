"""Why a file is refused, told by the child process in a form that needs no translation there."""

from typing import Any


class Fault(Exception):
    """`code` is one of `permits.files.TEXTS`; `values` fill its text."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
