"""A signed-in member with a small book of their own."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from rekindle.desk.verbs import add_deal
from tests.desk.support import acting, new_key
from tests.support.cast import House, make_workspace


def open_house(slug: str = "maya") -> House:
    """Make Maya's workspace; she can sign in."""
    return make_workspace(slug)


def sign_in(house: House, **options: Any) -> Client:
    """Return a client signed in as the owner of a house."""
    client = Client(SERVER_NAME="127.0.0.1", **options)
    client.force_login(get_user_model()._default_manager.get(pk=house.user_id))
    return client


def add_tamarack(house: House) -> str:
    """Add a lost deal with one person, and return its id."""
    done = add_deal(
        acting(house),
        new_key(),
        who="Tamarack Regional",
        why="The board froze the budget. Call me in the spring.",
        person="Dr. Lena Whitfield",
        title="Chief of Surgery",
        mail="l.whitfield@tamarack.example",
    )
    return str(done.deals[0])
