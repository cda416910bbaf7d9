"""Files without ids: deals that are called alike are told apart by how they stand, and met again by it."""

from datetime import timedelta

import pytest

from rekindle.book.models import Deal
from rekindle.desk.bring_in import import_deals
from tests.desk.support import acting, new_key, pick, rows_of
from tests.support.cast import NOW, make_workspace

pytestmark = pytest.mark.usefixtures("without_mornings")

HEAD = "Account,Product,Contact,Outcome,Closed,Amount,Lost reason\n"
TWICE = [
    "Lakeshore Ortho,NavSys,Ann Ortiz,Lost,2025-03-04,90000,Price",
    "Lakeshore Ortho,NavSys,Bob Tran,Lost,2026-02-11,70000,Budget",
]


def bring_in(house, rows, minutes=0, name="tracker.csv"):
    """Bring rows in and return created, updated and skipped."""
    content = (HEAD + "\n".join(rows) + "\n").encode()
    report = import_deals(acting(house, NOW + timedelta(minutes=minutes)), new_key(), content=content, name=name)
    return report.created, report.updated, report.skipped


def days_lost(house):
    return sorted(row["lost_on"].isoformat() for row in rows_of(house, "losses", NOW + timedelta(days=1)))


def returns(house):
    return [
        (row["kind"], row["happened_at"].date().isoformat())
        for row in rows_of(house, "returns", NOW + timedelta(days=1))
    ]


def test_the_same_product_lost_twice_at_one_account_is_two_lost_deals(sqlite_book):
    house = make_workspace()

    assert bring_in(house, TWICE) == (2, 0, 0)
    assert (days_lost(house), returns(house)) == (["2025-03-04", "2026-02-11"], [])


def test_each_is_met_again_in_a_file_of_the_same_rows_in_another_order(sqlite_book):
    house = make_workspace()
    bring_in(house, TWICE)

    again = bring_in(house, [*reversed(TWICE), "Mesa Clinic,NavSys,Kim Lou,Lost,2026-01-02,1000,Price"], minutes=1)

    assert again == (1, 0, 2)
    assert days_lost(house) == ["2025-03-04", "2026-01-02", "2026-02-11"]


def test_the_list_of_another_year_loses_no_loss_of_the_same_name(sqlite_book):
    house = make_workspace()
    bring_in(house, TWICE[:1], name="2025.csv")

    assert bring_in(house, TWICE[1:], minutes=1, name="2026.csv") == (1, 0, 0)
    assert days_lost(house) == ["2025-03-04", "2026-02-11"]


def test_a_day_corrected_by_some_days_is_no_other_loss(sqlite_book):
    house = make_workspace()
    bring_in(house, TWICE[:1])

    bring_in(house, [TWICE[0].replace("2025-03-04", "2025-03-11")], minutes=1, name="newer.csv")

    assert days_lost(house) == ["2025-03-04"]


def test_a_deal_lost_and_won_later_came_back_on_the_day_it_was_won_in_any_order(sqlite_book):
    won = "Lakeshore Ortho,NavSys,Ann Ortiz,Won,2026-04-01,90000,"
    for rows in ([TWICE[0], won], [won, TWICE[0]]):
        house = make_workspace("won" if rows[0] == won else "lost")
        bring_in(house, rows)
        assert returns(house) == [("win", "2026-04-01")]


def test_what_was_bought_before_it_was_lost_is_no_return(sqlite_book):
    house = make_workspace()

    bring_in(house, [TWICE[1], "Lakeshore Ortho,NavSys,Ann Ortiz,Won,2024-04-01,90000,"])

    assert returns(house) == []


def test_an_open_deal_beside_a_lost_one_is_another_and_in_a_newer_file_it_is_a_return(sqlite_book):
    opened = "Lakeshore Ortho,NavSys,Ann Ortiz,Open,,90000,"
    house, newer = make_workspace("one"), make_workspace("other")

    assert bring_in(house, [opened, TWICE[0]]) == (2, 0, 0)
    bring_in(newer, TWICE[:1])
    bring_in(newer, [opened], minutes=1, name="newer.csv")

    assert (returns(house), [kind for kind, _ in returns(newer)]) == ([], ["reopen"])


def test_rows_of_several_people_of_one_lost_deal_are_that_deal(sqlite_book):
    house = make_workspace()

    bring_in(house, [TWICE[0], TWICE[0].replace("Ann Ortiz", "Dev Patel")])

    assert len(days_lost(house)) == 1


def test_me_in_a_list_of_ones_own_is_who_brings_it_in(sqlite_book):
    house = make_workspace()
    content = b"Account,Outcome,Closed,Rep\nBay ENT,Lost,2026-02-11,Me\nGulf General,Lost,2026-02-12,D. Kowalski\n"

    import_deals(acting(house), new_key(), content=content, name="mine.csv")

    owners = Deal.objects.within(house.workspace_id).order_by("account__name").values_list("owner__name", flat=True)
    assert list(owners) == ["Maya Brandt", "D. Kowalski"]


COLUMNS = "Opportunity ID,Account,Deal,Stage,Amount,Close Date,Lost reason,Owner,Last Modified Date"
OLDER = f"""{COLUMNS}
1,Alder,Towers,Closed Lost,100,2025-03-02,price,Sam,2025-03-02
2,Birch,Pumps,Negotiation,200,2025-09-30,,Sam,2025-05-01
3,Cedar,Lamps,Closed Lost,300,2025-04-02,budget,Sam,2025-04-02
""".encode()
NEWER = f"""{COLUMNS}
1,Alder,Towers,Closed Lost,100,2025-03-02,price,Maya,2025-03-02
2,Birch,Pumps,Closed Lost,250,2025-10-01,competitor,Maya,2025-10-01
3,Cedar,Lamps,Negotiation,350,2026-12-31,,Maya,2025-12-02
""".encode()


def test_an_older_export_that_comes_in_late_overwrites_nothing_and_adds_what_it_knows(sqlite_book):
    told = {}
    for order in ((OLDER, NEWER), (NEWER, OLDER)):
        house = make_workspace(f"house-{len(told)}")
        for minutes, content in enumerate(order):
            actor = acting(house, NOW + timedelta(minutes=minutes))
            import_deals(actor, new_key(), content=content, name=f"{minutes}.csv")
        told[order[0]] = [
            pick(rows_of(house, name), *columns)
            for name, columns in {
                "deals": ("name", "status", "amount_minor"),
                "losses": ("lost_on", "number"),
                "returns": ("kind",),
                "claims": ("kind", "key"),
            }.items()
        ]

    assert told[NEWER] == told[OLDER]
    assert told[NEWER][0] == [("Lamps", "open", 35_000), ("Pumps", "lost", 25_000), ("Towers", "lost", 10_000)]


def test_a_deal_that_was_open_on_no_day_is_lost_once_a_later_file_says_so_though_that_was_before(sqlite_book):
    house = make_workspace()
    files = (
        b"Deal ID,Account,Deal,Stage\n1,Alder Clinic,Laser,Negotiation\n",
        b"Deal ID,Account,Deal,Stage,Close date,Lost reason\n1,Alder Clinic,Laser,Closed Lost,2026-09-01,price\n",
    )
    for minutes, content in enumerate((*files, files[1])):
        actor = acting(house, NOW + timedelta(minutes=minutes))
        import_deals(actor, new_key(), content=content, name=f"{minutes}.csv")

    tomorrow = NOW + timedelta(days=1)
    assert pick(rows_of(house, "deals", tomorrow), "name", "status") == [("Laser", "lost")]
    assert (days_lost(house), returns(house)) == (["2026-09-01"], [])
