"""Why a file could not be fetched, in words that the inspector or the administrator can act on."""

from django.utils.translation import gettext_lazy

from kharita.core.errors import BadInput, DomainError


class NotOffered(BadInput):
    """The deployment has no such source."""

    code = "not-offered"
    title = gettext_lazy("Not set up on this server")


class AddressRefused(BadInput):
    """Not on the list, or leading where nothing may be fetched."""

    code = "address-refused"
    title = gettext_lazy("Nothing is fetched from this address")


class FetchFailed(DomainError):
    """What was asked for did not come, or is not what was asked for."""

    code = "fetch-failed"
    title = gettext_lazy("The file could not be fetched")


class NodeFailed(DomainError):
    """The photogrammetry node refused, failed, or answered nonsense."""

    code = "node-failed"
    title = gettext_lazy("The photogrammetry node did not deliver")


class NodeSilent(NodeFailed):
    """It does not answer: that may pass."""

    code = "node-silent"
    title = gettext_lazy("The photogrammetry node does not answer")
