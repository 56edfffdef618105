"""Writing a row of the law over the API: what does not go together is told, never a fault of ours."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.permits.api.finding import person
from kharita.permits.services.law import save_rule


def save_law(
    request: HttpRequest, model: Any, pk: int | None, commune: int | None, values: dict[str, Any]
) -> int:
    """Write a new row of `model`, or `pk` changed; its id. Raises `BadInput` and what `save_rule` raises."""
    try:
        with transaction.atomic():
            row = save_rule(model, actor=person(request), commune_id=commune, values=values, pk=pk)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages), code="bad-rule", faults=_faults(error, values)) from error
    except IntegrityError as error:
        raise BadInput(_("These values do not go together."), code="bad-rule") from error
    return int(row.pk)


def _faults(error: ValidationError, values: dict[str, Any]) -> list[dict[str, str]]:
    """Each fault at its field; that a rule is there already is said at its code."""
    faults = []
    for name, errors in error.error_dict.items():
        for one in errors:
            is_known = one.code == "unique_together" and "code" in values
            field = "code" if is_known else "" if name == NON_FIELD_ERRORS else name
            faults.append({"field": field, "detail": " ".join(one.messages)})
    return faults
