"""Coaching: evidence before judgement, nobody ranked, and nobody's private words on any page of anybody else."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from rekindle.book.write.consent import write_suppression
from rekindle.book.write.losses import write_claim
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import import_deals
from rekindle.desk.exporting.book import export_book
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.book import show_book
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.show.coach import coach_door, show_coach
from rekindle.desk.show.deal import show_deal
from rekindle.desk.show.month_review import show_month_review
from rekindle.desk.show.news import show_news
from rekindle.desk.show.review import show_deal_review
from rekindle.desk.team.handing import hand_out_of, list_handed
from rekindle.desk.team.who import Door
from rekindle.terms.coaching import Topic
from rekindle.terms.losses import ClaimKind, Source, Verdict
from rekindle.terms.people import SuppressionOrigin
from rekindle.terms.touches import Channel, Outcome
from tests.desk.support import acting, new_key, record_of
from tests.desk.teams import lose_and_hear, make_team
from tests.support.cast import NOW, lose_a_deal, make_workspace

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def team(sqlite_book):
    return make_team()


def heard_apart(team, owner_id, apart, same):
    """Lose deals whose buyers were heard: some put something else first, some the same."""
    for at in range(apart):
        lose_and_hear(team, owner_id, at, "price", "not_understood")
    for at in range(apart, apart + same):
        lose_and_hear(team, owner_id, at, "price", "price")


def look(team, member_id=None, at=LATER):
    """Plan the day and show the page to Tomas, or to whoever is named."""
    plan_workspace(team.house.workspace_id, NOW)
    return show_coach(acting(team.house, at, member_id or team.tomas))


def test_a_gap_is_told_with_what_it_is_from(team):
    heard_apart(team, team.devon, apart=5, same=2)
    (talk,) = [one for one in look(team).talks if one.topic == Topic.GAP]
    assert talk.title == "Devon hears “Price”. Buyers say “We had not understood the problem”."
    assert talk.evidence.endswith("In five the buyer put something else first (likely 41 to 90 in 100).")
    assert (talk.hits, talk.of, len(talk.dots)) == (5, 7, 7)


def test_below_five_there_is_not_enough_to_say(team):
    heard_apart(team, team.devon, apart=4, same=0)
    view = look(team)
    assert [one for one in view.talks if one.topic == Topic.GAP] == []
    (row,) = [one for one in view.team if one.name == "Devon Wright"]
    assert (row.agrees.words, row.agrees.percent, row.agrees.hint) == ("0 of 4 debriefs", None, "not enough to say")


def test_a_return_is_celebrated_as_soon_as_it_is_won(team):
    lost = lose_and_hear(team, team.priya, 0, amount_minor=46_500_000)
    plan_workspace(team.house.workspace_id, NOW)
    verbs.win(acting(team.house, NOW, team.priya), new_key(), deal_id=lost.deal_id)
    view = show_coach(acting(team.house, LATER, team.tomas))
    (talk,) = [one for one in view.talks if one.topic == Topic.CAME_BACK]
    assert re.fullmatch(r"Priya brought Clinic \w+ 0 back after five months\.", talk.title)
    assert (talk.big, talk.chip) == ("$465,000", "Celebrate")
    assert [one.name for one in view.back] == ["Priya Kapoor"]


def test_a_no_that_was_left_alone_is_thanked_for_and_one_that_was_not_is_not(team):
    lost, other = lose_and_hear(team, team.priya, 0), lose_and_hear(team, team.devon, 0)
    for one, who in ((lost, team.priya), (other, team.devon)):
        actor = acting(team.house, NOW - timedelta(days=3), who)
        verbs.respect_no(actor, new_key(), deal_id=one.deal_id, person_id=one.person_id)
    went_on = acting(team.house, NOW - timedelta(days=1), team.devon)
    verbs.log_touch(went_on, new_key(), deal_id=other.deal_id, outcome=Outcome.SPOKE, channel=Channel.CALL)
    read = lose_and_hear(team, team.house.owner_id, 0)
    in_a_file = team.house.writing(NOW - timedelta(days=2))
    write_suppression(in_a_file, SuppressionOrigin.MACHINE, person_id=read.person_id, words="Do not contact again.")
    # A file's “not qualified” is nobody's no, however fresh.
    unfit = lose_a_deal(
        team.house,
        account="Clinic never a fit",
        mail="",
        lost_on=(NOW - timedelta(days=2)).date(),
        owner_id=team.house.owner_id,
    )
    told = (unfit.loss_id, unfit.deal_id, Source.IMPORT, ClaimKind.VERDICT, Verdict.UNQUALIFIED)
    write_claim(in_a_file, *told)
    thanked = [one.name for one in look(team).talks if one.topic == Topic.RESPECT]
    assert thanked == ["Priya Kapoor"]


def test_more_than_a_week_holds_can_be_let_rest_and_comes_back_by_one_undo(team):
    verbs.change_settings(acting(team.house, NOW, team.devon), new_key(), minutes_per_week=15)
    for at in range(9):
        lose_and_hear(team, team.devon, at * 7, amount_minor=90_000_000)
    (talk,) = [one for one in look(team).talks if one.topic == Topic.LIGHTEN]
    assert re.fullmatch(r"Devon has 9 in the queue. \d can be let go.", talk.title)
    assert len(talk.deals) == int(talk.title.split("queue. ")[1][0])
    coach = acting(team.house, LATER, team.tomas)
    before = record_of(team.house, LATER)
    until = (LATER + timedelta(days=28)).date()
    verbs.rest_deals(coach, new_key(), deal_ids=[deal_id for deal_id, _ in talk.deals], until_on=until)
    verbs.undo(coach, new_key())
    assert record_of(team.house, LATER) == before


def test_one_person_has_one_conversation_and_a_page_at_most_three(team):
    heard_apart(team, team.devon, apart=6, same=0)
    heard_apart(team, team.priya, apart=5, same=0)
    for at in range(160, 160 - 12, -4):
        lose_and_hear(team, team.devon, at)
    talks = look(team).talks
    assert len(talks) <= 3
    assert len({one.member_id for one in talks}) == len(talks)


def test_the_team_stands_by_name_whatever_the_numbers(team):
    heard_apart(team, team.priya, apart=0, same=9)
    heard_apart(team, team.devon, apart=9, same=0)
    assert [one.name for one in look(team).team] == ["Devon Wright", "Priya Kapoor"]


def test_what_is_put_off_waits_for_monday(team):
    heard_apart(team, team.devon, apart=6, same=0)
    (talk,) = look(team).talks
    coach = acting(team.house, LATER, team.tomas)
    verbs.put_off(coach, new_key(), member_id=talk.member_id, topic=Topic(talk.topic))
    assert show_coach(coach).talks == ()
    monday = acting(team.house, LATER + timedelta(days=7 - LATER.weekday()), team.tomas)
    assert [one.title for one in show_coach(monday).talks] == [talk.title]


def test_a_talk_is_on_the_list_of_the_coach_who_put_it_there_and_on_no_other(team):
    coach, owner = acting(team.house, NOW, team.tomas), acting(team.house, NOW)
    said = {"member_id": team.devon, "topic": Topic.GAP, "title": "Devon hears price."}
    kept = verbs.keep_talk(coach, new_key(), **said)
    assert [one.title for one in show_coach(coach).kept] == ["Devon hears price."]
    assert show_coach(owner).kept == ()
    with pytest.raises(RefusedError, match="on your list for Devon Wright already"):
        verbs.keep_talk(coach, new_key(), **said)
    with pytest.raises(RefusedError, match="not on a list any more"):
        verbs.let_go(owner, new_key(), kept_id=kept.result["kept"])
    verbs.undo(coach, new_key())
    assert show_coach(coach).kept == ()


@pytest.mark.parametrize("verb", ["keep_talk", "put_off", "hand_out"])
def test_a_rep_coaches_nobody(team, verb):
    said = {"keep_talk": {"topic": Topic.GAP, "title": "x"}, "put_off": {"topic": Topic.GAP}}
    more = said.get(verb, {"what": "asset:x", "title": "x"})
    with pytest.raises(RefusedError, match="for admins or coaches"):
        getattr(verbs, verb)(acting(team.house, NOW, team.devon), new_key(), member_id=team.priya, **more)


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("keep_talk", {"topic": Topic.GAP, "title": "x"}),
        ("put_off", {"topic": Topic.GAP}),
        ("hand_out", {"what": "asset:x", "title": "x"}),
        ("keep_review", {"month": "2026-05", "words": "x"}),
    ],
)
def test_a_member_of_another_house_cannot_be_coached(team, verb, more):
    stranger = make_team("there").devon
    with pytest.raises(RefusedError, match="no such member"):
        getattr(verbs, verb)(acting(team.house, NOW, team.tomas), new_key(), member_id=stranger, **more)


def test_a_deal_and_a_list_of_another_house_are_out_of_reach(team):
    there = make_team("there")
    lost, coach = lose_and_hear(there, there.devon, 0), acting(team.house, NOW, team.tomas)
    kept = hand_out_of(acting(there.house), new_key(), member_id=there.devon, what=show_coach(coach).handouts[0][0])
    said = {"member_id": team.devon, "topic": Topic.GAP, "title": "x", "deal_id": lost.deal_id}
    with pytest.raises(RefusedError, match="no such deal"):
        verbs.keep_talk(coach, new_key(), **said)
    with pytest.raises(RefusedError, match="not on a list any more"):
        verbs.let_go(coach, new_key(), kept_id=kept.result["kept"])
    with pytest.raises(RefusedError, match="no such loss"):
        show_deal_review(coach, lost.deal_id)
    with pytest.raises(LookupError, match="no such member"):
        show_month_review(coach, there.devon, "2026-05")


def test_what_is_handed_out_stands_with_the_member_until_it_is_taken(team):
    coach, devon = acting(team.house, NOW, team.tomas), acting(team.house, NOW, team.devon)
    key = show_coach(coach).handouts[0][0]
    hand_out_of(coach, new_key(), member_id=team.devon, what=key, words="Try this at Lakemont.")
    (handed,) = list_handed(devon)
    assert handed.by == "Tomas Reyes"
    assert handed.words.startswith("Try this at Lakemont.\n\n")
    assert list_handed(acting(team.house, NOW, team.priya)) == []
    verbs.let_go(devon, new_key(), kept_id=handed.kept_id)
    assert list_handed(devon) == []
    with pytest.raises(RefusedError, match="no such thing"):
        hand_out_of(coach, new_key(), member_id=team.devon, what="asset:nothing")


def test_the_page_is_open_to_coaches_of_a_team_only(team):
    alone = make_workspace("alone")
    search = make_workspace("search", pack="job_search")
    doors = [coach_door(acting(team.house, NOW, one)) for one in (team.house.owner_id, team.tomas, team.devon)]
    assert doors == [Door.OPEN, Door.OPEN, Door.REP]
    assert coach_door(acting(alone)) == Door.ALONE
    assert coach_door(acting(search)) == Door.SEARCH
    with pytest.raises(RefusedError):
        show_coach(acting(team.house, NOW, team.devon))


def test_a_review_tells_both_sides_and_whose_hands_it_lay_in(team):
    lost = lose_and_hear(team, team.devon, 0, "price", "not_understood")
    for words in ("They asked twice.", "“They asked  twice”"):
        verbs.add_note(acting(team.house, NOW, team.devon), new_key(), deal_id=lost.deal_id, words=words)
    view = show_deal_review(acting(team.house, LATER, team.tomas), lost.deal_id)
    assert [(one.who.split()[0], one.reasons, one.gap) for one in view.sides] == [
        ("Devon", ("Price",), ""),
        ("Person", ("We had not understood the problem",), "1"),
    ]
    assert {one.label: one.reasons for one in view.hands} == {
        "Ours to change": ("We had not understood the problem",),
        "Partly ours": ("Price",),
    }
    assert len([one.words for one in view.said if "asked" in one.words]) == 1


def test_a_note_of_a_file_is_not_the_word_of_whoever_brought_it_in(sqlite_book):
    house, at = make_workspace(), datetime.now(UTC)
    content = b"Account,Stage,Close Date,Notes\nTamarack,Closed Lost,2026-02-03,The board froze it.\n"
    done = import_deals(acting(house, at), new_key(), content=content, name="lost.csv")
    [deal] = [row.deal_id for row in show_book(acting(house, at), BookAsk(view="table")).rows]
    verbs.add_note(acting(house, at), new_key(), deal_id=deal, words="Ask Moss first.")
    said = {one.words: one.who for one in show_deal_review(acting(house, at), deal).said}
    assert done.created == 1 and said == {"The board froze it.": "The file", "Ask Moss first.": "Maya Brandt"}


def test_what_a_month_came_to_is_kept_for_the_two_who_read_it(team):
    lose_and_hear(team, team.devon, 0, "price", "not_understood")
    lose_and_hear(team, team.devon, 1, "timing", "timing")
    coach, devon = acting(team.house, NOW, team.tomas), acting(team.house, NOW, team.devon)
    verbs.keep_review(coach, new_key(), member_id=team.devon, month="2026-05", words="Ask about week one first.")
    view = show_month_review(devon, team.devon, "2026-05")
    assert [one.gap for one in view.losses] == ["1", "0"]
    assert view.words[0] == "Two losses, two of them heard from both sides."
    assert [one.words for one in view.notes] == ["Ask about week one first."]
    priya = acting(team.house, NOW, team.priya)
    with pytest.raises(RefusedError):
        show_month_review(priya, team.devon, "2026-05")
    with pytest.raises(RefusedError):
        verbs.keep_review(priya, new_key(), member_id=team.devon, month="2026-05", words="x")
    for month in ("2026-13", "may", "9999-12"):
        with pytest.raises(LookupError):
            show_month_review(coach, team.devon, month)


SECRET = "zebra crossing, for my eyes only"


def test_nobody_reads_a_private_note_of_somebody_else_anywhere(team):
    lost = lose_and_hear(team, team.devon, 0, "price", "not_understood")
    devon, coach = acting(team.house, NOW, team.devon), acting(team.house, LATER, team.tomas)
    verbs.add_note(devon, new_key(), deal_id=lost.deal_id, words=SECRET, private=True)
    verbs.reopen(devon, new_key(), deal_id=lost.deal_id)
    verbs.lose_again(devon, new_key(), deal_id=lost.deal_id, verdict=Verdict.NOT_NOW)
    plan_workspace(team.house.workspace_id, NOW + timedelta(minutes=1))
    for actor in (coach, acting(team.house, LATER)):
        seen = [
            show_coach(actor),
            show_deal(actor, lost.deal_id),
            show_deal_review(actor, lost.deal_id),
            show_month_review(actor, team.devon, "2026-10"),
            show_news(actor),
        ]
        assert [SECRET in repr(one) for one in seen] == [False] * len(seen)
    assert SECRET in repr(show_deal(devon, lost.deal_id))
    # Not even their own: a review is read by two, and printed.
    assert SECRET not in repr(show_deal_review(devon, lost.deal_id))


def test_a_private_note_is_in_no_export(team):
    lost = lose_a_deal(team.house, owner_id=team.devon)
    devon, coach = acting(team.house, NOW, team.devon), acting(team.house, LATER, team.tomas)
    verbs.add_note(devon, new_key(), deal_id=lost.deal_id, words=SECRET, private=True)
    content = export_book(coach, "csv").content
    assert b"Tamarack" in content
    assert b"zebra" not in content


def test_words_of_a_private_note_find_nothing_for_a_coach(team):
    from rekindle.desk.show.book_views import BookAsk

    lost = lose_a_deal(team.house, owner_id=team.devon)
    devon, coach = acting(team.house, NOW, team.devon), acting(team.house, LATER, team.tomas)
    verbs.add_note(devon, new_key(), deal_id=lost.deal_id, words=SECRET, private=True)
    ask = BookAsk(view="table", query="zebra")
    assert len(show_book(devon, ask).rows) == 1
    assert len(show_book(coach, ask).rows) == 0
