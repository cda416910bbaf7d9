"""The book as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BookConfig(AppConfig):
    name = "rekindle.book"
    label = "book"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After every change of the tables the planner is told about them."""
        post_migrate.connect(_guide_planner, sender=self)


def _guide_planner(**_: Any) -> None:
    # Models can be imported only once all apps are ready.
    from rekindle.book.planner import guide_planner  # noqa: PLC0415

    guide_planner()
