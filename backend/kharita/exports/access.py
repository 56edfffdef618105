"""Whose an export is, and whether its file may still be handed out."""

import uuid
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import Conflict, DomainError, NotAllowed, NotFound
from kharita.exports import storage
from kharita.exports.models import Export
from kharita.maps.door import open_layer
from kharita.maps.tiles import layer_named
from kharita.territory.models import Commune


class Expired(DomainError):
    """It was there once."""

    status = HTTPStatus.GONE
    code = "expired"
    title = gettext_lazy("This file has expired")


def find(key: uuid.UUID, user: Any) -> Export:
    """The export of that key: one's own, or one that nobody owns. Raises `NotFound`."""
    found = Export.objects.select_related("owner").filter(key=key).first()
    if found is None or (found.owner_id is not None and found.owner_id != user.pk):
        raise NotFound(_("There is no such export, or it is not yours."))
    return found


def file_of(export: Export, *, now: datetime) -> Path:
    """Its complete file.

    Raises `Conflict` while there is none, `Expired`, and `NotAllowed` where its owner (or the public) may no
    longer see all that is in it, or sees it otherwise: other columns, other rows, a commune closed since.
    """
    if export.expires_at <= now:
        raise Expired(_("Ask for it again: the rows will be those of today."))
    if export.state != Export.State.DONE:
        raise Conflict(_("The file is not ready."), state=export.state)
    opened = open_layer(layer_named(export.layer), export.owner)
    seen = Commune.objects.visible_to(export.owner).filter(pk__in=export.communes).count()
    if opened.rights != export.rights or seen != len(export.communes):
        raise NotAllowed(_("What you may see has changed since this file was made: ask for it again."))
    path = storage.path_of(export)
    if not path.is_file():
        raise Expired(_("Ask for it again: the rows will be those of today."))
    return path
