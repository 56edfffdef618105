"""Jobs of the maps: each may be killed and run again."""

from procrastinate.contrib.django import app

from kharita.importing.sessions import lift_statement_timeout
from kharita.maps import blocks, revisions


@app.periodic(cron="* * * * *")
@app.task(name="maps.refresh_blocks", queueing_lock="maps.refresh_blocks")
def refresh_blocks(timestamp: int = 0) -> None:
    """Make the blocks again where rows have changed; each minute, and at once after an import."""
    lift_statement_timeout()  # one cell of a city takes longer to dissolve than a web request may
    blocks.refresh()


@app.periodic(cron="17 3 * * *")
@app.task(name="maps.compact_revisions", queueing_lock="maps.compact_revisions")
def compact_revisions(timestamp: int = 0) -> None:
    """Add up the counted changes, which each statement adds to."""
    revisions.compact()
