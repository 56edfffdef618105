"""Whose a change is: what stands on no parcel of the commune and beyond its boundary is another's.

None of it is lost from sight: the tally says where every change of a run went.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from kharita.surveys.verdict.things import Piece


@dataclass(frozen=True)
class Tally:
    """Where the changes of a run went.

    `seen` is what the detection saw; `found` the findings made of it (a change over several parcels may be
    several), `on_no_parcel` those of them that stand on none; `outside` are the pieces beyond the commune's
    boundary, which are no finding, on `outside_m2` square metres.
    """

    seen: int
    found: int
    on_no_parcel: int
    outside: int
    outside_m2: float


def belonging(
    pieces: Sequence[Piece], boundary: BaseGeometry | None, *, seen: int
) -> tuple[list[Piece], Tally]:
    """The pieces that are the commune's (`boundary` None: all), and the tally of `seen` changes."""
    own = [piece for piece in pieces if _is_own(piece, boundary)]
    others = [piece for piece in pieces if not _is_own(piece, boundary)]
    return own, Tally(
        seen=seen,
        found=len(own),
        on_no_parcel=sum(piece.parcel is None for piece in own),
        outside=len(others),
        outside_m2=round(sum(piece.change.area_m2 for piece in others), 2),
    )


def _is_own(piece: Piece, boundary: BaseGeometry | None) -> bool:
    if piece.parcel is not None or boundary is None:
        return True
    return bool(boundary.intersects(shapely.point_on_surface(piece.change.geometry)))
