"""The products in a node's archive: the wanted names alone are taken out, each with a limit, and checked."""

import zipfile
import zlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from kharita.surveys.fetching.problems import NodeFailed
from kharita.surveys.fetching.room import check_room

PIECE = 1024**2
OUTPUTS = {
    "ortho": "odm_orthophoto/odm_orthophoto.tif",
    "dsm": "odm_dem/dsm.tif",
    "dtm": "odm_dem/dtm.tif",
}
"""What of the node's work is fetched, by kind of product."""


def unpack(
    archive: Path, folder: Path, kinds: Collection[str], *, bytes_max: int, told: Callable[[float], None]
) -> dict[str, Path]:
    """The files of `kinds` from a node's all.zip into `folder`, by kind.

    Raises `NodeFailed` where the archive is damaged or lacks one of them, `NoRoom`.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = _members(opened, kinds, bytes_max)
            check_room(folder, sum(member.file_size for member in members.values()))
            found = {}
            for number, (kind, member) in enumerate(members.items()):
                found[kind] = folder / f"{kind}.tif"
                with opened.open(member) as packed, found[kind].open("wb") as plain:
                    _copy(packed, plain, member.file_size)
                told((number + 1) / len(members))
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise NodeFailed(
            _("The archive that the node gave is damaged. Try again; its log tells more."), code="bad-archive"
        ) from fault


def _members(opened: zipfile.ZipFile, kinds: Collection[str], bytes_max: int) -> dict[str, zipfile.ZipInfo]:
    known = {member.filename: member for member in opened.infolist()}
    missing = sorted(OUTPUTS[kind] for kind in kinds if OUTPUTS[kind] not in known)
    if missing:
        raise NodeFailed(
            _("The node's archive lacks: %(missing)s. Its log tells why.") % {"missing": ", ".join(missing)},
            code="archive-incomplete",
        )
    members = {kind: known[OUTPUTS[kind]] for kind in OUTPUTS if kind in kinds}
    if any(member.file_size > bytes_max for member in members.values()):
        raise NodeFailed(_("A file in the node's archive is larger than is taken here."), code="too-large")
    return members


def _copy(packed: IO[bytes], plain: IO[bytes], size: int) -> None:
    """Reading to the end checks the CRC; more than was said is not read."""
    left = size
    while piece := packed.read(min(PIECE, left + 1)):
        left -= len(piece)
        if left < 0:
            raise zipfile.BadZipFile("longer than it says")
        plain.write(piece)
