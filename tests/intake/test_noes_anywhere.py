"""A no, a bounce or a pause in columns and words of systems nobody here had seen."""

import pytest

from rekindle.desk.bring_in.understanding import read_claims, read_wishes
from rekindle.terms.losses import Status
from rekindle.terms.touches import Channel
from tests.intake.support import bring


@pytest.mark.parametrize(
    ("column", "cell", "words", "channel"),
    [
        ("Hintergrund", "Nett, aber bitte nicht mehr anrufen", "Nett, aber bitte nicht mehr anrufen", None),
        ("Obs", "Reunião boa. Não ligar mais.", "Não ligar mais.", None),
        ("Subscription status", "Reported as spam", "Subscription status: Reported as spam", Channel.MAIL),
        ("Status", "Bounced", "Status: Bounced", Channel.MAIL),
        ("Bounced Date", "2025-05-05 10:00:00", "Bounced Date: 2025-05-05 10:00:00", Channel.MAIL),
        ("Lawful Basis", "^withdrawn^", "Lawful Basis: ^withdrawn^", Channel.MAIL),
    ],
)
def test_a_no_in_a_column_nobody_knows_binds(column: str, cell: str, words: str, channel: Channel | None) -> None:
    file = bring(
        f'First Name,Last Name,Email,{column}\nLena,Whit,lena@alder.example,"{cell}"\n', read_revisit=read_wishes
    )

    assert [(out.words, out.channel) for out in file.people[0].person.opt_outs] == [(words, channel)]


@pytest.mark.parametrize(
    "cell", ["Contacted twice by mail in May", "Email opened, call booked for June", "remove caps"]
)
def test_words_about_contacts_in_such_a_column_are_no_no(cell: str) -> None:
    file = bring(f'First Name,Last Name,Email,Remark\nLena,Whit,l@alder.example,"{cell}"\n', read_revisit=read_wishes)

    assert file.people[0].person.opt_outs == ()


def test_a_reason_beside_a_pause_makes_it_no_end_and_it_is_asked() -> None:
    file = bring(
        "Account,Deal,Status,Reason\nAlder,Scopes,Suspended,Budget frozen\nBirch,Pumps,Cancelled,No budget\n"
        "Cedar,Carts,Lost,Price\n",
        read_reason=read_claims,
    )

    assert [deal.status for deal in file.deals] == [Status.OPEN, Status.LOST, Status.LOST]
    assert [question.column for question in file.recognition.questions] == ["Status: Suspended"]


def test_a_closed_deal_whose_stage_says_no_end_is_asked_about() -> None:
    rows = "Alder,Scopes,Deal lost,Y\nBirch,Pumps,Analyze failure,Y\nCedar,Carts,Proposal,N\n"
    file = bring(f"Company,Deal,Deal stage,Deal closed\n{rows}")
    told = bring(f"Company,Deal,Deal stage,Deal closed\n{rows}", mapping={"Deal stage: Analyze failure": "lost"})

    assert [deal.status for deal in file.deals] == [Status.LOST, Status.OPEN, Status.OPEN]
    assert [question.column for question in file.recognition.questions] == ["Deal stage: Analyze failure"]
    assert ([deal.status for deal in told.deals][1], told.recognition.questions) == (Status.LOST, ())
