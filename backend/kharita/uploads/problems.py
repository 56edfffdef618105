"""What is refused here, with the statuses that tus 1.0 names for it."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy

from kharita.core.errors import BadInput, Conflict, DomainError, NotAllowed


class WrongVersion(DomainError):
    status = HTTPStatus.PRECONDITION_FAILED
    code = "tus-version"
    title = gettext_lazy("Another version of the upload protocol is spoken here")


class MethodUnknown(DomainError):
    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "method"
    title = gettext_lazy("This address does not do that")


class LengthMissing(DomainError):
    status = HTTPStatus.LENGTH_REQUIRED
    code = "length-missing"
    title = gettext_lazy("The length is missing")


class OffsetConflict(Conflict):
    """The client continues from another byte than the first that is missing; it asks by HEAD and goes on."""

    code = "offset"
    title = gettext_lazy("The upload stands elsewhere")


class TakenOver(Conflict):
    """A newer request sends this upload: its client lost the connection before we noticed."""

    code = "taken-over"
    title = gettext_lazy("The upload goes on elsewhere")


class ChecksumMismatch(DomainError):
    status = 460  # the tus checksum extension's own
    code = "checksum"
    title = gettext_lazy("The bytes were damaged on their way")


class DigestMismatch(DomainError):
    """The whole file is another than was announced."""

    code = "digest"
    title = gettext_lazy("The file is not the one that was announced")


class CutShort(BadInput):
    """The connection ended in the middle of the body; its client hears nothing any more."""

    code = "cut-short"
    title = gettext_lazy("The connection was lost")


class Gone(DomainError):
    status = HTTPStatus.GONE
    code = "gone"
    title = gettext_lazy("This upload is gone")


class FinalUpload(NotAllowed):
    code = "final-upload"
    title = gettext_lazy("This upload takes no bytes of its own")


class NoRoom(DomainError):
    status = HTTPStatus.INSUFFICIENT_STORAGE
    code = "no-room"
    title = gettext_lazy("There is no room for this file")


class OverQuota(DomainError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "quota"
    title = gettext_lazy("You have too much lying here")
