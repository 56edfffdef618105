"""Texts for formats that know no control characters."""

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_ENDS = re.compile("[\r\n\t\x85\u2028\u2029]+")


def without_controls(text: str) -> str:
    """`text` without the characters that XML forbids; tabs and line ends stay."""
    return text if text.isprintable() else _CONTROLS.sub("", text)


def on_one_line(text: str) -> str:
    """`text` without line ends either."""
    return text if text.isprintable() else _LINE_ENDS.sub(" ", without_controls(text))
