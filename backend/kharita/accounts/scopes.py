"""What an access token may be used for. A route that names no scope is closed to every token."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """Never more than the person may do: a scope narrows rights, it gives none."""

    READ = "read", _("Read layers: tiles, GeoJSON, OGC API, exports")
    IMPORT = "import", _("Upload, check, apply and undo imports")
    UPLOAD = "upload", _("Upload large files")
