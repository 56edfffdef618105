"""Every address of Kharita (docs/architecture.md lists them with their rules)."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.api import api


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
]
