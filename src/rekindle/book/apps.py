from django.apps import AppConfig


class BookConfig(AppConfig):
    name = "rekindle.book"
    label = "book"
    default_auto_field = "django.db.models.BigAutoField"
