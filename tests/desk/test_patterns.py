"""The page Patterns: what is kept, what each panel dares to say, whose deals it speaks of, and how old it is."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from rekindle.book.models import Pattern
from rekindle.book.read.once import reading_once
from rekindle.book.read.patterns import PatternRecord
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import RefusedError
from rekindle.desk.exporting.patterns import export_pattern
from rekindle.desk.patterns import are_old, patterns_due, refresh_patterns, work_out_due, work_out_patterns
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.book import show_book
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.show.patterns import PANELS, show_patterns
from rekindle.desk.show.patterns.saying import Told
from rekindle.desk.show.patterns.speaking import say
from tests.desk.support import acting
from tests.support.cast import NOW, House, lose_a_deal, make_member, make_workspace

QUERIES = 7


@pytest.fixture
def house(sqlite_book) -> House:
    house = make_workspace()
    lose_a_deal(house, competitor="=1+1")
    lose_a_deal(house, account="Lakemont", reason="price", owner_id=make_member(house))
    return house


def panel(house: House, key: str, **tables: list[dict]):
    """Show one panel of what a test says was worked out."""
    told = Told(PatternRecord(NOW, tables), playbook_of(read_workspace(house.workspace_id)), "USD", 15_000, "team")
    return PANELS[key](told, {})


def sides(**counts: tuple[int, int]) -> list[dict]:
    """Reasons, each with how many buyers and how many reps name it on the same deals."""
    none = {"agree": 0, "leans": 0}
    return [
        none
        | {"reason": reason, "in_force": buyers, "buyers": buyers, "reps": reps, "both_buyer": buyers, "both_rep": reps}
        for reason, (buyers, reps) in counts.items()
    ]


def test_before_anything_is_worked_out_the_page_says_so_and_works_nothing_out(house: House) -> None:
    view = show_patterns(acting(house))

    assert (view.as_of_words, view.panels, view.is_old, view.has_losses) == ("", (), True, True)
    with pytest.raises(RefusedError, match="not worked out yet"):
        export_pattern(acting(house), "why")


def test_an_empty_book_has_nothing_due(sqlite_book) -> None:
    house = make_workspace("new")
    assert patterns_due(NOW) == []
    assert not show_patterns(acting(house)).has_losses


def test_what_is_worked_out_is_kept_for_the_team_and_for_each_owner(house: House) -> None:
    refresh_patterns(acting(house))
    team, mine = show_patterns(acting(house)), show_patterns(acting(house), "mine")

    assert [view.answers[0].unit for view in (team, mine)] == ["of 2", "of 1"]
    assert [one.key for one in team.panels] == list(PANELS)
    assert team.has_team and (team.whose, mine.whose) == ("team", "mine")
    assert [bar.label for bar in mine.panels[0].bars] == ["Budget froze"]
    assert mine.panels[0].bars[0].query == "view=table&reason=budget&whose=mine"


def test_under_thirty_every_panel_counts_and_claims_nothing(house: House) -> None:
    refresh_patterns(acting(house))
    titles = {one.key: one.title for one in show_patterns(acting(house)).panels}

    assert titles["why"] == "Not enough to say yet: 2 of 30 losses with a reason."
    enough = {
        "freed": "No clear no is on record with its day yet.",
        "cross": "No two products were won at the same account yet.",
    }
    assert {key: title for key, title in titles.items() if not title.startswith("Not enough to say yet")} == enough


def test_another_workspace_sees_none_of_it(house: House) -> None:
    work_out_patterns(house.workspace_id, NOW)
    stranger = make_workspace("ben")
    lose_a_deal(stranger, account="Elsewhere")

    assert show_patterns(acting(stranger)).panels == ()
    work_out_patterns(stranger.workspace_id, NOW)
    assert show_patterns(acting(stranger)).answers[0].unit == "of 1"
    assert show_patterns(acting(house)).answers[0].unit == "of 2"


def test_patterns_are_due_at_the_morning_and_after_they_are_worked_out_no_more(house: House) -> None:
    workspace = read_workspace(house.workspace_id)
    assert patterns_due(NOW) == [house.workspace_id]
    # NOW is seven in the morning at this house.
    work_out_patterns(house.workspace_id, NOW)
    assert not are_old(workspace, NOW + timedelta(hours=23))
    assert are_old(workspace, NOW + timedelta(hours=24))


def test_working_out_twice_replaces_what_was_kept(house: House) -> None:
    work_out_patterns(house.workspace_id, NOW)
    work_out_patterns(house.workspace_id, NOW + timedelta(days=1))

    assert show_patterns(acting(house, NOW + timedelta(days=1))).as_of_words == "As of 15 October, 07:00"


def test_a_large_book_is_worked_out_elsewhere_where_there_is_an_elsewhere(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr("rekindle.desk.patterns.LARGE", 1)
    monkeypatch.setattr("rekindle.desk.patterns.work_elsewhere", [lambda *said: asked.append(said)])
    refresh_patterns(acting(house))
    assert asked == [(house.workspace_id, NOW)]
    assert show_patterns(acting(house)).panels == ()


def test_the_page_asks_a_fixed_number_of_questions(house: House) -> None:
    work_out_patterns(house.workspace_id, NOW)
    with reading_once(), CaptureQueriesContext(connection) as asked:
        show_patterns(acting(house))
    assert len(asked) <= QUERIES, [one["sql"] for one in asked]


def test_a_table_is_taken_along_without_a_formula(house: House) -> None:
    work_out_patterns(house.workspace_id, NOW)
    taken = export_pattern(acting(house), "combinations")
    rows = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig"), newline="")))

    assert taken.name == "rekindle-maya-combinations-team-2026-10-14.csv"
    assert rows[0][:6] == ["Reason", "Losses", "Came back", "Competitor", "Segment", "Stage"]
    assert sorted(row[3] for row in rows[1:]) == ["'=1+1", "Corvex"]
    for wrong in ({"panel": "secrets"}, {"panel": "why", "form": "exe"}):
        with pytest.raises(RefusedError):
            export_pattern(acting(house), **wrong)


def test_few_reasons_are_said_to_make_up_most_only_where_they_are_few(house: House) -> None:
    few = sides(budget=(42, 0), timing=(30, 0), price=(8, 0), service=(6, 0), other=(4, 0))
    assert panel(house, "why", reasons=few).title == "Two reasons make up 80 in 100 losses."

    even = sides(budget=(10, 0), timing=(9, 0), price=(9, 0), service=(8, 0), other=(9, 0))
    assert panel(house, "why", reasons=even).title == "No reason stands out among the losses."


def test_that_reps_say_otherwise_is_said_only_where_it_is_no_dice(house: House) -> None:
    rows = sides(budget=(40, 12), price=(8, 36))
    assert "Reps" not in panel(house, "why", reasons=rows).title
    rows[1]["leans"] = 1
    assert panel(house, "why", reasons=rows).title.endswith("Reps say “Price” more often than buyers do.")


def test_a_reason_comes_back_more_often_only_where_the_test_says_so(house: House) -> None:
    curve = [
        {"reason": None, "month": m, "back": m / 100, "low": m / 200, "high": m / 50, "followed": 90} for m in range(19)
    ]
    curves = curve + [row | {"reason": "budget"} for row in curve]
    sizes = [
        {"reason": reason, "losses": 90, "followed": 90, "returned": 9, "stands_out": 0} for reason in ("budget", None)
    ]
    plain = panel(house, "returns", returned=sizes, curves=curves)
    assert plain.title == "12 in 100 come back within twelve months, likely 6 to 24. No reason is shown to differ."
    assert [drawing.kind for drawing in plain.drawings] == ["wide", "narrow"]
    assert plain.table.rows[0] == ("Budget froze", 90, 90, 9, 6, 12, None, "likely 6 to 24 by month 12")

    sizes[0]["stands_out"] = 1
    assert (
        panel(house, "returns", returned=sizes, curves=curves).title
        == "“Budget froze” comes back more often than the rest."
    )


def test_lost_deals_take_more_hours_only_where_the_intervals_are_apart(house: House) -> None:
    def took(low: float) -> str:
        row = {"q10": 60, "q25": 600, "q75": 2400, "q90": 3000, "deals": 40}
        won = row | {"outcome": "won", "q50": 1260, "low": 1200, "high": 1320}
        return panel(
            house, "effort", effort=[won, row | {"outcome": "lost", "q50": 1920, "low": low, "high": 2000}]
        ).title

    assert took(1321) == "A lost deal takes 32 hours. A won one takes 21 hours."
    assert took(1320) == "A lost deal takes 32 hours. Whether a won one takes more or less cannot be told yet."


def test_touches_stand_beside_what_is_claimed_with_its_source(house: House) -> None:
    house_view = panel(house, "steps", steps=[])
    assert house_view.title == "Not enough to say yet: 0 of 30 returns."
    assert [claim.source.split(",")[0] for claim in house_view.claims] == [
        "Often laid to a National Sales Executive Association; no such association",
        "Velocify",
    ]


def test_a_deal_lost_since_is_not_in_until_it_is_worked_out_again(house: House) -> None:
    lose_a_deal(house, account="Third", lost_on=NOW.date() - timedelta(days=30))
    work_out_patterns(house.workspace_id, NOW - timedelta(days=60))
    assert show_patterns(acting(house)).answers[0].unit == "of 2"
    work_out_patterns(house.workspace_id, NOW)
    assert show_patterns(acting(house)).answers[0].unit == "of 3"


def test_a_period_counts_what_was_lost_or_won_in_it_and_leads_to_the_same_in_the_book(house: House) -> None:
    for name, days in (("Old", 500), ("Older", 900)):
        lose_a_deal(house, account=name, lost_on=NOW.date() - timedelta(days=days))
    work_out_patterns(house.workspace_id, NOW)

    def counted(months: int) -> tuple[str, str, int]:
        view = show_patterns(acting(house), "", months)
        return view.answers[0].unit, view.words.split(",")[0], view.months

    assert counted(12) == ("of 2", "Two losses in the last 12 months", 12)
    assert counted(24) == ("of 3", "Three losses in the last 24 months", 24)
    assert counted(7)[0] == counted(0)[0] == "of 4"
    queries = [QueryDict(bar.query) for bar in show_patterns(acting(house), "", 12).panels[0].bars]
    assert [(one["view"], one["since"]) for one in queries] == [("table", "2025-10-14")] * 2
    listed = show_book(acting(house), BookAsk(view="table", since=queries[0]["since"]))
    assert (len(listed.rows), [one.words for one in listed.narrowed]) == (2, ["Lost since 14 October last year"])
    assert len(show_book(acting(house), BookAsk(view="table", since="2025-99-99")).rows) == 4
    assert export_pattern(acting(house), "why", months=12).name == "rekindle-maya-why-team-12-months-2026-10-14.csv"


def test_a_period_that_holds_everything_is_said_to_be_what_it_is(house: House) -> None:
    work_out_patterns(house.workspace_id, NOW)
    assert show_patterns(acting(house), "mine", 24).words.startswith("One loss in the last 24 months")
    assert show_patterns(acting(house), "mine", 24).asked == "whose=mine&months=24"


def test_a_period_that_was_never_worked_out_is_not_taken_for_everything(house: House) -> None:
    work_out_patterns(house.workspace_id, NOW)
    Pattern.objects.within(house.workspace_id).exclude(months=0).delete()
    assert show_patterns(acting(house), "", 12).panels == ()


def test_who_breaks_in_reads_of_noes_and_never_of_losses(sqlite_book) -> None:
    house = make_workspace("jordan", pack="job_search")
    lose_a_deal(house, reason="timing")
    refresh_patterns(acting(house))
    view = show_patterns(acting(house))

    told = [view.words, *(part for one in view.panels for part in (one.title, one.note, one.foot, *one.words))]
    assert view.words == "One no since 11 February, none of them with the other side’s own reason."
    assert [words for words in told if "loss" in words.lower() or "lost" in words.lower()] == []
    assert say("A lost deal, “A lost deal” and losses.") == "A no, “A lost deal” and noes."


def test_where_no_return_is_on_record_that_is_what_is_said(house: House) -> None:
    nobody = {"reason": None, "losses": 486, "followed": 0, "returned": 0, "stands_out": 0}
    assert panel(house, "returns", returned=[nobody]).title == "No return is on record yet, among 486 losses."


def test_what_is_due_is_worked_out_for_every_workspace_that_lost_something(house: House) -> None:
    other = make_workspace("ben")
    lose_a_deal(other)
    make_workspace("new")

    assert work_out_due(NOW) == 2
    assert (work_out_due(NOW), len(show_patterns(acting(other)).panels)) == (0, len(PANELS))


def test_who_looks_after_the_deals_of_somebody_else_has_not_lost_them(house: House) -> None:
    lose_a_deal(house, account="Third", owner_id=make_member(house, "Anders Holm", signs_in=False))
    work_out_patterns(house.workspace_id, NOW)

    assert show_patterns(acting(house)).answers[0].unit == "of 3"
    assert show_patterns(acting(house), "mine").answers[0].unit == "of 1"
