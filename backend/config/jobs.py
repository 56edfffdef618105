"""The queue of jobs: Procrastinate in the same PostgreSQL, so that a job is enqueued with its transaction."""

from procrastinate import App


def on_app_ready(app: App) -> None:
    """Collect the tasks of the domains (called once Django is loaded)."""
