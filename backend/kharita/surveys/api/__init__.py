"""Surveys over the API, one noun a module; `ROUTERS` are mounted by `config.api`."""

from kharita.surveys.api.comparisons import router as comparisons
from kharita.surveys.api.fetching import router as fetching
from kharita.surveys.api.findings import router as findings
from kharita.surveys.api.flights import router as flights
from kharita.surveys.api.irrigation import router as irrigation
from kharita.surveys.api.judging import router as judging
from kharita.surveys.api.looks import router as looks
from kharita.surveys.api.measuring import router as measuring
from kharita.surveys.api.permitted import router as permitted
from kharita.surveys.api.products import router as products
from kharita.surveys.api.sharing import router as sharing
from kharita.surveys.api.thresholds import router as thresholds

ROUTERS = (
    flights, products, fetching, comparisons, findings, judging, thresholds, looks, measuring, sharing,
    irrigation, permitted,
)  # fmt: skip
