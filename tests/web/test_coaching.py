"""Coach and Signals through the browser's face, without a script: who may, what is shown, what a press does."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rekindle.book.write.users import user_of_member
from rekindle.desk.morning import plan_workspace
from tests.desk.teams import lose_and_hear, make_team
from tests.support.cast import NOW, make_workspace
from tests.web.house import sign_in


@pytest.fixture
def team(sqlite_book):
    return make_team()


def come_in(team, member_id):
    """Return a client signed in as a member of the team."""
    client = Client(SERVER_NAME="127.0.0.1")
    user_id = user_of_member(team.house.workspace_id, member_id)
    client.force_login(get_user_model()._default_manager.get(pk=user_id))
    return client


def words_of(response):
    """Return what a page says."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_rep_is_told_what_to_do_and_one_who_works_alone_why_there_is_nothing(team):
    rep = come_in(team, team.devon).get("/coach")
    assert (rep.status_code, "ask an admin of this book to make you a coach" in words_of(rep)) == (403, True)
    alone = sign_in(make_workspace("alone")).get("/coach")
    assert (alone.status_code, "Coaching takes two." in words_of(alone)) == (200, True)
    search = sign_in(make_workspace("search", pack="job_search")).get("/coach")
    assert (search.status_code, "Nobody looks over your shoulder here." in words_of(search)) == (200, True)


@pytest.mark.parametrize("deals", [7, 14])
def test_the_page_asks_as_many_questions_for_many_deals_as_for_few(team, deals):
    for at in range(deals):
        lose_and_hear(team, team.devon if at % 2 else team.priya, at, "price", "not_understood")
    plan_workspace(team.house.workspace_id, NOW)
    client = come_in(team, team.tomas)
    counts = []
    for path in ("/coach", "/signals"):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts == QUERIES


QUERIES = [13, 7]


def test_a_coach_puts_a_conversation_on_the_list_reads_the_loss_and_takes_it_off(team):
    for at in range(6):
        lost = lose_and_hear(team, team.devon, at, "price", "not_understood")
    plan_workspace(team.house.workspace_id, NOW)
    client = come_in(team, team.tomas)
    page = client.get("/coach").content.decode()
    card = page[page.index("<article") : page.index("</article>")]
    said = dict(re.findall(r'name="(\w+)" value="([^"]*)"', card)) | {"do": "keep"}
    assert client.post("/coach/talk", said)["Location"] == "/coach"
    listed = client.get("/coach")
    assert "On your list for the next 1:1" in words_of(listed)
    review = client.get(f"/coach/deal/{lost.deal_id}")
    assert "Neither is wrong: each saw their own part of it." in words_of(review)
    kept_id = re.findall(r'name="kept_id" value="([^"]+)"', listed.content.decode())[0]
    client.post("/coach/done", {"key": "d", "kept_id": kept_id})
    assert "Nothing yet." in words_of(client.get("/coach"))


def test_what_a_review_came_to_stands_on_the_page_and_on_the_deal(team):
    lost = lose_and_hear(team, team.devon, 0)
    client = come_in(team, team.tomas)
    path = f"/coach/deal/{lost.deal_id}"
    assert client.post(path, {"key": "a", "words": ""}).status_code == 422
    assert client.post(path, {"key": "b", "words": "Meet the OR first."}).status_code == 303
    assert "Meet the OR first." in words_of(client.get(path))
    month = f"/coach/month/{team.devon}/2026-05"
    client.post(month, {"key": "c", "words": "Ask for week one."})
    assert "Ask for week one." in words_of(come_in(team, team.devon).get(month))
    assert come_in(team, team.priya).get(month).status_code == 403


def test_what_was_handed_out_is_on_todays_page_of_the_member_until_taken(team):
    coach, devon = come_in(team, team.tomas), come_in(team, team.devon)
    key = re.findall(r'<option value="(asset:[^"]+)"', coach.get("/coach").content.decode())[0]
    coach.post("/coach/hand", {"key": "a", "member_id": str(team.devon), "what": key, "words": "For Lakemont."})
    page = devon.get("/").content.decode()
    assert "For Lakemont." in page
    assert "For Lakemont." not in come_in(team, team.priya).get("/").content.decode()
    kept_id = re.findall(r'name="kept_id" value="([^"]+)"', page)[0]
    assert devon.post("/coach/done", {"key": "b", "kept_id": kept_id, "after": "today"})["Location"] == "/"
    assert "For Lakemont." not in devon.get("/").content.decode()


def test_a_pasted_list_is_looked_at_then_kept_then_taken_back(team):
    lost = lose_and_hear(team, team.devon, 0, "budget")
    plan_workspace(team.house.workspace_id, NOW)
    name = f"Clinic {team.devon.hex[-4:]} 0"
    client = come_in(team, team.devon)
    seen = client.post("/signals/check", {"lines": f"{name}, budget season\nNobody Hospital, recall"})
    assert "One line unlocks one loss." in words_of(seen)
    assert "Row 2: Nobody Hospital" in words_of(seen)
    handle = re.findall(r'name="file" value="([^"]+)"', seen.content.decode())[0]
    kept = client.post("/signals/keep", {"key": "k", "file": handle, "row": "1"}, follow=True)
    assert f"/deal/{lost.deal_id}" in kept.content.decode()
    client.post("/undo", {"key": "u"})
    assert "Nothing was noticed yet." in words_of(client.get("/signals"))


def test_one_line_by_hand_takes_the_same_way(team):
    lose_and_hear(team, team.devon, 0, "budget")
    plan_workspace(team.house.workspace_id, NOW)
    name = f"Clinic {team.devon.hex[-4:]} 0"
    client = come_in(team, team.devon)
    seen = client.post("/signals/check", {"by": "hand", "kind": "budget_season", "who": name, "words": "a, b"})
    assert "One line unlocks one loss." in words_of(seen)
    missing = client.post("/signals/check", {"by": "hand", "kind": "budget_season", "who": ""})
    assert (missing.status_code, "Write an account, a person or a product." in words_of(missing)) == (422, True)
    assert client.post("/signals/check", {"lines": ""}).status_code == 422


def test_a_list_that_is_not_waiting_any_more_is_asked_for_again(team):
    answer = come_in(team, team.devon).post("/signals/keep", {"key": "k", "file": "made-up", "row": "1"})
    assert (answer.status_code, "Choose it once more." in words_of(answer)) == (422, True)
