"""The web face as Django sees it, and the words of its forms."""

from django.apps import AppConfig
from django.forms import ChoiceField, Field

# What a field says that has no words of its own for it.
_SAID = {
    "required": "Something is still missing here.",
    "invalid_choice": "This is not among the choices. Pick one of them.",
    "min_value": "At least %(limit_value)s.",
    "max_value": "At most %(limit_value)s.",
    "min_length": "A little longer: %(limit_value)d letters or more.",
    "max_length": "A little shorter: %(limit_value)d letters at most.",
}


class WebConfig(AppConfig):
    name = "rekindle.web"
    label = "web"

    def ready(self) -> None:
        """Give every form the desk's voice."""
        for kind in (Field, ChoiceField):
            kind.default_error_messages = {**kind.default_error_messages, **_SAID}
