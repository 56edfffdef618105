"""Every address of Kharita (docs/architecture.md lists them with their rules)."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from config.api import api
from config.readiness import readyz
from config.shell import no_such_route, shell
from kharita.accounts.rules import public
from kharita.ogc import discovery


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


handler400 = "kharita.core.errors.bad_request"
handler403 = "kharita.core.errors.forbidden"
handler404 = "kharita.core.errors.page_not_found"
handler500 = "kharita.core.database.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("tiles/", include("kharita.maps.urls")),
    path("imagery/", include("kharita.surveys.urls")),
    path("uploads/", include("kharita.uploads.urls")),
    path("ogc/", include("kharita.ogc.urls")),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("p/", include("kharita.territory.urls")),
    path("readyz", readyz, name="readyz"),
    path("", include("kharita.catalog.urls")),
    # Last: every other address is the browser application's own.
    path("api/<path:path>", no_such_route),
    re_path(r"^(?!static/|media/).*$", shell, name="shell"),
]
