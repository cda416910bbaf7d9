"""Patterns in the browser: asked for, shown for the team or for oneself, and taken along."""

import pytest

from tests.support.cast import House, lose_a_deal, make_member
from tests.support.databases import Book
from tests.web.house import open_house, sign_in


@pytest.fixture
def house(sqlite_book: Book) -> House:
    house = open_house()
    lose_a_deal(house, competitor="<script>alert(1)</script>")
    lose_a_deal(house, account="Lakemont", reason="price", owner_id=make_member(house))
    return house


def test_patterns_are_worked_out_when_somebody_asks_and_then_shown(house: House) -> None:
    client = sign_in(house)
    assert "Not worked out yet" in client.get("/patterns").content.decode()

    answer = client.post("/patterns/anew", {"whose": "mine"})
    assert (answer.status_code, answer["Location"]) == (303, "/patterns?whose=mine")
    mine, team = (client.get(path).content.decode() for path in (answer["Location"], "/patterns"))
    assert "of 1<" in mine and "of 2<" in team
    assert 'href="/book?view=table&amp;reason=budget&amp;whose=mine"' in mine
    assert 'href="/book?view=table&amp;reason=price"' in team and "reason=price" not in mine


def test_a_link_to_a_chart_keeps_whose_deals_and_which_months(house: House) -> None:
    client = sign_in(house)
    answer = client.post("/patterns/anew", {"whose": "mine", "months": "12"})
    assert answer["Location"] == "/patterns?whose=mine&months=12"
    page = client.get(answer["Location"]).content.decode()
    for link in (
        "/patterns?whose=mine&amp;months=12#why",
        "/patterns/why.csv?whose=mine&amp;months=12",
        "?whose=team&amp;months=12",
    ):
        assert f'{link}"' in page
    assert "in the last 12 months" in page and "in the last" not in client.get("/patterns?months=-1").content.decode()


def test_what_others_wrote_is_text_on_the_page(house: House) -> None:
    client = sign_in(house)
    client.post("/patterns/anew")
    page = client.get("/patterns").content.decode()

    assert "<script>alert" not in page
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in page


def test_a_panel_is_taken_along_as_a_file_and_only_one_that_there_is(house: House) -> None:
    client = sign_in(house)
    assert client.get("/patterns/why.csv").status_code == 404
    client.post("/patterns/anew")

    taken = client.get("/patterns/why.csv?whose=mine")
    assert taken["Content-Type"] == "text/csv; charset=utf-8"
    assert taken["Content-Disposition"].startswith("attachment; filename*=UTF-8''rekindle-maya-why-mine-")
    assert taken.content.decode("utf-8-sig").splitlines()[1].startswith("Budget froze,0,")
    assert client.get("/patterns/secrets.csv").status_code == 404
    assert client.get("/patterns/why.exe").status_code == 404


def test_nobody_sees_the_patterns_of_another_book(house: House) -> None:
    sign_in(house).post("/patterns/anew")
    stranger = sign_in(open_house("ben"))

    assert "No lost deals yet" in stranger.get("/patterns").content.decode()
    assert stranger.get("/patterns/why.csv").status_code == 404
