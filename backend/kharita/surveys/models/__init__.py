"""Tables of the drone surveys."""

from kharita.surveys.models.comparison import (
    Comparison,
    DetectionSettings,
    Finding,
    ParcelChange,
)
from kharita.surveys.models.fetching import Fetch, OdmTask
from kharita.surveys.models.flight import Campaign, FlightAuthorisation, Survey
from kharita.surveys.models.irrigation import IrrigationPlan, IrrigationZone
from kharita.surveys.models.looking import Measurement, SurveyShare
from kharita.surveys.models.product import Product, Progress

__all__ = [
    "Campaign",
    "Comparison",
    "DetectionSettings",
    "Fetch",
    "Finding",
    "FlightAuthorisation",
    "IrrigationPlan",
    "IrrigationZone",
    "Measurement",
    "OdmTask",
    "ParcelChange",
    "Product",
    "Progress",
    "Survey",
    "SurveyShare",
]
