"""Short messages: whatever provider a commune has, behind one method."""

import json
import logging
from typing import Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 20


class NotSent(Exception):
    """The message did not leave; it is tried again later."""


class SmsGateway(Protocol):
    """Sends one text to one number. `key` is the same for each attempt of one message."""

    def send(self, *, number: str, text: str, key: str) -> None:
        """Raises `NotSent`."""
        ...


class LoggingGateway:
    """For trying out: notes that something would have been sent, not to whom nor what."""

    def send(self, *, number: str, text: str, key: str) -> None:
        logger.info("sms %s: %d letters", key, len(text))


class HttpGateway:
    """Posts {"to", "text", "key"} as JSON with a bearer token; any 2xx is an acceptance."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token

    def send(self, *, number: str, text: str, key: str) -> None:
        body = json.dumps({"to": number, "text": text, "key": key}).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = Request(self.url, data=body, headers=headers)  # noqa: S310 - http(s): the settings see to it
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310 - the same
                pass
        except (URLError, OSError) as error:
            raise NotSent(type(error).__name__) from error


def sms_gateway() -> SmsGateway | None:
    """The deployment's gateway, None where no short messages are sent."""
    chosen = settings.KHARITA.sms_gateway
    if chosen == "http":
        return HttpGateway(settings.KHARITA.sms_url, settings.KHARITA.sms_token.get_secret_value())
    return LoggingGateway() if chosen == "log" else None
