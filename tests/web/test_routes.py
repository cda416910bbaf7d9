"""Every route, every method: who may, what changes, and what a missing token does."""

import hashlib
import re
import sqlite3
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from rekindle.desk.actor import RefusedError
from rekindle.web.urls import urlpatterns
from rekindle.web.views.verbs import VERBS
from tests.support.cast import House
from tests.support.databases import Book
from tests.web.house import add_tamarack, open_house, sign_in

NOWHERE = "01900000-0000-7000-8000-000000000001"
OPEN_TO_ALL = {"sign_in", "enter", "buyer_form"}
# Whoever has the link of the form has no session that a foreign page could borrow, and needs no cookie.
WITHOUT_TOKEN = {"buyer_form"}
ABOUT_A_DEAL = {
    "review",
    "account",
    "bring",
    "deal",
    "curve",
    "line",
    "call",
    "own",
    "send_form",
    "revoke_form",
    "ask_colleague",
}
SHOWN = {
    "playbook",
    "playbook_reason",
    "playbook_library",
    "playbook_words",
    "playbook_parts",
    "playbook_entry",
    "playbook_versions",
    "coach",
    "review",
    "signals",
    "account",
    "bring",
    "find",
    "practice",
    "debriefs",
    "call",
    "own",
    "send_form",
    "ask_colleague",
    "today",
    "deal",
    "curve",
    "add",
    "book",
    "bring_in",
    "judgement",
    "matches",
    "patterns",
    "settings",
    "take_along",
    "take_list",
}
# Shown where there is such a file.
OF_A_FILE = {"month_review", "playbook_version", "file", "rejected", "take_pattern"}
MOVED = {"check_signals", "check_file"}
POSTED = {
    "playbook_restore",
    "playbook_take_over",
    "keep_talk",
    "let_go",
    "wish",
    "rest_over",
    "hand_out",
    "keep_signals",
    "away",
    "bulk",
    "skip_practice",
    "keep_view",
    "decide",
    "take_back",
    "try_judgement",
    "work_out_patterns",
    "hold_out",
    "learned",
    "revoke_form",
    "book_settings",
    "invite",
    "invite_link",
    "close_door",
    "invite_anew",
    "break_in",
    "say_where",
    "keys",
    "plan",
    "undo",
    "line",
    "verb",
    "password",
    "switch",
    "sign_out",
}
ONLY_SHOWN = {
    "curve",
    "playbook",
    "playbook_reason",
    "playbook_library",
    "playbook_words",
    "playbook_parts",
    "playbook_version",
    "playbook_versions",
    "coach",
    "signals",
    "account",
    "bring",
    "find",
    "practice",
    "today",
    "deal",
    "book",
    "debriefs",
    "judgement",
    "matches",
    "patterns",
    "rejected",
    "take_along",
    "take_list",
    "take_pattern",
}
EVERY = [str(pattern.name) for pattern in urlpatterns]
PRIVATE = [name for name in EVERY if name not in OPEN_TO_ALL | {"sign_out"}]


def address(name: str, deal_id: str = NOWHERE) -> str:
    """Give a path of a route."""
    needed = {name: [deal_id] for name in ABOUT_A_DEAL}
    needed |= {name: [NOWHERE] for name in ("file", "take_back", "decide", "invite_link", "invite_anew", "close_door")}
    needed |= {
        "rejected": [NOWHERE, "csv"],
        "take_along": ["csv"],
        "take_list": ["today", "csv"],
        "take_pattern": ["why", "csv"],
    }
    needed |= {"month_review": [NOWHERE, "2026-10"]}
    needed |= {"playbook_reason": ["budget"], "playbook_entry": ["caps"]}
    needed |= {name: ["7"] for name in ("playbook_version", "playbook_restore")}
    needed |= {"verb": [deal_id, "note"], "enter": ["token"], "buyer_form": ["token"]}
    return reverse(name, args=needed.get(name, []))


def content_of(book: Book) -> str:
    """Sum up everything a SQLite database holds."""
    with sqlite3.connect(Path(book.settings["NAME"])) as connection:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()


@pytest.fixture
def house(sqlite_book: Book) -> House:
    return open_house()


def test_every_route_is_in_one_of_the_lists() -> None:
    assert set(EVERY) == OPEN_TO_ALL | SHOWN | OF_A_FILE | MOVED | POSTED


@pytest.mark.parametrize("name", sorted(SHOWN | OF_A_FILE | MOVED))
def test_a_stranger_is_asked_to_sign_in_and_comes_back(house: House, name: str) -> None:
    response = Client(SERVER_NAME="127.0.0.1").get(address(name))
    assert response.status_code == 302
    assert response["Location"] == f"/sign-in?next={address(name).replace('/', '%2F')}"


@pytest.mark.parametrize("name", PRIVATE)
def test_what_a_stranger_posts_changes_nothing(house: House, sqlite_book: Book, name: str) -> None:
    before = content_of(sqlite_book)
    client = Client(SERVER_NAME="127.0.0.1")
    response = client.post(address(name), {"words": "hello"}, headers={"referer": "http://127.0.0.1/deal/x?y=1"})
    assert response.status_code == (405 if name in ONLY_SHOWN else 302)
    if response.status_code == 302:
        assert response["Location"] == "/sign-in?next=%2Fdeal%2Fx"
    assert content_of(sqlite_book) == before


def test_a_script_of_a_stranger_is_told_where_to_sign_in(house: House) -> None:
    response = Client(SERVER_NAME="127.0.0.1").post(address("undo"), headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/sign-in?next=")


@pytest.mark.parametrize("name", sorted({*EVERY} - WITHOUT_TOKEN))
def test_nothing_is_posted_without_a_token(house: House, sqlite_book: Book, name: str) -> None:
    client = sign_in(house, enforce_csrf_checks=True)
    before = content_of(sqlite_book)
    response = client.post(address(name), {"words": "hello"})
    assert response.status_code == 403
    assert "This page was too old." in response.content.decode()
    assert content_of(sqlite_book) == before


@pytest.mark.parametrize("name", sorted(SHOWN | OF_A_FILE | OPEN_TO_ALL | MOVED))
def test_looking_changes_nothing(house: House, sqlite_book: Book, name: str) -> None:
    client = sign_in(house)
    deal_id = add_tamarack(house)
    before = content_of(sqlite_book)
    response = client.get(address(name, deal_id))
    missing = name in OF_A_FILE | {"buyer_form", "account"}
    assert response.status_code == (303 if name in MOVED else 404 if missing else 200)
    assert client.head(address(name, deal_id)).status_code == response.status_code
    assert content_of(sqlite_book) == before


@pytest.mark.parametrize("name", sorted(POSTED))
def test_what_acts_cannot_be_reached_by_a_link(house: House, name: str) -> None:
    assert sign_in(house).get(address(name)).status_code == 405


@pytest.mark.parametrize("name", ["deal", "verb", "line"])
def test_a_deal_of_nobody_is_not_found(house: House, name: str) -> None:
    client = sign_in(house)
    answered = client.get(address(name)) if name == "deal" else client.post(address(name), {"words": "a", "line": "a"})
    assert answered.status_code in {404, 422} if name != "deal" else answered.status_code == 404


@pytest.mark.parametrize("name", sorted(VERBS))
def test_no_verb_reaches_into_the_book_of_somebody_else(house: House, name: str) -> None:
    deal_id = add_tamarack(house)
    stranger = sign_in(open_house("ben"))
    response = stranger.post(f"/deal/{deal_id}/{name}", FILLED | {"key": f"k-{name}"})
    assert response.status_code in {404, 422}
    page = sign_in(house).get(f"/deal/{deal_id}").content.decode()
    assert "Nothing to see" not in page


FILLED = {
    "words": "Nothing to see",
    "outcome": "spoke",
    "channel": "call",
    "until_on": "2031-01-01",
    "source": "rep",
    "verdict": "not_now",
    "state": "granted",
    "person_id": NOWHERE,
    "kind": "recall",
    "name": "Nobody",
    "role": "unknown",
    "stance": "unknown",
}


def test_a_verb_that_does_not_exist_is_not_found(house: House) -> None:
    response = sign_in(house).post(f"/deal/{add_tamarack(house)}/delete", {})
    assert response.status_code == 404


def test_what_is_not_there_is_said_in_our_own_words(house: House) -> None:
    response = sign_in(house).get("/nowhere")
    assert response.status_code == 404
    assert "Nothing is kept here." in response.content.decode()


def test_what_breaks_is_said_in_our_own_words(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("the shelf fell down")

    monkeypatch.setattr("rekindle.web.views.book.show_book", break_down)
    response = sign_in(house, raise_request_exception=False).get("/book")
    assert response.status_code == 500
    assert "Something broke on our side." in response.content.decode()
    assert "shelf" not in response.content.decode()


def test_who_is_in_no_book_any_more_is_told_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RefusedError("Your sign-in was closed.")

    monkeypatch.setattr("rekindle.web.views.common.actor_for_user", refuse)
    response = sign_in(house).get("/")
    assert response.status_code == 403
    assert "That is not yours to open." in response.content.decode()


def test_every_page_is_told_to_load_nothing_from_elsewhere(house: House) -> None:
    policy = sign_in(house).get("/")["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert "unsafe" not in policy
    assert re.findall(r"https?:", policy) == []
