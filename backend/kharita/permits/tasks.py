"""The desk's periodic jobs: each may be killed at any point and run again."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kharita.permits.services.lapsing import lapse, note_silence


@app.periodic(cron="*/10 * * * *")
@app.task(name="permits.note_silence", queueing_lock="permits.note_silence")
def silence(timestamp: int) -> None:
    """Flag the dossiers whose legal delay has passed."""
    note_silence(now=timezone.now())


@app.periodic(cron="7 * * * *")
@app.task(name="permits.lapse", queueing_lock="permits.lapse")
def expire(timestamp: int) -> None:
    """Expire what was not used in time."""
    lapse(now=timezone.now())
