"""The playbook in the browser: read by all, changed by some, without a script, one version at a time."""

import re
from html import unescape
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rekindle.book.models import Member
from rekindle.book.read.playbooks import list_edits
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.morning import plan_workspace
from rekindle.desk.playbooks import playbook_of
from rekindle.playbook import Playbook
from rekindle.terms.people import MemberRole
from tests.desk.support import new_key
from tests.support.cast import NOW, House, lose_a_deal, make_workspace
from tests.web.house import open_house, sign_in

WORDS = "/playbook/entry/words"
MAIL = "promised.mail.budget"
PAGES = [
    "/playbook",
    "/playbook/reason/budget",
    "/playbook/reason/no",
    "/playbook/library",
    "/playbook/library?reason=price",
    "/playbook/words",
    "/playbook/parts",
    "/playbook/versions",
    f"{WORDS}?key={MAIL}",
    f"{WORDS}?new",
    "/playbook/entry/assets?new",
    "/playbook/entry/plays?key=hello",
    "/playbook/entry/shapes?key=flat_year",
    "/playbook/entry/sequences?key=next_budget",
    "/playbook/entry/caps",
    "/playbook/entry/pack",
]


@pytest.fixture
def house(sqlite_book) -> House:
    made = open_house()
    lose_a_deal(made)
    plan_workspace(made.workspace_id, NOW)
    return made


def text_of(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(words))


def in_force(house: House) -> Playbook:
    return playbook_of(read_workspace(house.workspace_id))


def versions(house: House) -> list[int]:
    return [one.number for one in list_edits(house.workspace_id, "medical")]


def form_of(client: Client, where: str) -> dict[str, object]:
    """Return what a browser would send of the form on a page, untouched."""
    html = client.get(where).content.decode()
    form = html[html.index('<form class="card sheet" id="entry"') :]
    form = form[: form.index("</form>")]
    fields: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            fields.setdefault(name[1], [])
            fields[name[1]].append(unescape(value[1]) if value else "")
    for name, inside in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        fields[name] = unescape(inside)
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        fields[name] = chosen[1] if chosen else ""
    return fields


def keep(client: Client, where: str, act: str = "keep", **typed: object):
    return client.post(where.partition("?")[0], {**form_of(client, where), "act": act, "because": "To try.", **typed})


def make_rep(house: House) -> None:
    Member.objects.within(house.workspace_id).filter(pk=house.owner_id).update(role=MemberRole.REP)


@pytest.mark.parametrize("role", [MemberRole.ADMIN, MemberRole.REP])
def test_every_page_answers_for_who_may_change_it_and_for_who_may_read_it(house: House, role: MemberRole) -> None:
    if role == MemberRole.REP:
        make_rep(house)
    client = sign_in(house)
    if role == MemberRole.ADMIN:
        keep(client, "/playbook/entry/caps", gap_days="60")
        assert "1 thing" in text_of(client.get("/playbook/versions/2")).replace("One", "1")
    assert {where: client.get(where).status_code for where in PAGES} == dict.fromkeys(PAGES, HTTPStatus.OK)


def test_a_reason_leads_to_its_angle_things_words_plays_and_pace(house: House) -> None:
    said = text_of(sign_in(house).get("/playbook/reason/budget"))
    for words in (
        "Help them win the next capital round.",
        "Nobody was got back to after such a loss yet.",
        "Capital season: four touches",
        "Day 60",
        "Never closer than 56 days to one person",
        "Lease, rent or buy: one-page sums",
        "Not used yet",
        "Keep the date",
    ):
        assert words in said


def test_an_angle_is_changed_by_a_plain_form_and_the_change_is_on_record(house: House) -> None:
    client = sign_in(house)
    answer = keep(client, "/playbook/entry/reasons?key=budget", angle="Bring the sums.")

    assert (answer.status_code, answer["Location"]) == (HTTPStatus.SEE_OTHER, "/playbook/reason/budget")
    assert "Bring the sums." in text_of(client.get("/playbook/reason/budget"))
    assert "Medical, version 2, Maya Brandt, " in text_of(client.get("/playbook"))
    listed = text_of(client.get("/playbook/versions"))
    assert "To try." in listed and "In force" in listed
    compared = text_of(client.get("/playbook/versions/2"))
    assert "reasons.budget.angle" in compared
    assert "Help them win the next capital round." in compared and "Bring the sums." in compared


def test_an_earlier_version_is_restored_and_the_restoring_undone(house: House) -> None:
    client = sign_in(house)
    keep(client, "/playbook/entry/reasons?key=budget", angle="Bring the sums.")
    where = "/playbook/versions/1/restore"

    assert "Say in a few words why" in text_of(client.post(where, {"key": new_key(), "because": ""}))
    answer = client.post(where, {"key": new_key(), "because": "It was better."})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert in_force(house).reasons["budget"].angle == "Help them win the next capital round."
    client.post("/undo", {"key": new_key()})
    assert in_force(house).reasons["budget"].angle == "Bring the sums."


def test_what_cannot_be_kept_says_where_and_why_and_keeps_what_was_typed(house: House) -> None:
    answer = keep(sign_in(house), "/playbook/entry/caps", gap_days="0", per_year="many")
    said = text_of(answer)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This must be 1 or more, is 0" in said and 'This must be a whole number, is "many"' in said
    assert 'value="many"' in answer.content.decode() and 'value="To try."' in answer.content.decode()
    assert versions(house) == []


def test_what_goes_wrong_elsewhere_is_said_with_its_file_and_key(house: House) -> None:
    answer = keep(sign_in(house), "/playbook/entry/plays?key=hello", **{"channels.visit": "10"})
    assert "words.toml: words.hello.visit.*: is missing; plays.hello.channels uses visit" in text_of(answer)


def test_words_that_hurt_are_said_why_and_kept_only_knowing_it(house: House) -> None:
    client, where = sign_in(house), f"{WORDS}?key={MAIL}"
    answer = keep(client, where, paragraphs="{greeting}, just checking in. {asset_title}.")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“just checking in” It says that you want something and have nothing to bring." in text_of(answer)
    assert versions(house) == []
    keep(client, where, paragraphs="{greeting}, just checking in. {asset_title}.", knowing="1")
    assert versions(house) == [2, 1]
    assert "One remark on its tone" in text_of(client.get("/playbook/words"))


@pytest.mark.parametrize("live", [True, False])
def test_words_are_tried_on_a_person_of_the_book_and_what_is_missing_is_named(house: House, live: bool) -> None:
    client, where = sign_in(house), f"{WORDS}?key={MAIL}"
    headers = {"HX-Request": "true"} if live else {}
    typed = {
        **form_of(client, where),
        "act": "look",
        "paragraphs": "{first_name} of {account}. You said “{promise_words}”. Act now.",
    }
    answer = client.post(WORDS, typed, headers=headers)
    said = text_of(answer)

    assert answer.status_code == HTTPStatus.OK
    assert ("<html" in answer.content.decode()) is not live
    assert "Dr. of Tamarack Regional." in said or "Lena of Tamarack Regional." in said
    assert "Not known: what they said about coming back, in their words ( {promise_words} )" in said
    assert "“Act now” Pressure is remembered longer than the offer." in said
    assert versions(house) == []


def test_something_to_bring_is_added_and_taken_away_again(house: House) -> None:
    client = sign_in(house)
    said = {"title": "Our page", "summary": "One page", "kind": "note", "reasons": ["price"], "roles": ["*"]}
    new = {"is_new": "1", "entry": "", "seen": "", "act": "keep", "because": "Ours", **said}
    refused = client.post("/playbook/entry/assets", {**new, "key": new_key(), "key0": "Our Page"})
    assert "Give it a name: lower-case letters" in text_of(refused) and "Our page" in refused.content.decode()
    wrong = client.post("/playbook/entry/assets", {**new, "key": new_key(), "key0": "our_page", "summary": ""})
    assert re.search(r'id="e-summary">This must not be empty', wrong.content.decode())
    client.post("/playbook/entry/assets", {**new, "key": new_key(), "key0": "our_page", "approved_by": "Legal"})
    assert in_force(house).assets["our_page"].approved_by == "Legal"
    assert "one of that name already" in text_of(
        client.post("/playbook/entry/assets", {**new, "key": new_key(), "key0": "our_page"})
    )
    keep(client, "/playbook/entry/assets?key=our_page", act="remove")
    assert "our_page" not in in_force(house).assets


def test_who_only_reads_finds_no_form_and_a_posted_one_changes_nothing(house: House) -> None:
    client = sign_in(house)
    typed = {**form_of(client, "/playbook/entry/caps"), "act": "keep", "because": "Me too", "gap_days": "1"}
    make_rep(house)

    page = client.get("/playbook/entry/caps")
    assert "Keep as a new version" not in text_of(page) and "Admins and coaches change the playbook." in text_of(page)
    answer = client.post("/playbook/entry/caps", typed)
    assert (answer.status_code, versions(house)) == (HTTPStatus.UNPROCESSABLE_ENTITY, [])


def test_an_empty_book_says_that_nobody_is_there_to_try_words_on(sqlite_book) -> None:
    client = sign_in(open_house())
    assert "None lost so far" in text_of(client.get("/playbook"))
    assert "Nobody is in the book yet to try it on." in text_of(client.get(f"{WORDS}?key={MAIL}"))
    assert "Nothing was changed here yet." in text_of(client.get("/playbook/versions"))


@pytest.mark.parametrize(
    "where",
    [
        "/playbook/reason/nosuch",
        "/playbook/entry/nosuch?key=x",
        "/playbook/entry/assets?key=gone",
        "/playbook/versions/7",
    ],
)
def test_what_is_not_there_is_not_found(house: House, where: str) -> None:
    assert sign_in(house).get(where).status_code == HTTPStatus.NOT_FOUND


def test_somebody_elses_people_are_not_tried_on(house: House) -> None:
    theirs = lose_a_deal(make_workspace("there"), account="Lakemont", person="Dr. Amit Rao", mail="a@lakemont.example")
    said = text_of(sign_in(house).get(f"{WORDS}?key={MAIL}&deal={theirs.deal_id}"))
    assert "Rao" not in said and "Tamarack Regional" in said


def test_a_breakout_reads_it_in_their_own_words(sqlite_book) -> None:
    made = open_house()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE workspace SET pack = 'job_search' WHERE id = %s", [made.workspace_id.hex])
    said = text_of(sign_in(made).get("/playbook"))
    assert "Stay on their radar: four small notes" in said and "Notes from shadowing two spine cases" in said
    assert "capital" not in said


def test_the_pages_ask_as_little_of_a_large_book_as_of_a_small_one(house: House) -> None:
    client = sign_in(house)

    def count() -> dict[str, int]:
        asked = {}
        for where in PAGES:
            client.get(where)
            with CaptureQueriesContext(connection) as found:
                client.get(where)
            asked[where] = len(found)
        return asked

    small = count()
    for nth in range(12):
        lose_a_deal(house, account=f"Clinic {nth}", person=f"Dr. Nora {nth}", mail=f"n{nth}@clinic.example")
    plan_workspace(house.workspace_id, NOW)
    assert count() == small
    assert small["/playbook"] <= 12
