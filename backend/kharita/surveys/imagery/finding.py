"""The surveys behind an address of imagery, always through what the person may see."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kharita.core.errors import NotFound
from kharita.surveys.models import Product, Survey

MOSAIC_MAX = 64
"""Of a campaign so many surveys are laid over each other, the newest first."""


@dataclass(frozen=True)
class Seen:
    """A survey and its products that are ready."""

    survey: Survey
    products: tuple[Product, ...]
    is_public: bool

    def product(self, kind: str) -> Product | None:
        return next((product for product in self.products if product.kind == kind), None)


def survey_seen(user: Any, survey_id: int) -> Seen:
    """A survey that `user` may see. Raises `NotFound`."""
    return _with_products(Survey.objects.visible_to(user).filter(pk=survey_id))[0]


def campaign_seen(user: Any, campaign_id: int) -> list[Seen]:
    """The surveys of a campaign that `user` may see, the newest first. Raises `NotFound`."""
    found = Survey.objects.visible_to(user).filter(campaign_id=campaign_id).order_by("-flown_at", "-pk")
    return _with_products(found[:MOSAIC_MAX])


def _with_products(rows: Any) -> list[Seen]:
    surveys = list(
        rows.select_related("commune").only(
            "title", "number", "version", "flown_at", "published_at", "commune__is_public"
        )
    )
    if not surveys:
        raise NotFound(_("There is no such survey, or it is not yours to see."))
    ready = Product.objects.ready().filter(survey__in=[survey.pk for survey in surveys]).defer("footprint")
    by_survey: dict[int, list[Product]] = {}
    for product in ready:
        by_survey.setdefault(product.survey_id, []).append(product)
    return [
        Seen(
            survey=survey,
            products=tuple(by_survey.get(survey.pk, ())),
            is_public=survey.published_at is not None and survey.commune.is_public,
        )
        for survey in surveys
    ]
