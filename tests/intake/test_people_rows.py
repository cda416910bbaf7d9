"""People, organisations and contacts, one row each; and who must be left alone."""

from datetime import UTC, date, datetime

import pytest

from rekindle.intake.drafts import OptOutDraft, OwnerDraft, PermissionDraft, Rejected, Skipped
from rekindle.terms.people import PermissionState
from rekindle.terms.touches import Channel, Direction, Outcome
from tests.intake.support import AS_OF, as_csv, bring, one


def test_a_person_comes_with_post_account_owner_and_notes() -> None:
    (row,) = bring(
        one(
            First_Name="Lena",
            Last_Name="Whitlock",
            Email="lena@alder.example",
            Job_Title="OR Manager",
            Company="Alder Creek",
            Country="Deutschland",
            Owner="Maya Brandt",
            Notes="met at AORN",
            Shirt="L",
        )
    ).people
    assert (row.person.name, row.person.title, row.person.jurisdiction) == ("Lena Whitlock", "OR Manager", "DE")
    assert row.account is not None
    assert (row.account.name, row.account.jurisdiction, row.owner) == ("Alder Creek", "DE", OwnerDraft("Maya Brandt"))
    assert ([note.words for note in row.notes], row.person.custom) == (["met at AORN"], {"Shirt": "L"})


def test_a_person_without_a_name_is_called_by_the_address() -> None:
    rows = as_csv(["Name", "Email", "Phone"], ["", "lena@x.example", ""], ["", "", "612 555 0199"], ["", "", "n/a"])
    file = bring(rows)
    assert [row.person.name for row in file.people] == ["lena@x.example", "612 555 0199"]
    assert file.rows[2] == Rejected(3, "Name", "it has neither a name nor an address; fill 'Name' or 'Email'", {})


@pytest.mark.parametrize(
    ("mail", "recruiter", "manager", "whose"),
    [
        ("ann@acme.example", "Ann Field", "Bob Stone", "Ann Field"),
        ("b.stone@acme.example", "Ann Field", "Bob Stone", "Bob Stone"),
        ("jobs@acme.example", "Ann Field", "", "Ann Field"),
        ("jobs@acme.example", "Ann Field", "Bob Stone", "jobs@acme.example"),
        ("field@acme.example", "Ann Field", "Bob Field", "field@acme.example"),
    ],
)
def test_one_column_of_addresses_beside_two_of_names_is_whose_it_sounds_like(
    mail: str, recruiter: str, manager: str, whose: str
) -> None:
    header = ["Company", "Role", "Recruiter", "Hiring Manager", "Email", "Status", "Date applied"]
    (deal,) = bring(as_csv(header, ["Acme", "Rep", recruiter, manager, mail, "Rejected", "2025-09-01"])).deals

    named = {recruiter, manager, whose} - {""}
    assert {person.name: person.mail for person in deal.people if person.mail} == {whose: mail}
    assert {person.name for person in deal.people} == named


OPT_OUTS: list[tuple[str, object, Channel | None]] = [
    ("Email Opt Out", "1", Channel.MAIL),
    ("HasOptedOutOfEmail", "TRUE", Channel.MAIL),
    ("Unsubscribed from all email", "true", Channel.MAIL),
    ("Email hard bounce reason", "UNKNOWN_USER", Channel.MAIL),
    ("IsEmailBounced", "true", Channel.MAIL),
    ("DoNotCall", "true", Channel.CALL),
    ("Do not contact", "per Lena, 3 May", None),
    ("Do Not Contact", "2025-03-04", None),
    ("Opted out", "?", None),
    ("Nicht kontaktieren", "ja", None),
    ("Ne pas contacter", "Oui", None),
    ("Marketing consent", "no", Channel.MAIL),
    ("Marketing status", "Unsubscribed", Channel.MAIL),
    ("Einwilligung", "widerrufen", Channel.MAIL),
]


@pytest.mark.parametrize(("column", "cell", "channel"), OPT_OUTS)
def test_opt_out_columns_of_every_system_are_heard_and_quoted(column: str, cell: str, channel: Channel | None) -> None:
    (row,) = bring(as_csv(["Name", "Email", column], ["Lena", "lena@x.example", cell])).people
    assert row.person.opt_outs == (OptOutDraft(f"{column}: {cell}", AS_OF, channel),)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Email Opt Out", "0"),
        ("HasOptedOutOfEmail", "FALSE"),
        ("Do not contact", ""),
        ("Do not contact", "no"),
        ("Marketing consent", "unknown"),
        ("Marketing consent", "Never contacted"),
        ("Marketing contact status", "Non-marketing contact"),
    ],
)
def test_a_clear_no_to_opting_out_opts_nobody_out(column: str, cell: str) -> None:
    (row,) = bring(as_csv(["Name", "Email", column], ["Lena", "lena@x.example", cell])).people
    assert (row.person.opt_outs, row.person.permissions) == ((), ())


def test_consent_in_clear_words_is_a_permission_to_mail() -> None:
    (row,) = bring(one(Name="Lena", Email="lena@x.example", Marketing_consent="Yes")).people
    assert row.person.permissions == (
        PermissionDraft(PermissionState.GRANTED, AS_OF, Channel.MAIL, words="Marketing consent: Yes"),
    )


def test_opt_outs_of_a_deals_row_bind_its_people() -> None:
    (person,) = bring(one(Account="A", Stage="Closed Lost", Contact="Lena", Email_Opt_Out="yes")).deal.people
    assert [(no.channel, no.words) for no in person.opt_outs] == [(Channel.MAIL, "Email Opt Out: yes")]


def test_organisations_come_with_domain_country_and_segment() -> None:
    (row,) = bring(
        one(Company="Alder Creek", Website="https://www.alder.example/x", Country="USA", Industry="Hospital")
    ).accounts
    account = row.account
    assert (account.name, account.domain, account.jurisdiction, account.segment) == (
        "Alder Creek",
        "alder.example",
        "US",
        "Hospital",
    )


def test_an_organisation_that_must_not_be_contacted_says_so() -> None:
    (row,) = bring(one(Company="Alder", Website="alder.example", Do_not_contact="x"), kind="accounts").accounts
    assert row.account.opt_outs == (OptOutDraft("Do not contact: x", AS_OF),)


TOUCHES = as_csv(
    ["Date", "Type", "Company", "Contact", "Direction", "Result", "Minutes", "Notes"],
    ["2025-03-04 17:30", "Call", "Alder", "Lena", "Inbound", "Left voicemail", "12", "asked for the study"],
    ["2025-03-05", "LinkedIn message", "Alder", "Lena", "", "", "", ""],
    ["2026-12-05", "Call", "Alder", "Lena", "", "", "", ""],
    ["2025-03-06", "Prepare proposal", "Alder", "Lena", "", "", "", ""],
    ["", "Call", "Alder", "Lena", "", "", "", ""],
    ["2025-03-07", "E-Mail", "", "", "", "", "", "x"],
)


def test_contacts_come_with_channel_direction_outcome_and_words() -> None:
    first, second = bring(TOUCHES).touches
    touch = first.touch
    assert (touch.channel, touch.direction, touch.outcome, touch.minutes) == (
        Channel.CALL,
        Direction.IN,
        Outcome.VOICEMAIL,
        12,
    )
    assert touch.happened_at == datetime(2025, 3, 4, 23, 30, tzinfo=UTC)
    assert (touch.person, touch.words, first.account) == ("Lena", "asked for the study", "Alder")
    assert (second.touch.channel, second.touch.direction) == (Channel.LINKEDIN, Direction.OUT)


def test_what_is_planned_or_no_contact_is_skipped_and_what_says_too_little_rejected() -> None:
    planned, task, undated, unlinked = bring(TOUCHES).rows[2:]
    assert planned == Skipped(3, "planned, not done yet")
    assert task == Skipped(4, "a task, not a contact with anybody, as far as its type and subject tell")
    assert isinstance(undated, Rejected)
    assert (undated.column, undated.words) == ("Date", "it has no date; fill 'Date'")
    assert isinstance(unlinked, Rejected)
    assert unlinked.words == "it says neither who it was with nor about which deal; fill 'Company' or 'Contact'"


def test_activities_of_pipedrive_name_their_deal() -> None:
    file = bring(
        as_csv(
            [
                "Activity - Subject",
                "Activity - Type",
                "Activity - Due date",
                "Activity - Done",
                "Activity - Deal",
                "Activity - Organization",
            ],
            ["Intro", "call", "2025-03-04", "Done", "2x pump", "Alder"],
            ["Later", "call", "2025-03-04", "To do", "2x pump", "Alder"],
        )
    )
    (row,) = file.touches
    assert (row.deal, row.account, row.touch.subject) == ("2x pump", "Alder", "Intro")
    assert file.rows[1] == Skipped(2, "planned, not done yet")


def test_salesforce_tells_by_the_id_what_a_contact_was_about() -> None:
    columns = ["Id", "WhoId", "WhatId", "AccountId", "Subject", "ActivityDate", "TaskSubtype", "CallDurationInSeconds"]
    about_deal, about_account = bring(
        as_csv(
            columns,
            ["00T1", "0031", "006Dn00001abcDE", "0011", "Call", "2025-03-04", "Call", "90"],
            ["00T2", "0031", "001Dn00001abcDE", "0011", "Call", "2025-03-04", "Call", ""],
        )
    ).touches
    assert (about_deal.deal_external, about_deal.touch.minutes) == ("006Dn00001abcDEIAY", 2)
    assert (about_account.deal_external, about_account.account_external, about_account.person_external) == (
        "",
        "0011",
        "0031",
    )


def test_an_activity_beside_a_deal_is_a_contact_or_a_day_to_come_back() -> None:
    columns = [
        "Deal - Title",
        "Deal - Status",
        "Deal - Lost time",
        "Organization - Name",
        "Activity - Subject",
        "Activity - Due date",
    ]
    done, planned = bring(
        as_csv(
            columns,
            ["a", "Lost", "2025-01-01 10:00:00", "Alder", "Call about the trial", "2025-03-04"],
            ["b", "Lost", "2025-01-01 10:00:00", "Alder", "Call about the trial", "2026-09-01"],
        )
    ).deals
    assert [(touch.channel, touch.subject) for touch in done.touches] == [(Channel.CALL, "Call about the trial")]
    assert [(promise.due_on, promise.words) for promise in planned.promises] == [
        (date(2026, 9, 1), "Call about the trial")
    ]


def test_who_stands_in_a_second_column_is_a_second_person_with_what_has_the_same_number() -> None:
    columns = "Account,Deal,Status,Contact 1,Email 1,Title 1,Contact 2,Email 2,Title 2,Third contact,Decision maker 2"
    file = bring(
        f"{columns}\nAlder,Scopes,Lost,Lena Whit,lena@a.example,CNO,Tom Ash,tom@a.example,Buyer,Zed Poe,Ida Roe\n"
        "Birch,Pumps,Lost,Ann Oak,,,,solo@b.example,,,\n"
    )

    assert [[(one.name, one.mail, one.title, one.role.value) for one in deal.people] for deal in file.deals] == [
        [
            ("Lena Whit", "lena@a.example", "CNO", "unknown"),
            ("Tom Ash", "tom@a.example", "Buyer", "unknown"),
            ("Zed Poe", "", "", "unknown"),
            ("Ida Roe", "", "", "economic_buyer"),
        ],
        [("Ann Oak", "", "", "unknown"), ("solo@b.example", "solo@b.example", "", "unknown")],
    ]


def test_without_a_second_person_a_second_address_is_the_firsts() -> None:
    file = bring("Account,Deal,Status,Contact,Email,Email 2\nAlder,Scopes,Lost,Lena Whit,l@a.example,lw@a.example\n")

    assert [(one.name, one.mail) for one in file.deal.people] == [("Lena Whit", "l@a.example")]
    assert file.deal.custom == {"Email 2": "lw@a.example"}
