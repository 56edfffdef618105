"""The territory's jobs."""

from procrastinate.contrib.django import app

from kharita.territory.search_index import refresh_search as refresh


@app.periodic(cron="* * * * *")
@app.task(name="territory.refresh_search", queueing_lock="territory.refresh_search", pass_context=False)
def refresh_search(timestamp: int = 0) -> None:
    """Make search know the names that changed; an import asks for it as soon as it is applied."""
    refresh()
