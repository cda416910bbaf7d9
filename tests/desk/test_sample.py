"""The sample books: the same ones each time, like a real book, and about nobody who exists."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekindle.desk.sample import draft_breakout_sample, draft_sample, sample_house
from rekindle.desk.sample.build import build
from rekindle.desk.sample.days import Days
from rekindle.intake.drafts import DealDraft, PersonDraft, TouchDraft
from rekindle.terms.losses import DealKind, ReturnKind, Source, Status, Verdict
from rekindle.terms.people import MemberRole, PermissionState, SuppressionOrigin
from tests.support.effort import examples

TUESDAY = date(2025, 10, 14)
ZONE = "America/Chicago"
BOOK = draft_sample(TUESDAY, ZONE)
SEARCH = draft_breakout_sample(TUESDAY)
LOST = [deal for deal in BOOK if deal.losses]


def plain(one: object) -> object:
    """What a draft says, without what it leaves open, so that a new field of drafts does not move the digest."""
    if is_dataclass(one):
        said = {each.name: getattr(one, each.name) for each in fields(one)}
        return {name: plain(value) for name, value in said.items() if value}
    return [plain(each) for each in one] if isinstance(one, tuple) else one


def digest(deals: tuple[DealDraft, ...]) -> str:
    return hashlib.sha256(json.dumps(plain(deals), default=str, sort_keys=True).encode()).hexdigest()[:16]


def story(account: str, status: Status = Status.LOST) -> DealDraft:
    return next(deal for deal in BOOK if deal.account.name == account and deal.status == status)


def instants(deal: DealDraft) -> Iterator[datetime]:
    yield deal.happened_at
    for one in (*deal.touches, *deal.notes, *deal.signals, *deal.returns):
        yield one.happened_at
    for person in deal.people:
        yield from (one.happened_at for one in (*person.permissions, *person.opt_outs))
    yield from (one.happened_at for one in deal.promises if one.happened_at)
    yield from (claim.happened_at for loss in deal.losses for claim in loss.claims if claim.happened_at)


def people_named(deal: DealDraft) -> set[str]:
    parts = (*deal.touches, *deal.notes, *deal.signals, *deal.promises)
    claims = (claim for loss in deal.losses for claim in loss.claims)
    return {one.person for one in (*parts, *claims)} - {""}


def share(deals: list[DealDraft], of: list[DealDraft]) -> float:
    return len(deals) / len(of)


# The same book each time


def test_the_books_are_these_and_no_others() -> None:
    assert (digest(BOOK), digest(SEARCH)) == ("58836c127ba6308d", "d82b13378452cfd9")


def test_drafting_twice_gives_the_same_book() -> None:
    assert draft_sample(TUESDAY, ZONE) == BOOK


@settings(max_examples=examples(3, 50), deadline=None)
@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_whatever_the_day_everything_recorded_lies_before_it(started_on: date) -> None:
    start = datetime.combine(started_on, datetime.min.time(), UTC) + timedelta(hours=5)
    for deal in (*draft_sample(started_on, ZONE), *draft_breakout_sample(started_on)):
        assert all(at < start for at in instants(deal))
        assert all(loss.lost_on < started_on for loss in deal.losses)
        assert deal.rest_until is None or deal.rest_until > started_on


@settings(max_examples=examples(3, 50), deadline=None)
@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_whatever_the_day_no_mark_is_left_in_a_text(started_on: date) -> None:
    assert "{" not in re.sub(r"custom=\{[^}]*\}", "", repr(draft_sample(started_on, ZONE)))


def test_a_later_start_moves_the_days_and_not_the_deals() -> None:
    later = draft_sample(TUESDAY + timedelta(days=7), ZONE)
    assert [(deal.name, deal.status, deal.amount_minor) for deal in later] == [
        (deal.name, deal.status, deal.amount_minor) for deal in BOOK
    ]
    assert later[0].losses[0].lost_on - BOOK[0].losses[0].lost_on == timedelta(days=7)


# A book that hangs together


@pytest.mark.parametrize("deals", [BOOK, SEARCH], ids=["book", "search"])
def test_rows_count_from_one_and_no_deal_looks_like_another(deals: tuple[DealDraft, ...]) -> None:
    assert [deal.row for deal in deals] == list(range(1, len(deals) + 1))
    assert Counter((deal.account.external, deal.name) for deal in deals).most_common(1)[0][1] == 1


@pytest.mark.parametrize("deals", [BOOK, SEARCH], ids=["book", "search"])
def test_whoever_is_named_is_one_of_the_deals_people(deals: tuple[DealDraft, ...]) -> None:
    assert [deal.name for deal in deals if not people_named(deal) <= {one.name for one in deal.people}] == []


@pytest.mark.parametrize("deals", [BOOK, SEARCH], ids=["book", "search"])
def test_a_deal_is_opened_lost_brought_back_and_lost_again_in_this_order(deals: tuple[DealDraft, ...]) -> None:
    for deal in deals:
        turns = [loss.lost_on for loss in deal.losses]
        turns[1:1] = [one.happened_at.date() for one in deal.returns]
        turns = [*([deal.opened_on] if deal.opened_on else []), *turns]
        assert turns == sorted(turns), deal.external


@pytest.mark.parametrize("deals", [BOOK, SEARCH], ids=["book", "search"])
def test_a_status_says_what_happened_last(deals: tuple[DealDraft, ...]) -> None:
    for deal in deals:
        assert (deal.status == Status.WON) == (deal.won_on is not None), deal.external
        assert deal.status != Status.LOST or deal.losses, deal.external
    won_back = [deal for deal in deals if any(one.kind == ReturnKind.WIN for one in deal.returns)]
    assert {deal.status for deal in won_back} <= {Status.WON}


def test_one_person_has_one_name_whatever_the_deal() -> None:
    names = {(one.external, one.name) for deal in BOOK for one in deal.people}
    assert len(names) == len({external for external, _ in names})


def test_colleagues_are_members_of_the_house() -> None:
    members = {one.name for one in sample_house().members}
    assert {deal.owner.name for deal in BOOK if deal.owner} < members
    assert {one.member for deal in BOOK for one in deal.touches} - {""} <= members


# Nobody who exists


@pytest.mark.parametrize("deals", [BOOK, SEARCH], ids=["book", "search"])
def test_addresses_and_numbers_belong_to_nobody(deals: tuple[DealDraft, ...]) -> None:
    people: list[PersonDraft] = [one for deal in deals for one in deal.people]
    assert {one.mail.rpartition(".")[2] for one in people} == {"example"}
    assert all(re.fullmatch(r"\(\d{3}\) 555-01\d\d", one.phone) for one in people)
    assert all(one.linkedin.startswith("https://linkedin.example/") for one in people)
    assert {deal.account.domain.rpartition(".")[2] for deal in deals} == {"example"}
    assert {one.mail.rpartition(".")[2] for one in sample_house().members} == {"example"}


def test_no_two_people_share_an_address() -> None:
    mails = {(one.mail, one.external) for deal in BOOK for one in deal.people}
    assert len(mails) == len({mail for mail, _ in mails})


# As large and as uneven as a real one


def test_the_book_counts_what_it_says() -> None:
    assert (len(BOOK), len(LOST)) == (635, 486)
    assert Counter(deal.status for deal in BOOK) == {Status.LOST: 465, Status.WON: 98, Status.OPEN: 72}
    assert len({deal.account.external for deal in BOOK}) == 150
    assert 640 <= len({one.external for deal in BOOK for one in deal.people}) <= 720


def test_two_in_three_lost_deals_are_mayas() -> None:
    assert 0.6 <= share([deal for deal in LOST if deal.owner and deal.owner.name == "Maya Brandt"], LOST) <= 0.7


def test_eight_in_a_hundred_came_back_and_some_of_them_were_won() -> None:
    assert 0.06 <= share([deal for deal in LOST if deal.returns], LOST) <= 0.09
    assert len([deal for deal in LOST if deal.status == Status.WON]) == 9
    assert len([deal for deal in LOST if len(deal.losses) == 2]) == 17


def test_what_people_forget_to_fill_in_is_missing() -> None:
    assert 0.04 <= share([deal for deal in BOOK if deal.amount_minor is None], list(BOOK)) <= 0.09
    assert 0.03 <= share([deal for deal in BOOK if not deal.people], list(BOOK)) <= 0.08
    assert 0.005 <= share([deal for deal in BOOK if deal.owner is None], list(BOOK)) <= 0.04
    assert 0.05 <= share([deal for deal in LOST if not deal.losses[0].claims], LOST) <= 0.12
    assert [deal.currency for deal in BOOK].count("EUR") == 1


def test_rep_and_buyer_disagree_about_one_debriefed_loss_in_four_or_more() -> None:
    def first(deal: DealDraft, source: Source) -> str:
        keys = [one.key for one in deal.losses[0].claims if one.source == source and one.kind == "reason"]
        return keys[0] if keys else ""

    both = [deal for deal in LOST if first(deal, Source.REP) and first(deal, Source.BUYER)]
    assert len(both) > 100
    assert 0.2 <= share([deal for deal in both if first(deal, Source.REP) != first(deal, Source.BUYER)], both) <= 0.5


def test_reasons_stand_in_the_file_in_many_spellings() -> None:
    texts = {
        one.quote for deal in LOST for loss in deal.losses for one in loss.claims if one.source == Source.IMPORT
    } - {""}
    assert len(texts) > 50
    assert {"prcie", "compeditor", "$$$", "went dark"} <= texts


def test_some_said_no_and_some_of_them_for_good() -> None:
    refused = [d for d in LOST if any(one.key == Verdict.NO for one in d.losses[-1].claims)]
    assert 0.09 <= share(refused, LOST) <= 0.15
    states = Counter(one.state for deal in BOOK for person in deal.people for one in person.permissions)
    assert states[PermissionState.GRANTED] > 50
    assert states[PermissionState.REFUSED] > 5
    assert sum(bool(person.opt_outs) for deal in BOOK for person in deal.people) > 20


def test_people_moved_and_one_knows_where_to() -> None:
    left = {one.external for deal in BOOK for one in deal.people if one.until_on}
    posts = {(one.external, deal.account.external) for deal in BOOK for one in deal.people}
    moved = Counter(external for external, _ in posts)
    assert len(left) >= 15
    assert [external for external in left if moved[external] == 2] != []


def test_customers_were_lost_to_a_competitor_under_contract() -> None:
    customers = [deal for deal in BOOK if deal.kind == DealKind.ACCOUNT]
    assert len(customers) == 12
    assert all(deal.losses[0].competitor for deal in customers)
    assert all(deal.contracts[0].ends_on > TUESDAY for deal in customers)


def test_lost_deals_cost_more_hours_than_won_ones() -> None:
    def median_hours(deals: list[DealDraft]) -> float:
        minutes = sorted(sum(touch.minutes for touch in deal.touches) for deal in deals)
        return minutes[len(minutes) // 2] / 60

    won = [deal for deal in BOOK if deal.status == Status.WON and not deal.losses]
    assert 25 <= median_hours(LOST) <= 35
    assert 15 <= median_hours(won) <= 24


def test_older_deals_have_eight_contacts_or_so_over_every_channel() -> None:
    old = [deal for deal in LOST if TUESDAY - deal.losses[0].lost_on > timedelta(days=270)]
    touches: list[TouchDraft] = [touch for deal in old for touch in deal.touches]
    assert 7 <= len(touches) / len(old) <= 11
    assert {touch.channel for touch in touches} == {"mail", "call", "visit", "linkedin", "event"}


# The people one remembers


def test_whitfield_named_this_day_herself() -> None:
    deal = story("Tamarack Regional Medical Center")
    promise = deal.promises[0]
    assert (promise.due_on, promise.person, promise.source) == (TUESDAY, "Dr. Lena Whitfield", Source.BUYER)
    assert promise.words.startswith("Call me when the capital list opens. Mid-October, not before.")
    assert deal.losses[0].lost_on == date(2025, 2, 11)
    assert [one.state for one in deal.people[0].permissions] == [PermissionState.GRANTED] * 2
    assert len(deal.people) == 7


def test_her_deal_has_cost_forty_six_hours_two_of_them_since_the_loss() -> None:
    deal = story("Tamarack Regional Medical Center")
    after = [touch for touch in deal.touches if touch.happened_at.date() >= deal.losses[0].lost_on]
    assert sum(touch.minutes for touch in deal.touches) == 46 * 60
    assert sum(touch.minutes for touch in after) == 2 * 60


def test_the_others_of_the_first_morning_have_their_reason_to_be_there() -> None:
    assert story("Lakemont Orthopaedic").contracts[0].incumbent == "Corvex"
    assert story("Halvorsen Clinic").account.fiscal_month == 1
    assert {
        name: story(name).signals[-1].kind.value
        for name in ("Northmoor University", "Ironwood Surgical", "Harrow County", "Fox Prairie", "Alder Creek Medical")
    } == {
        "Northmoor University": "shipped_feature",
        "Ironwood Surgical": "someone_new",
        "Harrow County": "recall",
        "Fox Prairie": "panel_talk",
        "Alder Creek Medical": "published",
    }


def test_those_left_alone_have_theirs() -> None:
    okoro = story("Ridgeway Hospital").people[0].opt_outs[0]
    assert (okoro.origin, okoro.happened_at.date()) == (SuppressionOrigin.PERSON, date(2025, 5, 12))
    assert story("Cedar Bluff Surgical").touches[-1].happened_at.date() == date(2025, 10, 10)
    ben = story("Lakeside Health", Status.OPEN)
    assert ben.owner is not None
    assert (ben.owner.name, ben.touches[-1].happened_at.date()) == ("Ben Hollis", date(2025, 10, 13))
    assert story("Kestrel Pain Institute").rest_until == date(2025, 11, 3)
    assert story("Greenfield Ortho").amount_minor == 240_000


def test_the_search_is_one_persons_and_jensen_said_to_come_back() -> None:
    assert len(SEARCH) == 40
    assert {deal.kind for deal in SEARCH} == {DealKind.JOB}
    assert {deal.owner.name for deal in SEARCH if deal.owner} == {"Jordan Ellis"}
    jensen = SEARCH[0]
    assert (jensen.people[0].name, jensen.promises[0].due_on) == ("Carla Jensen", TUESDAY)
    assert [deal.people[0].name for deal in SEARCH if deal.people[0].opt_outs] == ["Grant Iverson", "Graham Voll"]


# Wrong ways


def test_a_key_that_no_draft_has_is_named_with_its_file() -> None:
    days = Days(TUESDAY, ZoneInfo(ZONE))
    with pytest.raises(ValueError, match=r"^stories/x\.people\[0\]: nmae is not one of name, external"):
        build(DealDraft, {"people": [{"nmae": "Ray"}]}, days, "stories/x")


def test_a_channel_that_does_not_exist_is_named_with_its_place() -> None:
    days = Days(TUESDAY, ZoneInfo(ZONE))
    with pytest.raises(ValueError, match=r"^s\.touches\[0\]\.channel: 'fax' is not a valid Channel"):
        build(DealDraft, {"touches": [{"channel": "fax"}]}, days, "s")


def test_a_mark_that_is_not_known_says_which_are() -> None:
    days = Days(TUESDAY, ZoneInfo(ZONE))
    with pytest.raises(ValueError, match=r"\{moon:3\} is not known; the sample's texts know day, weekday"):
        days.fill("At the full {moon:3}")


def test_there_are_two_houses_and_asking_for_another_says_so() -> None:
    assert sample_house().members[0].name == "Maya Brandt"
    assert [one.role for one in sample_house().members if one.name == "Tomas Reyes"] == [MemberRole.COACH]
    with pytest.raises(ValueError, match="there is no sample 'demo'; there are sample, breakout-sample"):
        sample_house("demo")
