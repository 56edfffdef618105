"""Messages through a real SMTP server: in the person's language, once each, whatever dies on the way."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction

from kharita.permits.mail import services
from kharita.permits.mail.gateways import HttpGateway, NotSent
from kharita.permits.mail.steps import DESK_STEPS, STEPS
from kharita.permits.mail.writing import write
from kharita.permits.models import Notice, OutgoingMessage, State
from kharita.permits.workflow import TRANSITIONS
from tests.permits.conftest import NOW, Desk


class Received:
    """What the SMTP server was given; `refuse` makes it answer with that line instead."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refuse = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse:
            return self.refuse
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]  # the policy's own class
        return "250 Message accepted"


@pytest.fixture
def smtp(settings: Any) -> Iterator[Received]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    received = Received()
    server = Controller(received, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.KHARITA = settings.KHARITA.model_copy(update={"mail_from": "Kharita <desk@commune.example>"})
    yield received
    server.stop()


@pytest.fixture
def desk(desk: Desk) -> Desk:
    for person, language in ((desk.applicant, "ar"), (desk.architect, "fr"), (desk.officer, "en")):
        person.email, person.language = f"{person.username}@example.org", language
        person.save()
    return desk


def _deliver(now: Any = NOW) -> None:
    services.write_messages(now=now)
    services.send_waiting(now=now)


def _to(received: Received, name: str) -> list[EmailMessage]:
    return [message for message in received.messages if message["To"] == f"{name}@example.org"]


def _text(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_each_person_is_told_in_their_own_language(desk: Desk, smtp: Received) -> None:
    permit = desk.submitted()
    _deliver()
    arabic, french = _to(smtp, "applicant")[0], _to(smtp, "architect")[0]
    assert str(permit.number) in arabic["Subject"]
    assert "ملف" in arabic["Subject"]
    assert "enregistré" in french["Subject"]
    assert 'dir="rtl"' in _text(arabic, "html")
    assert 'dir="ltr"' in _text(french, "html")
    assert f"/permits/{permit.reference}" in _text(french)
    english = _to(smtp, "officer")[0]
    assert "has moved" in english["Subject"]
    assert f"/desk/permits/{permit.reference}" in _text(english)
    assert arabic["From"] == "Kharita <desk@commune.example>"
    assert arabic["Auto-Submitted"] == "auto-generated"


def test_a_step_is_told_once_however_often_the_worker_runs(desk: Desk, smtp: Received) -> None:
    desk.submitted()
    for _run in range(3):
        _deliver()
    assert len(_to(smtp, "applicant")) == 1


def test_a_step_that_was_undone_is_told_to_nobody(desk: Desk, smtp: Received) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        desk.submitted()
        raise RuntimeError("the step fails at its end")
    _deliver()
    assert smtp.messages == []


def test_a_worker_that_dies_before_its_commit_sends_again_under_the_same_id(
    desk: Desk, smtp: Received
) -> None:
    desk.submitted()
    services.write_messages(now=NOW)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        services.send_waiting(now=NOW)
        raise KeyboardInterrupt
    services.send_waiting(now=NOW)
    first, second = _to(smtp, "applicant")
    assert first["Message-ID"] == second["Message-ID"]
    assert "applicant" not in first["Message-ID"]


def test_a_server_that_is_away_is_asked_again_and_nothing_is_lost(desk: Desk, smtp: Received) -> None:
    smtp.refuse = "451 Try again later"
    desk.submitted()
    _deliver()
    waiting = OutgoingMessage.objects.get(user=desk.applicant)
    assert (waiting.state, waiting.attempts) == ("waiting", 1)
    assert "451" in waiting.error
    smtp.refuse = ""
    services.send_waiting(now=NOW + timedelta(seconds=30))
    assert smtp.messages == []
    services.send_waiting(now=NOW + timedelta(minutes=2))
    assert len(_to(smtp, "applicant")) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == ("sent", "")


def test_what_never_leaves_is_given_up_visibly(desk: Desk, smtp: Received) -> None:
    smtp.refuse = "550 No such mailbox"
    desk.submitted()
    moment = NOW
    for _attempt in range(services.ATTEMPTS_MAX):
        _deliver(moment)
        moment += timedelta(hours=5)
    failed = OutgoingMessage.objects.get(user=desk.applicant)
    assert (failed.state, failed.attempts) == ("failed", services.ATTEMPTS_MAX)


def test_without_a_sender_messages_wait(desk: Desk) -> None:
    desk.submitted()
    _deliver()
    assert OutgoingMessage.objects.get(user=desk.applicant).state == "waiting"


def test_a_name_cannot_add_a_header(desk: Desk, smtp: Received) -> None:
    desk.applicant.full_name = desk.applicant.full_name_ar = "Eve\r\nBcc: all@example.org"
    desk.applicant.save()
    desk.submitted()
    _deliver()
    message = _to(smtp, "applicant")[0]
    assert message["Bcc"] is None


def test_markup_in_a_name_stays_text(desk: Desk, smtp: Received) -> None:
    desk.applicant.full_name_ar = "<script>x</script>"
    desk.applicant.save()
    desk.submitted()
    _deliver()
    assert "<script>" not in _text(_to(smtp, "applicant")[0], "html")


def test_what_asks_for_an_act_goes_to_the_phone_too(desk: Desk, smtp: Received, settings: Any) -> None:
    settings.KHARITA = settings.KHARITA.model_copy(update={"sms_gateway": "log"})
    desk.architect.phone = "0600000000"
    desk.architect.save()
    permit = desk.at(State.COMPLEMENT_REQUESTED)
    _deliver()
    mail = next(message for message in _to(smtp, "architect") if "manque" in message["Subject"])
    assert "une fois" in _text(mail)
    sms = OutgoingMessage.objects.get(channel="sms", user=desk.architect)
    assert (sms.state, sms.address) == ("sent", "0600000000")
    assert str(permit.number) in sms.text


def test_the_http_gateway_posts_and_tells_of_refusals() -> None:
    seen: list[tuple[str, bytes, str]] = []
    answers = iter([202, 500])

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((self.headers["Authorization"], body, self.headers["Idempotency-Key"]))
            self.send_response(next(answers))
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        gateway = HttpGateway(f"http://127.0.0.1:{server.server_port}/send", "a-token")
        gateway.send(number="0600", text="سلام", key="notice:1:sms")
        with pytest.raises(NotSent):
            gateway.send(number="0600", text="x", key="notice:2:sms")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert seen[0][0] == "Bearer a-token"
    assert b'"key": "notice:1:sms"' in seen[0][1]
    assert seen[0][2] == "notice:1:sms"


INTERNAL = {"start_works", "cancel_fee"}
"""Steps that need no words of their own: the page of the dossier shows them."""


def test_every_step_has_its_words_in_three_languages() -> None:
    assert set(TRANSITIONS) - INTERNAL <= set(STEPS)
    about = {"reference": "PC-1", "name": "A", "commune": "B", "url": "https://example.org"}
    for at_desk, steps in ((False, STEPS), (True, DESK_STEPS)):
        for event in steps:
            told = {
                language: write(
                    event, language=language, data={"until": "2026-03-16"}, at_desk=at_desk, **about
                )
                for language in ("ar", "fr", "en")
            }
            subjects = {one.subject for one in told.values()}
            texts = {one.text for one in told.values()}
            assert (len(subjects), len(texts)) == (3, 3), event
            assert all("{" not in one.text + one.subject for one in told.values()), event


def test_a_term_that_is_not_known_is_not_made_up() -> None:
    told = write("request_complement", language="en", reference="PC-1", name="", commune="", url="u", data={})
    assert "Answer by" not in told.text
    known = {"until": "2026-03-16T23:59:59+00:00"}
    told = write(
        "request_complement", language="fr", reference="PC-1", name="", commune="", url="u", data=known
    )
    assert "avant le 16 mars 2026" in told.text


def test_notices_are_marked_when_their_messages_are_written(desk: Desk) -> None:
    desk.submitted()
    assert Notice.objects.filter(sent_at=None).exists()
    services.write_messages(now=NOW)
    assert not Notice.objects.filter(sent_at=None).exists()
