"""Find or do without a script, the practice, days away by a form, and the words for somebody breaking in."""

import hashlib
import html
import re
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from rekindle.book.models import Account
from rekindle.book.read.today import read_morning
from rekindle.book.write.members import change_member, change_workspace
from rekindle.desk.bring_in import import_deals
from rekindle.desk.morning import plan_workspace
from rekindle.desk.verbs import add_note, change_settings, leave_alone
from tests.desk.support import acting, new_key
from tests.support.cast import House, lose_a_deal
from tests.support.databases import Book
from tests.web.house import add_tamarack, open_house, sign_in

SOON = date.today() + timedelta(days=10)  # noqa: DTZ011 any days to come will do


@pytest.fixture
def house(sqlite_book: Book) -> House:
    return open_house()


@pytest.fixture
def client(house: House) -> Client:
    return sign_in(house)


def words_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def links_of(response) -> list[str]:
    return re.findall(r'<a href="([^"]+)"', response.content.decode())


def test_a_slip_of_the_key_still_finds_the_person_and_their_deal(house, client):
    deal_id = add_tamarack(house)
    response = client.get("/find?q=whitfeild", headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert f"/deal/{deal_id}" in links_of(response)
    assert "Tamarack Regional" in words_of(response)
    # Where the deal stands is said as the board says it, before anybody opens it.
    assert "Resting" in words_of(response)
    leave_alone(acting(house), new_key(), deal_ids=[deal_id])
    assert "Left alone" in words_of(client.get("/find?q=whitfield"))


def test_without_a_script_it_is_a_page_with_places_and_what_can_be_undone(house, client):
    deal_id = add_tamarack(house)
    add_note(acting(house), new_key(), deal_id=deal_id, words="Likes short notes")
    response = client.get(f"/find?deal={deal_id}")
    words = words_of(response)
    assert "For Dr. Lena Whitfield" in words or "For Tamarack Regional" in words
    assert "Undo: Noted" in words
    assert {"/", "/book", "/debriefs", "/settings"} <= set(links_of(response))


def test_a_deal_of_another_book_is_in_front_of_nobody(house, client):
    theirs = add_tamarack(open_house("ben"))
    words = words_of(client.get(f"/find?deal={theirs}&q=tamarack"))
    assert "Tamarack Regional" not in words.replace("“tamarack”", "")


def test_practice_and_finding_leave_the_book_as_it_is(house, client, sqlite_book):
    add_tamarack(house)

    def content() -> str:
        with sqlite3.connect(Path(sqlite_book.settings["NAME"])) as connection:
            return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()

    before = content()
    for path in ("/practice", "/practice?did=1", "/practice?did=1sn", "/practice?did=zzz%00", "/find?q=%00%25"):
        assert client.get(path).status_code == 200
    assert client.post("/practice/skip")["Location"] == "/"
    assert content() == before


def test_days_away_are_entered_shown_and_taken_out_again(client):
    said = {"from_on": SOON.isoformat(), "to_on": (SOON + timedelta(days=3)).isoformat(), "key": "k1"}
    words = words_of(client.post("/settings/away", said, follow=True))
    assert f"{SOON:%A} {SOON.day} {SOON:%B} to" in words
    away_id = re.findall(r'name="drop" value="([^"]+)"', client.get("/settings").content.decode())[0]
    client.post("/settings/away", {"drop": away_id, "key": "k2"})
    assert 'name="drop"' not in client.get("/settings").content.decode()
    assert client.post("/settings/away", {"from_on": "", "to_on": "", "key": "k3"}).status_code == 422


def test_who_breaks_in_finds_their_own_words_and_no_coach(house, client):
    sales = words_of(client.get("/book"))
    assert "No lost deals yet." in sales
    change_settings(acting(house), new_key(), pack="job_search")
    add_tamarack(house)
    change_settings(acting(house), new_key(), jurisdiction="US")
    response = client.get("/book")
    words = words_of(response)
    for own in ("My outreach", "1 conversation.", "To thank", "Ask again", "Hired", "Left alone", "Add somebody"):
        assert own in words
    assert "Lost book" not in words
    assert "Coach" not in words
    for path, own in {
        "/book?view=table&q=zzzz": "No conversation holds “zzzz”.",
        "/signals": "They spoke on a panel",
        "/import": "Bring your list.",
        "/find": "People, companies, things worth bringing",
    }.items():
        words = words_of(client.get(path))
        assert own in words
        assert re.findall(r"[Ss]upplier|our products|deals? hold|Lost, now", words) == []


def test_a_book_of_no_country_asks_for_it_on_its_empty_morning_and_lists_by_its_rules(house, client):
    change_workspace(house.workspace_id, jurisdiction="")
    lost = (date.today() - timedelta(days=200)).isoformat()  # noqa: DTZ011 any day long ago will do
    rows = f"Account,Product,Contact,Email,Outcome,Closed\nBay ENT,Towers,Ann Ortiz,ann@bay.example,Lost,{lost}\n"
    report = import_deals(acting(house, datetime.now(UTC)), new_key(), content=rows.encode(), name="mine.csv")
    assert report.losses == 1
    assert "Nobody is on the list before this is said" in words_of(client.get("/"))

    none = client.post("/settings/where", {"jurisdiction": "", "key": "k0"}, follow=True)
    assert "Choose a country first." in words_of(none)
    said = words_of(client.post("/settings/where", {"jurisdiction": "US", "key": "k1"}, follow=True))

    assert "Ann Ortiz" in said
    assert "Where are your customers?" not in said


def test_who_begins_is_asked_how_they_sign_and_where_their_customers_are(house, client):
    change_member(house.writing(), house.owner_id, name="You")
    change_workspace(house.workspace_id, jurisdiction="")
    add_tamarack(house)
    words = words_of(client.get("/"))
    assert "Where are your customers?" in words
    assert "How do you sign?" not in words
    assert "Your name, as you sign with it" in words_of(client.get("/settings"))
    lose_a_deal(house)
    Account.objects.within(house.workspace_id).update(jurisdiction="US")
    words = words_of(client.get("/"))
    assert "Where are your customers?" not in words
    assert "How do you sign?" in words
    limits = {"minutes_per_week": 300, "touches_per_day": 12, "zone": "UTC", "hour_price": 150, "working_days": "1"}
    refused = client.post("/settings", {**limits, "minutes_per_week": 1, "zone": "Nowhere", "key": "k0"})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert [words in said for words in ("At least 5.", "This is not among the choices.", "marked below")] == [True] * 3
    assert client.post("/settings", {"name": "Robin Hale", **limits, "key": "k1"}).status_code == 303
    words = words_of(client.get("/"))
    assert "How do you sign?" not in words
    assert "Robin Hale" in words


def test_who_only_set_the_book_up_has_not_begun_to_work(house):
    deal_id = add_tamarack(house)
    change_settings(acting(house), new_key(), name="Robin Hale")
    assert read_morning(house.workspace_id, house.owner_id, date(2026, 10, 14)).undo_words == ""
    add_note(acting(house), new_key(), deal_id=deal_id, words="Likes short notes")
    assert read_morning(house.workspace_id, house.owner_id, date(2026, 10, 14)).undo_words == "Noted: Tamarack Regional"


def test_a_book_that_is_not_planned_yet_is_not_an_empty_one(house, client):
    add_tamarack(house)
    assert "Not planned yet." in words_of(client.get("/"))


def test_letters_are_kept_with_the_member_without_a_script(house, client):
    said = {"asks-letters": "yes", "letters": "yes", "remap-j": "Y", "remap-x": ""}
    assert client.post("/settings/keys", said).status_code == 303
    page = html.unescape(client.get("/book").content.decode())
    assert 'data-keys="on" data-keymap="{"j": "", "x": "", "y": "j"}"' in page
    client.post("/settings/keys", {"asks-letters": "yes"}, headers={"HX-Request": "true"})
    assert 'data-keys="off" data-keymap="{"j"' in html.unescape(client.get("/").content.decode())
    refused = client.post("/settings/keys", {"remap-j": "k"}, headers={"HX-Request": "true"})
    assert (refused.status_code, refused.content) == (422, b"K would do two things. Nothing is changed yet.")


def test_the_book_is_narrowed_by_links_and_all_that_match_go_together_without_a_script(house, client):
    for number in range(60):
        rival = "Medalis" if number else "Corvex"
        lose_a_deal(house, account=f"H {number:02}", mail=f"{number}@x.example", competitor=rival)
    plan_workspace(house.workspace_id, datetime.now(UTC))
    page = client.get("/book?view=table&competitor=Medalis&amount=250000-1000000&sort=amount")
    assert "59 of 60 lost deals." in words_of(page)
    assert "?view=table&amp;sort=amount&amp;amount=250000-1000000&amp;competitor=" in page.content.decode()
    assert "All 59 that match, on every page" in words_of(page)
    back = "view=table&competitor=Medalis&amount=250000-1000000"
    said = {"do": "alone", "everything": "yes", "back": back, "key": "k1"}
    assert "Left alone: 59 deals" in words_of(client.post("/book/bulk", said, follow=True))
    assert "Undone: Left alone" in words_of(client.post("/undo", {"after": "book", "key": "k2"}, follow=True))
