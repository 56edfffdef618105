"""Why a drawing, or a part of it, cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from kharita.core.errors import DomainError, Text


class BadPlan(DomainError):
    """The drawing as a whole cannot be read; `code` says why, `detail` what to do."""

    code = "bad-plan"
    title = gettext_lazy("This plan cannot be read")


@dataclass(frozen=True)
class Unread:
    """Something in a drawing that was not read: how many times, on which layer, why (a key of `UNREAD`)."""

    reason: str
    layer: str = ""
    entity: str = ""
    count: int = 1


UNREAD: Mapping[str, Text] = {
    "unknown-layer": gettext_lazy("The layer's name does not say what is drawn on it."),
    "layer-off": gettext_lazy("The layer is off or frozen."),
    "unsupported": gettext_lazy("Entities of this kind are not read."),
    "damaged": gettext_lazy("The entity is damaged."),
    "external": gettext_lazy("The block lies in another file: bind external references before sending."),
    "too-deep": gettext_lazy("Blocks are nested too deeply."),
    "open-lines": gettext_lazy("The lines enclose no ground: close the outline."),
    "no-outline": gettext_lazy("Nothing on this layer encloses ground."),
}


def why(reason: str) -> str:
    """The reason in the reader's language."""
    return str(UNREAD.get(reason, reason))
