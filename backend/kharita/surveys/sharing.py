"""Who opened a shared link sees its survey, in this session, for as long as the link stands."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kharita.surveys.models import SurveyShare

SESSION = "surveys.shares"
KEPT_MAX = 20
ADDRESSES = ("/imagery/", "/api/v1/surveys", "/stac")


def remember(request: HttpRequest, share: SurveyShare) -> None:
    """Keep an opened link in the reader's session."""
    known = [pk for pk in request.session.get(SESSION, []) if pk != share.pk]
    request.session[SESSION] = [*known, share.pk][-KEPT_MAX:]


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell the reader's `shared_surveys` where surveys are asked for; the links are looked up each time."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ADDRESSES) and request.session.session_key:
            shares = request.session.get(SESSION)
            if shares:
                live = SurveyShare.objects.live(timezone.now()).filter(pk__in=shares)
                request.user.shared_surveys = frozenset(live.values_list("survey_id", flat=True))  # type: ignore[union-attr]  # read by `visible_to`
        return get_response(request)

    return handle
