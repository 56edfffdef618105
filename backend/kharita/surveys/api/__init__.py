"""Surveys over the API, one noun a module; `ROUTERS` are mounted by `config.api`."""

from kharita.surveys.api.comparisons import router as comparisons
from kharita.surveys.api.flights import router as flights

ROUTERS = (flights, comparisons)
