"""Every address of Kharita (docs/architecture.md lists them with their rules)."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from config.api import api
from config.readiness import readyz
from config.shell import no_such_route, shell


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("tiles/", include("kharita.maps.urls")),
    path("p/", include("kharita.territory.urls")),
    path("readyz", readyz, name="readyz"),
    # Last: every other address is the browser application's own.
    path("api/<path:path>", no_such_route),
    re_path(r"^(?!static/|media/).*$", shell, name="shell"),
]
