"""The desk through the browser's door, without a browser: forms posted, pages read, on both databases."""

import html
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from rekindle.book.write.members import change_member
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import background
from rekindle.desk.exporting import export_book
from rekindle.desk.morning import plan_workspace
from tests.desk.support import acting
from tests.support.cast import House
from tests.support.databases import Book
from tests.web.house import add_tamarack, open_house, sign_in

LATER = (date.today() + timedelta(days=60)).isoformat()  # noqa: DTZ011 any day to come will do
EXPORT = (
    "Account Name,Opportunity Name,Stage,Close Date,Amount,Loss Reason,Colour of the door\n"
    "Halvorsen Clinic,Seren sealer,Closed Lost,2026-01-09,138000,budget frozen,blue\n"
    "Lakemont Orthopaedic,TrueAlign,Closed Lost,2025-08-02,284000,went with Corvex,red\n"
)


@pytest.fixture
def house(book: Book) -> House:
    return open_house()


@pytest.fixture
def client(house: House) -> Client:
    return sign_in(house)


def read(client: Client, path: str) -> str:
    """Load a page and return its words."""
    response = client.get(path, follow=True)
    assert response.status_code == 200
    return words_of(response.content.decode())


def words_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def person_of(client: Client, deal_id: str) -> str:
    page = client.get(f"/deal/{deal_id}").content.decode()
    return re.findall(r'<option value="([0-9a-f-]{36})">Dr. Lena Whitfield', page)[0]


def test_a_deal_is_added_with_two_fields_and_stands_on_its_page(client: Client) -> None:
    said = {"who": "Quill River Health", "why": "Ask me after the move.", "kind": "new", "key": "k1"}
    response = client.post("/add", said, follow=True)
    assert response.redirect_chain[0][1] == 303
    words = words_of(response.content.decode())
    assert "Quill River Health" in words
    assert "Ask me after the move." in words


def test_the_same_press_twice_adds_one_deal(client: Client) -> None:
    said = {"who": "Quill River Health", "why": "", "kind": "new", "key": "k1"}
    first, second = client.post("/add", said), client.post("/add", said)
    assert first["Location"] == second["Location"]
    assert "1 lost deal." in read(client, "/book")


def test_a_deal_without_a_name_is_refused_and_the_words_are_kept(client: Client) -> None:
    response = client.post("/add", {"who": "", "why": "Ask me after the move.", "kind": "new", "key": "k1"})
    assert response.status_code == 422
    assert "Ask me after the move." in response.content.decode()
    assert "Write who it was" in words_of(response.content.decode())


def test_an_amount_needs_a_currency(client: Client) -> None:
    said = {"who": "Quill", "kind": "new", "amount": "10", "currency": "", "key": "k1"}
    response = client.post("/add", said)
    assert response.status_code == 422
    assert "Write the currency of the amount" in response.content.decode()


def test_the_log_line_reads_its_first_character_as_the_outcome(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    said = {
        "line": "1 wants loaners in November",
        "person_id": person_of(client, deal_id),
        "key": "k1",
        "after": "deal",
    }
    assert client.post(f"/deal/{deal_id}/line", said).status_code == 303
    words = read(client, f"/deal/{deal_id}")
    assert "wants loaners in November" in words
    assert "1 wants loaners" not in words
    assert "Dr. Lena Whitfield" in words


def test_a_line_without_a_digit_is_a_note(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    client.post(f"/deal/{deal_id}/line", {"line": "12 rooms, not ten", "key": "k1", "after": "deal"})
    assert "12 rooms, not ten" in read(client, f"/deal/{deal_id}")


def test_an_empty_line_is_refused_on_the_page_it_came_from(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    response = client.post(f"/deal/{deal_id}/line", {"line": " ", "key": "k1", "after": "deal"})
    assert response.status_code == 422
    assert "Write down what happened, or press 1 to 4 first." in response.content.decode()


def test_what_was_done_is_said_once_with_its_undo(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    client.post(f"/deal/{deal_id}/note", {"words": "Likes short notes", "key": "k1", "after": "deal"})
    page = client.get(f"/deal/{deal_id}").content.decode()
    toast = page[page.index('<div class="toast">') :]
    command_id = re.findall(r'name="command_id" value="([^"]+)"', toast)[0]
    assert '<div class="toast">' not in client.get(f"/deal/{deal_id}").content.decode()
    said = {"command_id": command_id, "deal": deal_id, "key": "k2", "after": "deal"}
    assert client.post("/undo", said).status_code == 303
    assert "Undone: Noted" in read(client, f"/deal/{deal_id}")
    assert "Likes short notes" not in read(client, f"/deal/{deal_id}")


def test_when_a_deal_itself_is_undone_the_book_says_so(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    after = client.post("/undo", {"deal": deal_id, "key": "k1", "after": "deal"}, follow=True)
    assert (after.status_code, after.redirect_chain[-1][0]) == (200, "/book")
    assert "Undone: Added" in words_of(after.content.decode())


def test_a_refused_form_stands_open_with_its_words(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    said = {"outcome": "", "channel": "call", "words": "She wants loaners", "key": "k1", "after": "deal"}
    response = client.post(f"/deal/{deal_id}/touch", said)
    page = response.content.decode()
    assert response.status_code == 422
    assert re.findall(r'<details class="do" id="do-(\w+)" name="do" open>', page) == ["touch"]
    assert "She wants loaners</textarea>" in page


def test_a_card_open_in_two_tabs_is_logged_once(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    client.post(f"/deal/{deal_id}/inbound", {"channel": "mail", "words": "Is it in stock?", "key": "k0"})
    plan_workspace(house.workspace_id, datetime.now(UTC))
    card = client.get("/").content.decode()
    said = dict(
        re.findall(r'<input type="hidden" name="(person_id|channel|minutes|seen|after)" value="([^"]*)">', card)
    )
    first = client.post(f"/deal/{deal_id}/touch", said | {"outcome": "spoke", "key": "k1"})
    second = client.post(f"/deal/{deal_id}/touch", said | {"outcome": "no_answer", "words": "Try Mo", "key": "k2"})
    assert (first.status_code, second.status_code) == (303, 422)
    assert re.search(r"Not saved: Already logged at \d+:\d\d: Spoke\.", words_of(second.content.decode()))
    assert "Try Mo" in second.content.decode()
    assert "Try Mo" not in read(client, f"/deal/{deal_id}")


def test_a_day_that_has_passed_is_no_day_to_rest_until(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    response = client.post(f"/deal/{deal_id}/rest", {"until_on": "2020-01-01", "key": "k1", "after": "deal"})
    assert response.status_code == 422


def test_the_words_of_a_rest_are_read_on_the_page(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    said = {"until_on": LATER, "after": "deal", "person_id": person_of(client, deal_id)}
    client.post(f"/deal/{deal_id}/rest", {**said, "words": "Call again on 3 May 2031.", "key": "k1"})
    assert "Your words name Saturday 3 May 2031. Rest until then, if that is meant." in read(client, f"/deal/{deal_id}")
    client.post(f"/deal/{deal_id}/rest", {**said, "words": "Please, never call.", "key": "k2"})
    assert "They asked not to be contacted, so they are left alone, everywhere." in read(client, f"/deal/{deal_id}")


def test_resting_respecting_and_coming_back_are_said_on_the_page(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    person_id = person_of(client, deal_id)
    client.post(f"/deal/{deal_id}/rest", {"until_on": LATER, "key": "k1", "after": "deal"})
    assert "Resting until" in read(client, f"/deal/{deal_id}")
    client.post(f"/deal/{deal_id}/no", {"person_id": person_id, "key": "k2", "after": "deal"})
    assert "Left alone" in read(client, f"/deal/{deal_id}")
    client.post("/undo", {"key": "k3", "deal": deal_id, "after": "deal"})
    assert "Left alone since" not in read(client, f"/deal/{deal_id}")
    said = {"channel": "mail", "person_id": person_id, "words": "Our budget is approved.", "key": "k4", "after": "deal"}
    client.post(f"/deal/{deal_id}/inbound", said)
    words = read(client, f"/deal/{deal_id}")
    assert "Our budget is approved." in words
    assert "They got in touch again" in words


@pytest.mark.parametrize(
    ("verb", "said", "shown"),
    [
        ("reason", {"source": "buyer", "reason": "price", "words": "Twice the price."}, "Twice the price."),
        ("permission", {"state": "granted", "words": "Call in May"}, "May be contacted again"),
        ("signal", {"kind": "someone_new", "words": "A new chief"}, ""),
        ("person", {"name": "Gordon Moss", "role": "economic_buyer", "stance": "for"}, "Gordon Moss"),
        ("closing", {"channel": "mail", "words": "Thank you for telling me straight."}, "Thank you for telling me"),
        ("reopen", {"words": "They called"}, "Opened again"),
        ("win", {"words": "Signed"}, "Won back"),
        ("touch", {"outcome": "spoke", "channel": "visit", "words": "In the hall"}, "In the hall"),
    ],
)
def test_every_verb_of_the_page_acts(house: House, client: Client, verb: str, said: dict[str, str], shown: str) -> None:
    deal_id = add_tamarack(house)
    named = {"person_id": person_of(client, deal_id), "key": "k1", "after": "deal"}
    response = client.post(f"/deal/{deal_id}/{verb}", {**named, **said})
    assert response.status_code == 303
    assert shown in read(client, f"/deal/{deal_id}")


def test_a_deal_that_is_open_again_can_be_lost_again(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    client.post(f"/deal/{deal_id}/reopen", {"key": "k1", "after": "deal"})
    client.post(
        f"/deal/{deal_id}/lose", {"verdict": "not_now", "words": "Again the board", "key": "k2", "after": "deal"}
    )
    assert "Again the board" in read(client, f"/deal/{deal_id}")


def test_the_book_finds_by_a_part_of_a_name(house: House, client: Client) -> None:
    add_tamarack(house)
    assert "1 deal holds “tamar”." in read(client, "/book?q=tamar")
    assert "Nobody by that name." in read(client, "/book?q=zzz")
    assert "Tamarack" in read(client, "/book?sort=no&whose=nobody&after=x&standing=none&view=table")


def test_a_file_is_shown_before_it_is_kept_and_then_brought_in(client: Client) -> None:
    page = upload(client, EXPORT)
    words = words_of(page)
    assert "We read your file. Does this look right?" in words
    assert "Halvorsen Clinic" in words
    assert "No lost deals yet." in read(client, "/book")
    done = client.post("/import/check", {**fields_of(page), "do": "bring", "key": "k1"}, follow=True)
    assert done.status_code == 200
    assert "2 rows. 2 created, 0 updated, 0 skipped, 0 rejected." in words_of(done.content.decode())
    assert "2 lost deals." in read(client, "/book")
    assert "lost.csv" in read(client, "/import")


def test_a_column_can_be_given_another_meaning(client: Client) -> None:
    page = upload(client, EXPORT)
    said = fields_of(page)
    at = [column for column, _ in json.loads(said["columns"][0])].index("Opportunity Name")
    said["field"][at] = "keep"
    again = client.post("/import/check", {**said, "do": "check", "key": "k1"}).content.decode()
    at = [column for column, _ in json.loads(fields_of(again)["columns"][0])].index("Opportunity Name")
    assert fields_of(again)["field"][at] == "keep"
    # What was said at the first look holds at the third.
    third = client.post("/import/check", {**fields_of(again), "do": "check", "key": "k1"}).content.decode()
    assert fields_of(third)["field"] == fields_of(again)["field"]


def test_a_book_of_ours_that_was_taken_along_shows_what_each_of_its_columns_is(house: House, client: Client) -> None:
    add_tamarack(house)
    said = fields_of(upload(client, export_book(acting(house)).content.decode()))
    guesses = [field for _, field in json.loads(said["columns"][0])]
    assert said["field"] == guesses
    assert {"own.rep", "own.no", "leave"} < set(guesses)
    done = client.post("/import/check", {**said, "do": "bring", "key": "k1"}, follow=True)
    assert "0 created, 0 updated, 1 skipped, 0 rejected" in words_of(done.content.decode())


def test_a_file_with_hundreds_of_columns_comes_in_whole(client: Client) -> None:
    header = ",".join(["Account Name", "Stage", "Close Date", *(f"Property {number}" for number in range(420))])
    row = ",".join(["Halvorsen Clinic", "Closed Lost", "2026-01-09", *("x" for _ in range(420))])
    said = fields_of(upload(client, f"{header}\n{row}\n"))
    assert len(said["field"]) == 423
    done = client.post("/import/check", {**said, "do": "bring", "key": "k1"}, follow=True)
    assert "1 created" in words_of(done.content.decode())


def test_a_form_that_makes_no_sense_brings_nothing_in(client: Client) -> None:
    said = fields_of(upload(client, EXPORT))
    done = client.post("/import/check", {**said, "columns": "5", "do": "check", "key": "k1"})
    assert done.status_code == 200
    assert client.post("/import/check", {"file": "made up", "do": "bring", "key": "k1"}).status_code == 422
    assert "No lost deals yet." in read(client, "/book")


def test_a_file_that_is_none_is_refused_in_one_sentence(client: Client) -> None:
    response = client.post("/import", {"file": as_file("lost.pdf", b"%PDF-1.4 nothing"), "kind": "auto"})
    assert response.status_code == 422
    assert "this is a PDF; export the list as CSV or XLSX instead" in words_of(response.content.decode())


def test_a_file_of_somebody_else_is_not_to_be_had(house: House, client: Client) -> None:
    said = fields_of(upload(client, EXPORT))
    response = sign_in(open_house("ben")).post("/import/check", {**said, "do": "bring", "key": "k1"})
    assert response.status_code == 422
    assert "Choose it once more." in words_of(response.content.decode())


def test_the_first_morning_is_named_before_anything_is_kept(house: House, client: Client) -> None:
    # Also on a Sunday.
    change_member(house.writing(), house.owner_id, working_days="1234567")
    people = (
        "Account Name,Opportunity Name,Stage,Close Date,Amount,Loss Reason,Contact,Phone\n"
        "Halvorsen Clinic,Seren sealer,Closed Lost,2026-01-09,138000,budget frozen,Ann Lee,+1 612 5550101\n"
    )
    words = words_of(upload(client, people))
    assert "Your first Today" in words
    assert "Ann Lee, $138,000" in words
    assert "No lost deals yet." in read(client, "/book")


def test_a_question_is_answered_on_the_page_and_the_answer_is_kept(client: Client) -> None:
    asked = EXPORT.replace("Closed Lost", "Parked", 1)
    page = upload(client, asked)
    column = html.unescape(re.findall(r'name="asked" value="([^"]*)"', page)[0])
    said = {**fields_of(page), "asked": [column], "answer": ["lost"], "do": "check", "key": "k1"}
    again = client.post("/import/check", said).content.decode()
    assert "What you answered (1)" in words_of(again)
    assert '<option value="lost" selected>' in again
    # An answer can be changed, taken away, and given again.
    changed = client.post("/import/check", {**fields_of(again), "answer": ["open"], "do": "check", "key": "k1"})
    assert '<option value="open" selected>' in changed.content.decode()
    open_again = client.post("/import/check", {**fields_of(again), "answer": [""], "do": "check", "key": "k1"})
    assert "1 question" in words_of(open_again.content.decode())
    client.post("/import/check", {**fields_of(again), "do": "bring", "key": "k2"})
    assert "2 lost deals." in read(client, "/book")


def test_what_kind_of_list_it_is_is_asked_first_and_the_answer_reads_the_file_anew(client: Client) -> None:
    rows = "ann,Ann Lee,2026-01-11,Rep\nben,Ben Orr,2026-02-11,Rep\n"
    page = upload(client, f"Username,Full name,Last login,Profile\n{rows}")
    assert fields_of(page)["asked"] == ["*kind"]
    assert "2 rows. Nothing is saved until you say so" in words_of(page)
    assert "the users of a system" in words_of(page)
    assert "Keep note of it all the same" not in page
    as_people = client.post("/import/check", {**fields_of(page), "answer": ["people"], "do": "check", "key": "k1"})
    people = as_people.content.decode()
    assert "2 rows of people" in words_of(people)
    assert "What you answered (1)" in words_of(people)
    # Another answer reads it anew once more, and none asks again.
    said = fields_of(people)
    at = said["asked"].index("*kind")
    for answer, words in (("accounts", "2 rows of accounts"), ("", "2 rows. Nothing is saved")):
        changed = [answer if n == at else one for n, one in enumerate(said["answer"])]
        again = client.post("/import/check", {**said, "answer": changed, "do": "check", "key": "k1"})
        assert words in words_of(again.content.decode())


def test_an_answer_of_an_earlier_file_is_shown_and_can_be_corrected(client: Client) -> None:
    parked = EXPORT.replace("Closed Lost", "Parked", 1)
    page = upload(client, parked)
    client.post("/import/check", {**fields_of(page), "answer": ["lost"], "do": "bring", "key": "k1"})
    newer = upload(client, parked.replace("Halvorsen", "Fernhill"))
    assert "This was said of an earlier file." in words_of(newer)
    assert "as was said about an earlier file of this kind" in words_of(newer)
    assert fields_of(newer)["answer"] == ["lost"]
    right = client.post("/import/check", {**fields_of(newer), "answer": ["open"], "do": "check", "key": "k2"})
    assert fields_of(right.content.decode())["answer"] == ["open"]
    assert "as was said about an earlier file" not in words_of(right.content.decode())


def test_a_very_file_that_is_in_leads_to_what_became_of_it(client: Client) -> None:
    page = upload(client, EXPORT)
    done = client.post("/import/check", {**fields_of(page), "do": "bring", "key": "k1"}, follow=True)
    again = client.post("/import", {"file": as_file("lost.csv", EXPORT.encode()), "kind": "auto"}, follow=True)
    assert again.redirect_chain[-1][0] == f"{done.redirect_chain[-1][0]}?again=1"
    assert "This very file is in already." in words_of(again.content.decode())
    # Another tab still shows the columns: what it says of the file would come to nothing.
    kept = client.post("/import", {"file": as_file("more.csv", f"{EXPORT}\n".encode()), "kind": "auto"})
    said = fields_of(kept.content.decode())
    client.post("/import/check", {**said, "do": "bring", "key": "k2"})
    refilled = client.post("/import", {"file": as_file("more.csv", f"{EXPORT}\n".encode()), "kind": "auto"})
    assert refilled.status_code == 303


def test_a_file_that_stopped_on_the_way_stands_on_today_with_how_far_it_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*said: object) -> None:
        raise RefusedError("The book is being looked after by somebody else.")

    monkeypatch.setattr(background, "store_file", stop)
    said = fields_of(upload(client, EXPORT))
    refused = client.post("/import/check", {**said, "do": "bring", "key": "k1"})
    assert refused.status_code == 422
    assert "Not brought in. The book is being looked after by somebody else." in words_of(refused.content.decode())
    assert "It stopped on the way: 0 of 2 rows are in. Open it to go on." in read(client, "/")


def test_a_file_without_rows_says_so(client: Client) -> None:
    words = words_of(upload(client, EXPORT.splitlines()[0]))
    assert "This file has no rows." in words
    assert "Keep note of it all the same" not in words


def test_a_column_moved_after_its_question_was_answered_is_what_was_said_last(client: Client) -> None:
    page = upload(client, EXPORT.replace("Close Date", "Date 2", 1))
    column = html.unescape(re.findall(r'name="asked" value="([^"]*)"', page)[0])
    assert column == "Date 2"
    answered = {**fields_of(page), "answer": ["deal.created_on"], "do": "check", "key": "k1"}
    said = fields_of(client.post("/import/check", answered).content.decode())
    at = [name for name, _ in json.loads(said["columns"][0])].index("Date 2")
    assert said["field"][at] == "deal.created_on"
    said["field"][at] = "deal.closed_on"
    again = fields_of(client.post("/import/check", {**said, "do": "check", "key": "k1"}).content.decode())
    assert again["field"][at] == "deal.closed_on"


def test_a_file_says_how_many_wait_for_a_day_in_a_note_and_is_taken_back_from_its_page(client: Client) -> None:
    page = upload(client, f"{EXPORT}Ashgrove,Wraps,Closed Lost,2026-02-09,1000,Call back on {LATER},blue\n")
    done = client.post("/import/check", {**fields_of(page), "do": "bring", "key": "k1"}, follow=True)
    where = done.redirect_chain[-1][0]
    assert "One deal waits for a day that your notes name." in words_of(done.content.decode())
    command = re.findall(r'name="command_id" value="([0-9a-f-]+)"', done.content.decode())[0]
    # A press too many takes no file back, and none is offered where it was not looked for.
    refused = words_of(client.post("/undo", {"key": "k3"}, headers={"HX-Request": "true"}).content.decode())
    assert "A whole file is taken back on its page, under Import. Last: Brought in" in refused
    back = client.post(f"{where}/back", {"command_id": command, "key": "k2"})
    assert "Nothing of it is left" in words_of(back.content.decode())
    assert "This file was taken back." in read(client, where)
    assert "No lost deals yet." in read(client, "/book")


def test_rejected_rows_and_the_book_are_taken_along_as_files(client: Client) -> None:
    page = upload(client, EXPORT + "Nobody,,Closed Lost,2026-01-01,1,2,3,4\n")
    done = client.post("/import/check", {**fields_of(page), "do": "bring", "key": "k1"}, follow=True)
    where = done.redirect_chain[-1][0]
    rejected = client.get(f"{where}/rejected.csv")
    assert rejected["Content-Type"] == "text/csv; charset=utf-8"
    assert "Why it was not taken" in rejected.content.decode("utf-8-sig").splitlines()[0]
    assert "Halvorsen Clinic" in client.get("/book/export.csv").content.decode("utf-8-sig")
    assert client.get("/book/export.xlsx").content.startswith(b"PK")
    assert client.get("/book/export.pdf").status_code == 404


def test_pairs_that_look_alike_are_decided_on_their_page(client: Client) -> None:
    twins = EXPORT + "Halvorsen,Wraps,Closed Lost,2026-02-09,1000,price,blue\n"
    page = upload(client, twins)
    client.post("/import/check", {**fields_of(page), "do": "bring", "key": "k1"})
    page = client.get("/matches").content.decode()
    assert "The names differ only in clinic" in words_of(page)
    where = re.findall(r'action="(/matches/[0-9a-f-]+)"', page)[0]
    after = client.post(where, {"are": "two", "key": "k2"}, follow=True)
    assert "Nothing here looks like one thing twice." in words_of(after.content.decode())


def upload(client: Client, text: str) -> str:
    """Choose a file on the page, and return the page that shows what it would become."""
    response = client.post("/import", {"file": as_file("lost.csv", text.encode()), "kind": "auto"})
    assert response.status_code == 200
    return response.content.decode()


def as_file(name: str, content: bytes) -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def fields_of(page: str) -> dict[str, list[str]]:
    """Read what the page's form would post."""
    form = page[page.index('action="/import/check"') :]
    found: dict[str, list[str]] = {}
    for name in ("file", "kind", "columns", "moved", "questions", "remembered", "asked"):
        found[name] = [html.unescape(value) for value in re.findall(rf'name="{name}" value="([^"]*)"', form)]
    for name in ("field", "answer"):
        selects = re.findall(rf'<select[^>]* name="{name}".*?</select>', form, flags=re.DOTALL)
        chosen = [re.findall(r'<option value="([^"]*)" selected>', select) for select in selects]
        found[name] = [(one or [""])[0] for one in chosen]
    return found


def test_the_morning_is_planned_by_a_button_and_worked_through(house: House, client: Client) -> None:
    deal_id = add_tamarack(house)
    assert client.post("/plan").status_code == 303
    words = read(client, "/")
    assert "lost deals are in the book. Planning takes a moment" not in words
    assert client.post(f"/deal/{deal_id}/rest", {"until_on": LATER, "key": "k9", "after": "today"}).status_code == 303
    assert '<div class="toast">' in client.get("/").content.decode()
