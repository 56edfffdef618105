"""The catalogue for programs and for its own pages."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.catalog.entries import entries_for, entry_of
from kharita.catalog.presenting import catalogue_out, dataset_out
from kharita.catalog.schemas import CatalogueOut, DatasetOut
from kharita.maps.tiles import layer_named

router = Router(tags=["catalogue"])


@router.get("/catalogue", response=CatalogueOut)
@public(scope=Scope.READ)
def catalogue(request: HttpRequest) -> dict[str, Any]:
    """The layers that you may see, with what they hold and where they can be had."""
    return catalogue_out(entries_for(request.user), request.build_absolute_uri("/"))


@router.get("/catalogue/{layer_id}", response=DatasetOut)
@public(scope=Scope.READ)
def dataset(request: HttpRequest, layer_id: str) -> dict[str, Any]:
    """One layer of the catalogue."""
    return dataset_out(entry_of(layer_named(layer_id), request.user), request.build_absolute_uri("/"))
