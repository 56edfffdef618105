"""Headers of every answer that Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The map may ask the browser where its reader stands; no other sensor, and nobody else's page.
PERMISSIONS = "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """State what a page may use, and keep a person's answers out of shared caches."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/api/") and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return handle
