"""Every write of the outbox: messages are written from notices, sent one by one, tried again, given up."""

import hashlib
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import translation

from kharita.permits.mail.gateways import NotSent, sms_gateway
from kharita.permits.mail.writing import dossier_url, write
from kharita.permits.models import Notice, OutgoingMessage

BATCH = 200
ATTEMPTS_MAX = 8
FIRST_PAUSE = timedelta(minutes=1)
_STATE = OutgoingMessage.State


def write_messages(*, now: datetime) -> int:
    """Write the messages of all notices that nobody was told of yet; how many were written.

    A notice and its messages change in one transaction, and another worker skips what this one holds: no step
    is told twice, none is forgotten.
    """
    written = 0
    while True:
        with transaction.atomic():
            waiting = (
                Notice.objects.select_for_update(skip_locked=True, of=("self",))
                .filter(sent_at=None)
                .select_related("user", "permit__commune")
                .order_by("pk")[:BATCH]
            )
            notices = list(waiting)
            messages = [message for notice in notices for message in _messages(notice, now)]
            OutgoingMessage.objects.bulk_create(messages, ignore_conflicts=True)
            Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(sent_at=now)
        written += len(messages)
        if len(notices) < BATCH:
            return written


def _messages(notice: Notice, now: datetime) -> list[OutgoingMessage]:
    user, permit = notice.user, notice.permit
    at_desk = user.pk not in (permit.applicant_id, permit.architect_id)
    language = user.language if user.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        commune = permit.commune.name
    told = write(
        notice.event,
        language=language,
        reference=permit.reference,
        name=(user.full_name_ar if language == "ar" else "") or user.full_name,
        commune=commune,
        url=dossier_url(permit.reference, at_desk=at_desk),
        data=notice.data,
        at_desk=at_desk,
    )
    about = {"user": user, "permit": permit, "language": language, "written_at": now, "try_after": now}
    found = []
    if user.email:
        found.append(
            OutgoingMessage(
                key=f"notice:{notice.pk}:email", channel=OutgoingMessage.Channel.EMAIL, address=user.email,
                subject=told.subject, text=told.text, html=told.html, **about,
            )
        )  # fmt: skip
    if told.sms and user.phone and sms_gateway() is not None:
        found.append(
            OutgoingMessage(
                key=f"notice:{notice.pk}:sms", channel=OutgoingMessage.Channel.SMS, address=user.phone,
                text=told.sms, **about,
            )
        )  # fmt: skip
    return found


def send_waiting(*, now: datetime) -> int:
    """Send what is due, each message in a transaction of its own; how many left.

    The row stays locked while its message is handed over, so that no second worker sends it too. A worker
    that dies after the handing over and before the commit sends it again: with the same Message-ID (for
    short messages the same key), by which mail programs and gateways know that they have it.
    """
    sent = 0
    for pk in OutgoingMessage.objects.unsent().filter(try_after__lte=now).values_list("pk", flat=True):
        with transaction.atomic():
            message = (
                OutgoingMessage.objects.select_for_update(skip_locked=True).filter(
                    pk=pk, state=_STATE.WAITING
                )
            ).first()
            if message is not None:
                sent += _send(message, now)
    return sent


def _send(message: OutgoingMessage, now: datetime) -> bool:
    message.attempts += 1
    try:
        _hand_over(message)
    except (NotSent, SMTPException, OSError) as error:
        _put_off(message, f"{type(error).__name__}: {error}"[:300], now)
        return False
    message.state, message.sent_at, message.error = _STATE.SENT, now, ""
    message.save(update_fields=["state", "sent_at", "error", "attempts"])
    return True


def _put_off(message: OutgoingMessage, error: str, now: datetime) -> None:
    """Twice as long after each failure; after `ATTEMPTS_MAX` (about two hours) somebody has to look."""
    message.error = error
    message.try_after = now + FIRST_PAUSE * 2 ** (message.attempts - 1)
    if message.attempts >= ATTEMPTS_MAX:
        message.state = _STATE.FAILED
    message.save(update_fields=["state", "error", "attempts", "try_after"])


def _hand_over(message: OutgoingMessage) -> None:
    if message.channel == OutgoingMessage.Channel.SMS:
        gateway = sms_gateway()
        if gateway is None:
            raise NotSent("no gateway is set")
        gateway.send(number=message.address, text=message.text, key=message.key)
        return
    if not settings.KHARITA.mail_from:
        raise NotSent("KHARITA_MAIL_FROM is not set")
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        from_email=settings.KHARITA.mail_from,
        to=[message.address],
        headers={
            "Message-ID": _message_id(message),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    mail.attach_alternative(message.html, "text/html")
    mail.send()


def _message_id(message: OutgoingMessage) -> str:
    """The same for each attempt (RFC 5322), and telling nothing of the dossier."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}|{message.key}".encode()).hexdigest()[:32]
    return f"<{digest}@{settings.KHARITA.mail_from.rpartition('@')[2].strip('>')}>"
