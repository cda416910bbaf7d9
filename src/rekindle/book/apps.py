"""The book as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BookConfig(AppConfig):
    name = "rekindle.book"
    label = "book"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After every change of the tables the planner is told about them, and the search has lost nothing."""
        post_migrate.connect(_guide_planner, sender=self)
        post_migrate.connect(_mend_search, sender=self)


def _guide_planner(**_: Any) -> None:
    # Models can be imported only once all apps are ready.
    from rekindle.book.planner import guide_planner  # noqa: PLC0415

    guide_planner()


def _mend_search(**_: Any) -> None:
    # A table that is made anew drops its triggers without a word.
    from rekindle.book.search import mend_search  # noqa: PLC0415

    mend_search()
