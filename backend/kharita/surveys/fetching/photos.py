"""What photos of a flight are sent for."""

PHOTOS = "survey-photos"
