"""The lost book by what is asked of it: every order goes on where it stopped, every lane holds its own."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import pytest

from rekindle.book import built
from rekindle.book.models import Account, Advice, Claim, Deal
from rekindle.book.read import asking_why, narrowing
from rekindle.book.read.finding import find_deals
from rekindle.book.read.lost_book import FEW, Asked, count_up_to, read_page, read_pages
from rekindle.book.read.narrowing import Band, Narrowed, list_names, narrow
from rekindle.book.read.tallies import count_deals
from rekindle.book.write.accounts import find_or_make_competitor, find_or_make_product
from rekindle.book.write.deals import write_line
from rekindle.book.write.debriefs import write_debrief
from rekindle.book.write.losses import write_loss
from rekindle.book.write.touches import write_note, write_touch
from rekindle.book.write.undo import void_rows
from rekindle.terms.advice import StoppedBy
from rekindle.terms.debriefs import DebriefHow
from rekindle.terms.ids import new_id
from rekindle.terms.losses import Standing
from rekindle.terms.touches import Channel
from tests.support.cast import TODAY, House, LostDeal, lose_a_deal, make_member, make_workspace

DAY = timedelta(days=1)


@pytest.fixture
def deals(house) -> dict[str, LostDeal]:
    """Seven lost deals, two of one amount, one without an amount, two of one account."""
    made = {}
    rows = (("C", 300), ("A", 100), ("B", 300), ("E", None), ("D", 200), ("F", 50), ("C", 900))
    for number, (account, amount) in enumerate(rows):
        name = f"{account}{number}"
        lost = lose_a_deal(house, account=account, product=name, mail=f"{name}@x.example", lost_on=TODAY - number * DAY)
        Deal.objects.within(house.workspace_id).filter(pk=lost.deal_id).update(amount_minor=amount)
        made[name] = lost
    return made


def judge(
    house: House,
    lost: LostDeal,
    kind: str,
    opens: int = 0,
    closes: int = 0,
    reason: str = "budget",
    again: int = 1,
    stop: str = "",
) -> None:
    """Keep a judgement: its window opens and closes, and it is looked at again, so many days from today."""
    Advice(
        deal_id=lost.deal_id,
        workspace_id=house.workspace_id,
        day=TODAY,
        kind=kind,
        reason=reason,
        window_from=TODAY + opens * DAY,
        window_to=TODAY + closes * DAY,
        reconsider_on=TODAY + again * DAY if kind == "wait" else None,
        owner_id=house.owner_id,
        stopped_by=stop,
    ).save(force_insert=True)


def walk(house: House, sort: str, most: int, **asked) -> list[str]:
    """Read page after page to the end, and return the names."""
    names, after = [], None
    for _ in range(20):
        rows = read_page(house.workspace_id, Asked(TODAY, sort=sort, most=most, after=after, **asked))
        names += [row.name.split(", ")[1] for row in rows[:most]]
        if len(rows) <= most:
            break
        after = (rows[most - 1].sorted_by, rows[most - 1].deal_id)
    return names


@pytest.mark.parametrize("most", [1, 2, 3, 50])
@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("lost", ["C0", "A1", "B2", "E3", "D4", "F5", "C6"]),
        ("amount", ["C6", "B2", "C0", "D4", "A1", "F5", "E3"]),
        ("account", ["A1", "B2", "C0", "C6", "D4", "E3", "F5"]),
    ],
)
def test_every_order_goes_on_where_it_stopped(house, deals, sort, names, most):
    assert walk(house, sort, most) == names


def bear(house: House, deals: dict[str, LostDeal]) -> None:
    """C0, A1 and B2 went to Medalis, as was said later; C0 and C6 are of one segment, B2 was lost at a trial."""
    medalis = find_or_make_competitor(house.writing(), "Medalis")
    for name in ("C0", "A1", "B2"):
        lost = deals[name]
        said = {"competitor_id": medalis, "supersedes_id": lost.loss_id, "stage": "Trial" if name == "B2" else ""}
        write_loss(house.writing(), lost.deal_id, TODAY, **said)
    spine = [deals[name].account_id for name in ("C0", "C6")]
    Account.objects.within(house.workspace_id).filter(pk__in=spine).update(segment="spine")
    write_line(house.writing(), deals["B2"].deal_id, find_or_make_product(house.writing(), "Sealer"), number=2)


@pytest.mark.parametrize("read", [1, 10**9], ids=["begun with", "asked of each"])
@pytest.mark.parametrize(
    ("narrowed", "names"),
    [
        (Narrowed(competitor="Medalis"), ["C0", "A1", "B2"]),
        (Narrowed(competitor="Corvex", segment="spine"), ["C6"]),
        (Narrowed(stage="Trial"), ["B2"]),
        (Narrowed(product="Sealer", competitor="Medalis"), ["B2"]),
        (Narrowed(product="Nobody’s"), []),
        (Narrowed(band=Band(1, 3)), ["A1", "D4"]),
        (Narrowed(band=Band(3)), ["C0", "B2", "C6"]),
        (Narrowed(band=Band()), ["E3"]),
    ],
    ids=["competitor", "segment", "stage", "product", "nobody", "between", "from", "without"],
)
def test_the_book_is_narrowed_by_what_a_deal_bears_in_every_order(house, deals, monkeypatch, narrowed, names, read):
    monkeypatch.setattr(narrowing, "_READ", read)
    bear(house, deals)
    conditions, begins = narrow(house.workspace_id, narrowed, len(deals))
    assert begins is (read == 1 or not names)
    more = {"narrow": conditions, "begins": begins}
    assert walk(house, "lost", 2, **more) == names
    for name in names:
        judge(house, deals[name], "wait", 30, 60)
    for sort in ("amount", "account", "window"):
        assert sorted(walk(house, sort, 1, **more)) == sorted(names)


def test_what_the_book_can_be_narrowed_by_is_named_once(house, deals):
    bear(house, deals)
    assert list_names(house.workspace_id) == {
        "competitor": ["Corvex", "Medalis"],
        "segment": ["hospital", "spine"],
        "stage": ["Trial"],
        "product": ["A1", "B2", "C0", "C6", "D4", "E3", "F5", "Sealer"],
    }
    assert set(map(tuple, list_names(make_workspace("ben").workspace_id).values())) == {()}


def test_the_next_window_to_open_comes_first(house, deals):
    judge(house, deals["C0"], "wait", 30, 60)
    judge(house, deals["A1"], "wait", 10, 60)
    judge(house, deals["B2"], "wait", -10, 60)
    judge(house, deals["D4"], "leave_alone", 5, 60)
    assert walk(house, "window", 1) == ["A1", "C0"]


def test_each_lane_holds_its_own_and_the_counts_agree(house, deals):
    judge(house, deals["C0"], "wait", 30, 60)
    judge(house, deals["A1"], "wait", -10, 10)
    judge(house, deals["B2"], "get_back", 30, 60, reason="price")
    judge(house, deals["D4"], "leave_alone")
    judge(house, deals["E3"], "wait", -10, 90, again=60)
    # Whom somebody let rest, rests, however near the day is.
    judge(house, deals["C6"], "wait", -10, 90, again=20, stop="rest")
    lanes = [Standing.RESTING, Standing.WINDOW_OPEN, Standing.LEFT_ALONE, Standing.WON_BACK]
    pages = read_pages(house.workspace_id, [Asked(TODAY, standing=lane) for lane in lanes])
    assert [[row.name.split(", ")[1] for row in page] for page in pages] == [
        ["C0", "E3", "C6"],
        ["A1", "B2"],
        ["D4"],
        [],
    ]
    counts = count_deals(house.workspace_id, TODAY, house.owner_id)
    assert counts.by_standing == {"resting": 3, "window_open": 2, "left_alone": 1}
    assert counts.by_reason == {"budget": 5, "price": 1}
    assert walk(house, "lost", 50, standing=Standing.WINDOW_OPEN, reason="price") == ["B2"]


def test_a_lane_shows_the_same_however_much_is_known_of_it(house, deals):
    judged = (
        ("C0", "wait", 5, 9),
        ("A1", "wait", -2, 9),
        ("B2", "get_back", -2, 9),
        ("E3", "leave_alone", 1, 9),
        ("C6", "wait", 30, 60),
    )
    for name, kind, opens, closes in judged:
        judge(house, deals[name], kind, opens, closes)
    Deal.objects.within(house.workspace_id).filter(pk=deals["D4"].deal_id).update(status="open")
    Deal.objects.within(house.workspace_id).filter(pk=deals["F5"].deal_id).update(status="won")
    untold = Claim.objects.within(house.workspace_id).filter(deal_id=deals["C0"].deal_id).values_list("pk", flat=True)
    void_rows(house.writing(), [("claim", one) for one in untold])
    seen = set()
    for standing in ("", *Standing):
        for sort in ("lost", "window") if standing in {"", Standing.RESTING} else ("lost",):
            for owner in (None, house.owner_id, new_id()):
                for today in (TODAY, TODAY + 6 * DAY):
                    asked = Asked(today, standing, sort=sort, owner_id=owner)
                    # Of a page that goes on nothing is built once.
                    anew = [row.name for row in read_page(house.workspace_id, replace(asked, gone=(new_id(),)))]
                    for about in (1, FEW + 1):
                        rows = read_page(house.workspace_id, replace(asked, about=about))
                        assert [row.name for row in rows] == anew
                    seen |= {(standing, name.split(", ")[1]) for name in anew}
    assert seen >= {("to_debrief", "C0"), ("window_open", "A1"), ("window_open", "B2"), ("left_alone", "E3")}
    assert seen >= {("talking_again", "D4"), ("won_back", "F5"), ("resting", "C6"), ("window_open", "C0")}


def test_what_nobody_spoke_about_is_to_be_debriefed(house, deals):
    judge(house, deals["C0"], "wait", 30, 60)
    asked = Asked(TODAY, standing=Standing.TO_DEBRIEF)
    assert count_up_to(house.workspace_id, asked, 10) == 0
    untold = deals["C0"]
    claims = Claim.objects.within(house.workspace_id).filter(deal_id=untold.deal_id).values_list("pk", flat=True)
    void_rows(house.writing(), [("claim", claim) for claim in claims])
    assert [row.asks_why for row in read_page(house.workspace_id, asked)] == [True]
    # Whom somebody let rest, rests.
    Advice.objects.within(house.workspace_id).filter(deal_id=untold.deal_id).update(stopped_by=StoppedBy.REST)
    assert count_up_to(house.workspace_id, asked, 10) == 0
    assert count_up_to(house.workspace_id, replace(asked, standing=Standing.RESTING), 10) == 1
    Advice.objects.within(house.workspace_id).filter(deal_id=untold.deal_id).update(stopped_by="")
    write_debrief(house.writing(), untold.deal_id, untold.loss_id, DebriefHow.OWN, better="Ask.")
    assert count_up_to(house.workspace_id, asked, 10) == 0


def test_of_deals_nobody_spoke_about_the_newest_are_to_be_debriefed_and_the_older_ones_rest(house, deals, monkeypatch):
    monkeypatch.setattr(asking_why, "NEWEST", 2)
    monkeypatch.setattr(built, "_build", lru_cache(built._build.__wrapped__))
    for at, lost in enumerate(deals.values()):
        judge(house, lost, "wait", 30 + at, 60)
    untold = Claim.objects.within(house.workspace_id).exclude(deal_id=deals["C0"].deal_id).values_list("pk", flat=True)
    void_rows(house.writing(), [("claim", claim) for claim in untold])
    assert walk(house, "lost", 2, standing=Standing.TO_DEBRIEF) == ["A1"]
    for sort in ("lost", "window"):
        assert walk(house, sort, 2, standing=Standing.RESTING) == ["C0", "B2", "E3", "D4", "F5", "C6"]
    assert [row.asks_why for row in read_page(house.workspace_id, Asked(TODAY))] == [False, True, *[False] * 5]
    # What was taken back is none of the newest.
    void_rows(house.writing(), [("deal", deals["C0"].deal_id)])
    assert walk(house, "lost", 2, standing=Standing.TO_DEBRIEF) == ["A1", "B2"]


def test_words_are_found_in_names_people_notes_and_contacts_and_in_no_colleagues_secrets(house, deals):
    first, second = deals["C0"].deal_id, deals["A1"].deal_id
    write_note(house.writing(), "The Hydraulic table squeaks", deal_id=first)
    write_touch(house.writing(), Channel.CALL, deal_id=second, words="asked about hydraulic tables")
    write_note(house.writing(member_id=make_member(house)), "secret plan", deal_id=first, private=True)

    def found(words: str) -> set:
        return set(find_deals(house.workspace_id, words, house.owner_id))

    assert found("hydraulic TABLE") == {first, second}
    assert found("whitfield") >= {first, second}
    assert found("secret plan") == found("%") == found("   ") == set()
    assert found("c c6") == {deals["C6"].deal_id}


def test_what_lies_ahead_of_a_date_is_no_trap(house, deals):
    assert read_page(house.workspace_id, Asked(date(2020, 1, 1), standing=Standing.WINDOW_OPEN)) == []
