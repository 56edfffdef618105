"""Django's own administration, for superusers: the repair hatch beside the product's screens."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Administration(AdminSite):
    """Open to superusers only, whatever `is_staff` says."""

    site_header = site_title = _("Kharita administration")
    index_title = _("Records")

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and user.is_superuser


class AdministrationConfig(AdminConfig):
    default_site = "config.administration.Administration"
