"""Every page drawn from hand-made views: the words are there, the forms are whole, the policy is kept."""

import re
from functools import cache

import pytest
from django.test import Client, override_settings

from tests.web.card_maker import deal_id
from tests.web.errors import PATHS as ERRORS
from tests.web.people import TODAY, WHITFIELD

STATES = ["all-done", "quiet", "unplanned", "empty"]
PATHS = [
    "/",
    "/?sample=1&toast=spoke",
    "/?toast=no",
    "/?toast=refused",
    *(f"/state/{state}" for state in STATES),
    f"/deal/{deal_id(1)}",
    "/curve",
    "/refused",
    "/find",
    "/find?q=whit",
    "/practice",
    "/practice?did=1sn",
    "/bring",
    "/bring/nothing",
    "/account",
    "/account/new",
    "/book",
    "/book/board",
    "/book/none",
    "/book/nobody",
    "/add",
    "/import",
    "/import/check",
    "/import/done",
    "/debriefs",
    "/debriefs/none",
    "/debrief/call",
    "/debrief/own",
    "/debrief/send",
    "/debrief/ask",
    "/form",
    "/form/closed",
    "/playbook",
    "/playbook/new",
    "/playbook/library",
    "/playbook/bare",
    "/playbook/parts",
    "/playbook/entry",
    "/playbook/read",
    "/playbook/versions",
    "/playbook/unchanged",
    "/playbook/compared",
    "/patterns",
    "/patterns/few",
    "/patterns/unworked",
    "/patterns/none",
    "/coach",
    "/coach/quiet",
    "/coach/closed",
    "/coach/alone",
    "/coach/read",
    "/coach/month",
    "/coach/month/none",
    "/signals",
    "/signals/none",
    "/signals/list",
    "/settings",
    "/sign-in",
    "/link",
    "/gone",
    "/closed",
    "/matches",
    "/import/coming",
    "/import/stopped",
]


@cache
def draw(path: str) -> str:
    """Draw a page of the fixture site; it is drawn once, however many tests read it."""
    with override_settings(ROOT_URLCONF="tests.web.fixture_site"):
        response = Client(SERVER_NAME="127.0.0.1").get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("path", [*PATHS, *ERRORS])
def test_no_page_has_a_style_or_a_script_of_its_own(path: str) -> None:
    html = draw(path)
    assert re.findall(r"\sstyle=|<style|\son\w+=\"|javascript:", html) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", html) if " src=" not in tag] == []


@pytest.mark.parametrize("path", [*PATHS, *ERRORS])
def test_every_form_that_posts_has_a_token_and_every_verb_a_key(path: str) -> None:
    forms = re.findall(r'<form[^>]*method="post".*?</form>', draw(path))
    # The buyer has no session, and needs no cookie: the link alone lets them in.
    assert [form for form in forms if "csrfmiddlewaretoken" not in form and "data-paged" not in form] == []
    verbs = [form for form in forms if re.search(r'action="/(deal/|debrief/|book|playbook|undo|add)', form)]
    assert [form for form in verbs if not re.search(r'name="key" value="[0-9a-f-]{36}"', form)] == []


@pytest.mark.parametrize("path", [*PATHS, *ERRORS])
def test_no_id_is_given_twice(path: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', draw(path))
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", [*PATHS, *ERRORS])
def test_every_label_of_a_page_belongs_to_something_on_it(path: str) -> None:
    html = draw(path)
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    pointers = re.findall(r'\s(?:for|aria-labelledby|aria-describedby|form)="([^"]+)"', html)
    assert {name for pointer in pointers for name in pointer.split()} - ids == set()


@pytest.mark.parametrize("path", [*PATHS, *ERRORS])
def test_pages_raise_no_voice(path: str) -> None:
    words = re.sub(r"<[^>]+>|<!doctype html>", " ", draw(path))
    assert "!" not in words
    assert re.findall(r"just checking in|touch base|oops|overdue", words, re.IGNORECASE) == []


def test_today_lists_everybody_under_the_reason_to_act() -> None:
    html = draw("/")
    groups = re.findall(r'<h2 class="queue__group">(.*?)</h2>', html)
    assert groups == ["You promised", "Their window is open", "Something changed there", "Worth a hello"]
    people = re.findall(r'<span class="touch__who"><b dir="auto">(.*?)</b>', html)
    assert people == [card.person for group in TODAY.groups for card in group.cards]


def test_the_first_person_is_in_front_and_the_link_of_another_puts_them_there() -> None:
    assert _in_front("/") == [str(deal_id(1))]
    assert _in_front(f"/?deal={deal_id(6)}") == [str(deal_id(6))]


def test_a_link_to_somebody_who_is_done_puts_the_first_in_front() -> None:
    assert _in_front(f"/?deal={deal_id(99)}") == [str(deal_id(1))]
    assert _in_front("/?deal=not-an-id") == [str(deal_id(1))]


def _in_front(path: str) -> list[str]:
    cards = re.findall(r'<article class="focus"[^>]*>', draw(path))
    return [re.findall(r'data-card="([^"]+)"', card)[0] for card in cards if " hidden" not in card]


def test_the_card_says_everything_needed_to_act() -> None:
    html = draw("/")
    card = html[html.index(f'data-card="{deal_id(1)}"') : html.index(f'data-card="{deal_id(2)}"')]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", card)).replace("&#x27;", "'")
    assert WHITFIELD.quote is not None
    assert WHITFIELD.bring is not None
    for said in (
        "Call, about 6 min",
        "She asked for this call",
        "Dr. Lena Whitfield",
        "Chief of Surgery",
        WHITFIELD.quote.words,
        WHITFIELD.bring.title,
        *WHITFIELD.opening.paragraphs,
        WHITFIELD.opening.closing,
        "31 in 100 reopen likely 22 to 40, from 38 budget losses like this one",
        "Best window: now to 7 November",
        *WHITFIELD.kept,
        "$620,000",
        "Monday 3 November",
    ):
        assert said in words


def test_outcomes_and_rests_are_buttons_of_a_form() -> None:
    html = draw("/")
    card = html[html.index(f'data-card="{deal_id(1)}"') : html.index(f'data-card="{deal_id(2)}"')]
    assert re.findall(r'name="outcome" value="(\w+)" data-key="(\d)"', card) == [
        ("spoke", "1"),
        ("voicemail", "2"),
        ("no_answer", "3"),
        ("meeting", "4"),
    ]
    assert re.findall(r'name="until_on" value="([\d-]+)"', card) == ["2025-11-03", "2026-01-12", "2025-11-14"]
    assert f'formaction="/deal/{deal_id(1)}/no" data-respect' in card
    assert 'href="tel:+16125550100" data-main' in card


def test_a_mail_opens_as_a_draft_and_a_visit_has_its_outcome_as_the_loud_button() -> None:
    html = draw("/")
    assert 'href="mailto:a.rao@lakemont.example?subject=Week%20one%2C%20honestly&amp;body=Dr.%20Rao' in html
    fitch = html[html.index(f'data-card="{deal_id(7)}"') : html.index(f'data-card="{deal_id(8)}"')]
    assert re.findall(r'<button class="btn btn--main"[^>]*value="(\w+)"', fitch) == ["spoke"]


def test_who_is_left_alone_is_said_with_the_reason() -> None:
    html = draw("/")
    assert "Leaving alone today: 5" in html
    assert "He said no on 12 May. We took him at his word." in html


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("all-done", "That’s everyone."),
        ("quiet", "Nobody needs you today."),
        ("unplanned", "Plan this morning"),
        ("empty", "No lost deals yet."),
    ],
)
def test_an_empty_day_says_which_kind_of_empty(state: str, words: str) -> None:
    assert words in draw(f"/state/{state}")


def test_a_toast_offers_a_note_and_an_undo() -> None:
    html = draw("/?toast=spoke")
    toast = html[html.index('<div class="toast">') :]
    assert "Spoke: Dr. Lena Whitfield" in toast
    assert f'action="/deal/{deal_id(1)}/note"' in toast
    assert f'name="command_id" value="{deal_id(400)}"' in toast


def test_a_refusal_gives_the_words_back() -> None:
    html = draw("/?toast=refused")
    assert 'name="words" value="wants loaners"' in html


def test_a_sample_says_that_it_is_one_and_how_to_bring_your_own() -> None:
    html = draw("/?sample=1")
    assert "Nothing here is real." in html
    assert "Bring your own" in html
    assert "This is a sample book." not in draw("/")


def test_the_deal_says_who_claims_what_and_which_claim_counts() -> None:
    words = re.sub(r"<[^>]+>", " ", draw(f"/deal/{deal_id(1)}"))
    said = re.sub(r"\s+", " ", words)
    assert "Buyer Not now , Budget 11 February counts" in said
    assert "You Price 11 February" in said
    assert "Left alone. He said no on 12 May." in said
    assert "Lead Source Detail Trade show, hall 4" in said


def test_a_lost_deal_can_be_reopened_and_not_lost_again() -> None:
    html = draw(f"/deal/{deal_id(1)}")
    offered = re.findall(r'id="do-(\w+)"', html)
    assert "reopen" in offered
    assert "lose" not in offered


def test_a_refused_form_stands_open_with_its_error() -> None:
    html = draw("/refused")
    opened = re.findall(r'<details class="do" id="do-(\w+)" name="do" open>', html)
    assert opened == ["reason"]
    assert "Pick what was decided or why, or write their words." in html


def test_the_check_of_a_file_shows_each_column_with_an_example_and_the_question() -> None:
    html = draw("/import/check")
    head = r'<tr( class="is-ask")?> <th scope="row" id="c-\d-\d" dir="auto">(.*?)</th> '
    rows = re.findall(head + r'<td class="muted" dir="auto">(.*?)</td>', html)
    assert rows[0] == ("", "Account Name", "Tamarack Regional, Lakemont")
    assert rows[-2:] == [(' class="is-ask"', "Date 2", "11.02.2025"), ("", "Fax", "")]
    assert "1 column without a value to show" in html
    assert "nothing tells of what." in html
    assert "117" in html


def test_the_result_of_an_import_adds_up_and_lists_what_was_rejected() -> None:
    html = draw("/import/done")
    assert "512 rows. 486 created, 3 updated, 20 skipped, 3 rejected." in html
    assert "Row 17" in html


def test_who_has_no_password_yet_is_not_asked_for_it() -> None:
    html = draw("/settings")
    assert 'name="new"' in html
    assert 'name="current"' not in html
