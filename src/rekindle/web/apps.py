from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "rekindle.web"
    label = "web"
