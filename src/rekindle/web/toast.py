"""One line about what was just done, carried over a redirect in a signed cookie by Django's messages."""

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest

from rekindle.desk.actor import Done


@dataclass(frozen=True, slots=True)
class Toast:
    """Ids are text, empty for none. With `deal_id` a note can be added, with `command_id` the thing undone.

    `ask_how` offers to say how a no was said. `kept` are the words of a refused note: nobody types twice."""

    words: str
    command_id: str = ""
    deal_id: str = ""
    person_id: str = ""
    ask_how: bool = False
    is_refusal: bool = False
    kept: str = ""


def toast_of(done: Done, deal_id: UUID | None = None) -> Toast:
    """Say what a verb did, with its undo, and what the desk would have one know."""
    told = done.result or {}
    hint = told.get("left_alone") or told.get("asks", "")
    return Toast(
        f"{done.label}. {hint}" if hint else done.label,
        str(done.command_id) if done.undoable else "",
        str(deal_id or ""),
    )


def refusal_of(words: str, kept: str = "", deal_id: UUID | None = None) -> Toast:
    """Say that nothing was done, and why."""
    return Toast(words, is_refusal=True, kept=kept, deal_id=str(deal_id or ""))


def leave_toast(request: HttpRequest, toast: Toast) -> None:
    """Keep a toast for the page that follows a redirect."""
    messages.info(request, json.dumps(asdict(toast)))


def take_toast(request: HttpRequest) -> Toast | None:
    """Take the last toast that was left; None when there is none."""
    found = [message.message for message in messages.get_messages(request)]
    return Toast(**json.loads(found[-1])) if found else None
