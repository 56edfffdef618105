"""Two flights over a district of the demo town, with what is true of every difference between them."""

from gis_data.demo_flights.choosing import telling_centre
from gis_data.demo_flights.flight import plan_flight
from gis_data.demo_flights.multispectral import render_multispectral
from gis_data.demo_flights.render import Rendered, render
from gis_data.demo_flights.scene import Scene, make_scene, parcels
from gis_data.demo_flights.truth import permits, truth

__all__ = [
    "Rendered",
    "Scene",
    "make_scene",
    "parcels",
    "permits",
    "plan_flight",
    "render",
    "render_multispectral",
    "telling_centre",
    "truth",
]
