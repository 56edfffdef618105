"""What the territory itself tells in a parcel's dossier."""

from kharita.core.facets import ParcelFacet

FACETS: tuple[ParcelFacet, ...] = ()
