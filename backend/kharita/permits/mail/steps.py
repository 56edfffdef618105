"""What each step is told as: a subject, what happened, what happens next. Values: {reference}, {until}."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kharita.core.errors import Text


@dataclass(frozen=True)
class Step:
    """One event as its message. `sms`: worth a short message too, because something has to be done."""

    subject: Text
    happened: Text
    next: Text = ""
    sms: bool = False


STEPS: Mapping[str, Step] = {
    "submit": Step(
        _("Your dossier {reference} is registered"),
        _("Your application was received and has the number {reference}. The receipt is on its page."),
        _("The commune checks whether it is complete."),
    ),
    "accept": Step(
        _("Your dossier {reference} is complete"),
        _("Nothing is missing from your dossier."),
        _("The members that have to be consulted give their opinions; you see each one at once."),
    ),
    "request_complement": Step(
        _("Something is missing from your dossier {reference}"),
        _("The commune asks for documents or corrections. This is asked once; the legal delay stands still."),
        _("Answer by {until} on the dossier's page."),
        sms=True,
    ),
    "answer_complement": Step(
        _("The complement of dossier {reference} has arrived"),
        _("The documents that were asked for have arrived. The legal delay runs again."),
    ),
    "circulate": Step(
        _("Your dossier {reference} is with the members of the commission"),
        _("The members that have to be consulted have received your dossier."),
    ),
    "opinion": Step(
        _("A new opinion on your dossier {reference}"),
        _("A member of the commission has given an opinion. It is on the dossier's page."),
    ),
    "convene": Step(
        _("Your dossier {reference} comes before the commission"),
        _("Your dossier is on the agenda of the commission's session."),
    ),
    "postpone": Step(
        _("Your dossier {reference} was adjourned"),
        _("The commission will examine your dossier again. The page of the dossier says why."),
    ),
    "conclude_favourable": Step(
        _("The commission is favourable to your dossier {reference}"),
        _("The commission has given a favourable opinion."),
        _("The commune works out the fee, then the president signs."),
    ),
    "conclude_with_reservations": Step(
        _("The commission is favourable to your dossier {reference}, with reservations"),
        _("The commission asks for changes to your project. They are listed on the dossier's page."),
        _("Send the changed plans on that page."),
        sms=True,
    ),
    "conclude_unfavourable": Step(
        _("The commission is not favourable to your dossier {reference}"),
        _("The commission has given an unfavourable opinion. Each reason is on the dossier's page."),
        _("The president decides; you will be told."),
    ),
    "revise": Step(
        _("The changed plans of dossier {reference} have arrived"),
        _("The commune examines whether they lift the reservations."),
    ),
    "attest_silence": Step(
        _("An attestation of silence is recorded for dossier {reference}"),
        _("The governor's attestation was recorded: the agreement is taken as given."),
        _("The commune works out the fee, then the president signs."),
    ),
    "silence_reached": Step(
        _("The legal delay of dossier {reference} has passed"),
        _("No answer was given within the legal delay."),
        _("You may ask the governor for an attestation of silence: the dossier's page has the request."),
        sms=True,
    ),
    "order_fee": Step(
        _("A fee is due for your dossier {reference}"),
        _("The fee was worked out. The order with the calculation is on the dossier's page."),
        _("Once it is paid, the president signs the permit."),
        sms=True,
    ),
    "waive_fee": Step(
        _("No fee is due for your dossier {reference}"),
        _("Your project is exempt from the fee."),
        _("The president signs the permit."),
    ),
    "settle_fee": Step(
        _("The fee of dossier {reference} is paid"),
        _("Your payment was recorded. The receipt is on the dossier's page."),
        _("The president signs the permit."),
    ),
    "sign": Step(
        _("Your permit {reference} is signed"),
        _("The president of the council has signed your permit."),
        _("The commune hands it out; you will be told."),
    ),
    "issue": Step(
        _("Your permit {reference} is ready"),
        _("The signed permit is on the dossier's page. Anyone can verify it by its code."),
        _("Before works begin, declare their start and put up the site panel."),
        sms=True,
    ),
    "refuse": Step(
        _("Your application {reference} was refused"),
        _("The decision with its reasons is on the dossier's page."),
        _("The decision says how and until when you may appeal."),
        sms=True,
    ),
    "appeal": Step(
        _("Your appeal about dossier {reference} is registered"),
        _("Your appeal was received."),
    ),
    "reject_appeal": Step(
        _("Your appeal about dossier {reference} was rejected"),
        _("The refusal stands. The answer is on the dossier's page."),
    ),
    "allow_appeal": Step(
        _("Your appeal about dossier {reference} was allowed"),
        _("Your dossier is examined again."),
    ),
    "declare_works": Step(
        _("The start of works of permit {reference} is declared"),
        _("Your declaration was received. Keep the site panel in view."),
    ),
    "suspend": Step(
        _("The works of permit {reference} are stopped"),
        _("The inspector has ordered the works to stop. The reasons are on the dossier's page."),
        sms=True,
    ),
    "resume": Step(
        _("The works of permit {reference} may go on"),
        _("The order to stop was lifted."),
    ),
    "declare_completion": Step(
        _("The completion of works of permit {reference} is declared"),
        _("Your declaration was received."),
        _("An inspector visits the building."),
    ),
    "find_not_conforming": Step(
        _("The building of permit {reference} is not as permitted"),
        _("The visit found differences. They are listed on the dossier's page."),
        sms=True,
    ),
    "survey": Step(
        _("The building of permit {reference} is as permitted"),
        _("The visit found the building as it was permitted."),
        _("The president signs the certificate."),
    ),
    "certify": Step(
        _("The certificate of permit {reference} is signed"),
        _("The signed certificate is on the dossier's page."),
        sms=True,
    ),
    "withdraw": Step(
        _("Your dossier {reference} is withdrawn"),
        _("You have withdrawn your application. Nothing more will be done about it."),
    ),
    "expire": Step(
        _("The dossier {reference} has lapsed"),
        _("Its term has passed. The dossier's page says which, and what you may do."),
        sms=True,
    ),
}
"""By the name of the workflow's action, or of what happens beside it."""

DESK_STEPS: Mapping[str, Step] = {
    "asked_for_opinion": Step(
        _("Your opinion is asked for on dossier {reference}"),
        _("The dossier was sent to the entity that you speak for."),
        _("Give your opinion by {until}."),
    ),
    "assigned": Step(
        _("Dossier {reference} is yours"), _("A dossier was assigned to you. Its page shows the next step.")
    ),
    "inspection_planned": Step(
        _("A visit is planned for dossier {reference}"), _("You are named for a visit to its site.")
    ),
}
"""What only those who handle a dossier are told."""

DESK_FALLBACK = Step(
    _("Dossier {reference} has moved"), _("A dossier has moved. Its page shows whether it waits for you.")
)
FALLBACK = Step(
    _("News of your dossier {reference}"), _("Something happened about your dossier. Its page says what.")
)
