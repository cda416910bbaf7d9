"""Coming in with a link or a password, going out, and whose book is open."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.test import Client

from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.members import change_workspace
from rekindle.desk.enter import OWN_NAME, make_sign_in_link, set_password
from tests.support.cast import House
from tests.support.databases import Book
from tests.web.house import open_house, sign_in

MAIL = "maya@brandt.example"
PASSWORD = "a long and quiet sentence"


@pytest.fixture
def house(book: Book, monkeypatch: pytest.MonkeyPatch) -> House:
    # A million rounds are for thieves: here the same way of keeping a password is walked a thousand times.
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 1_000)
    cache.clear()
    made = open_house()
    set_password(made.user_id, PASSWORD)
    return made


def stranger() -> Client:
    return Client(SERVER_NAME="127.0.0.1")


def test_a_link_lets_in_once_and_only_by_its_button(house: House) -> None:
    path = f"/sign-in/{make_sign_in_link(house.user_id, datetime.now(UTC))}"
    client = stranger()
    for _ in range(3):
        assert "Open my desk" in client.get(path).content.decode()
    assert client.post(path).status_code == 303
    assert client.get("/").status_code == 200
    again = stranger().post(path)
    assert again.status_code == 422
    assert "This link is used up." in again.content.decode()


def test_a_password_lets_in_and_leads_to_where_one_was_going(house: House) -> None:
    client = stranger()
    response = client.post("/sign-in", {"mail": MAIL.upper(), "password": PASSWORD, "next": "/book?q=x"})
    assert response.status_code == 302
    assert response["Location"] == "/book?q=x"
    assert client.get("/book").status_code == 200


def test_it_never_leads_to_another_site(house: House) -> None:
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        client = stranger()
        response = client.post("/sign-in", {"mail": MAIL, "password": PASSWORD, "next": elsewhere})
        assert response["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_the_address(house: House) -> None:
    response = stranger().post("/sign-in", {"mail": MAIL, "password": "wrong"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "That mail and password do not go together." in page
    assert f'value="{MAIL}"' in page
    assert "wrong" not in page.replace("That mail", "")


def test_after_five_wrong_ones_the_door_stays_shut_for_the_right_one(house: House) -> None:
    for _ in range(5):
        stranger().post("/sign-in", {"mail": MAIL, "password": "wrong"})
    response = stranger().post("/sign-in", {"mail": MAIL, "password": PASSWORD})
    assert response.status_code == 422
    assert "Too many tries." in response.content.decode()


def test_going_out_ends_the_session(house: House) -> None:
    client = sign_in(house)
    assert client.post("/sign-out").status_code == 303
    assert client.get("/").status_code == 302


def test_a_new_password_needs_the_old_one_and_keeps_one_signed_in(house: House) -> None:
    client = stranger()
    client.post("/sign-in", {"mail": MAIL, "password": PASSWORD})
    refused = client.post("/settings/password", {"current": "wrong", "new": "another long sentence"})
    assert refused.status_code == 422
    assert "That is not the password you have." in refused.content.decode()
    assert client.post("/settings/password", {"current": PASSWORD, "new": "short"}).status_code == 422
    done = client.post("/settings/password", {"current": PASSWORD, "new": "another long sentence"})
    assert done.status_code == 303
    assert client.get("/settings").status_code == 200
    assert stranger().post("/sign-in", {"mail": MAIL, "password": PASSWORD}).status_code == 422


def test_settings_are_kept_and_shown(house: House) -> None:
    client = sign_in(house)
    said = {
        "minutes_per_week": "100",
        "touches_per_day": "7",
        "zone": "Europe/Berlin",
        "hour_price": "120.50",
        "working_days": ["2", "4"],
    }
    assert client.post("/settings", {**said, "key": "k1"}).status_code == 303
    page = client.get("/settings").content.decode()
    assert 'value="100"' in page
    assert 'value="7"' in page
    assert '<option value="Europe/Berlin" selected>' in page
    assert 'value="120.5"' in page


def test_a_setting_that_cannot_be_is_refused_with_what_was_typed(house: House) -> None:
    said = {"minutes_per_week": "1", "touches_per_day": "7", "zone": "Europe/Berlin", "hour_price": "120"}
    response = sign_in(house).post("/settings", {**said, "key": "k1"})
    assert response.status_code == 422
    assert '<option value="Europe/Berlin" selected>' in response.content.decode()


def test_a_book_of_somebody_else_cannot_be_opened(house: House) -> None:
    open_house("ben")
    client = sign_in(house)
    client.post("/switch", {"slug": "ben"})
    assert "ben" not in client.session.values()
    assert client.get("/").status_code == 200


def test_a_session_in_a_book_that_is_closed_falls_back_to_ones_own(house: House) -> None:
    client = sign_in(house)
    session = client.session
    session["workspace"] = "gone"
    session.save()
    assert client.get("/").status_code == 200


def test_the_admin_says_where_the_customers_are_and_the_playbook_knows_its_rules(house: House) -> None:
    client = sign_in(house)
    said = {"book-jurisdiction": "DE", "book-pack": "b2b", "book-currency": "eur", "book-fiscal_month": "4"}
    assert client.post("/settings/book", {**said, "key": "k1"}).status_code == 303
    workspace = read_workspace(house.workspace_id)
    assert (workspace.jurisdiction, workspace.pack, workspace.currency, workspace.fiscal_month) == (
        "DE",
        "b2b",
        "EUR",
        4,
    )
    unknown = client.post("/settings/book", {**said, "book-jurisdiction": "ZZ", "key": "k2"})
    assert unknown.status_code == 422
    assert read_workspace(house.workspace_id).jurisdiction == "DE"


def test_one_press_makes_an_empty_book_a_job_search_and_speaks_of_one(house: House) -> None:
    client = sign_in(house)
    assert "Make this my job search" in client.get("/").content.decode()
    assert client.post("/settings/breaking-in", {"key": "k1"}).status_code == 303
    assert read_workspace(house.workspace_id).pack == "job_search"
    page = client.get("/").content.decode()
    assert "Nobody here yet." in page and "Make this my job search" not in page
    asked = client.get("/add").content.decode()
    places = [asked.index(f">{label}<") for label in ("Company", "Who you know there", "What they said, if anything")]
    assert places == sorted(places)
    said = {"who": "Ostrava Spine", "person": "Carla Jensen", "kind": "job", "key": "k2"}
    deal = client.post("/add", said)
    page = client.get(deal["Location"]).content.decode()
    assert "Interviewed you" in page and "Has doubts" in page and "Evaluates it" not in page
    assert "Not planned yet" not in client.get("/").content.decode()


def test_a_book_that_is_in_use_is_made_a_job_search_under_settings_and_back(house: House) -> None:
    client = sign_in(house)
    change_workspace(house.workspace_id, name=OWN_NAME)
    client.post("/add", {"who": "Tamarack Regional", "key": "k1"})
    found = client.get("/find?q=job", headers={"HX-Request": "true"}).content.decode()
    assert "/settings#job-search" in found and "Make this my job search" in client.get("/settings").content.decode()
    made = client.post("/settings/breaking-in", {"key": "k2", "from": "settings"})
    assert made["Location"] == "/settings" and read_workspace(house.workspace_id).pack == "job_search"
    page = client.get("/settings").content.decode()
    assert "This is your job search now." in page and "Make this my job search" not in page
    assert read_workspace(house.workspace_id).name == "My outreach"
    said = {"book-workspace_name": "My outreach", "book-pack": "medical", "book-currency": "EUR", "key": "k3"}
    assert client.post("/settings/book", {**said, "book-fiscal_month": "1"}).status_code == 303
    # A name nobody chose goes along with what the book is.
    assert read_workspace(house.workspace_id).name == OWN_NAME


def test_an_undo_leaves_one_where_one_was(house: House) -> None:
    client = sign_in(house)
    client.post("/add", {"who": "Tamarack Regional", "key": "k1"})
    page = client.get("/playbook/library").content.decode()
    assert 'name="after" value="playbook_library"' in page
    undone = client.post("/undo", {"key": "k2", "after": "playbook_library"})
    assert undone["Location"] == "/playbook/library"
