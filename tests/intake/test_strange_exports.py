"""More exports nobody has seen here: boards, an ERP, packages of other makers, names of deals without their prefix."""

import pytest

from rekindle.intake.drafts import Skipped
from rekindle.terms.losses import DealKind
from tests.intake.support import Brought, bring


def told(file: Brought) -> list[tuple[str, str, str, int | None, str]]:
    """Return organisation, deal, status, amount and day of loss of every deal."""
    return [
        (d.account.name, d.name, d.status.value, d.amount_minor, str(d.losses[0].lost_on) if d.losses else "")
        for d in file.deals
    ]


def test_deals_of_pipedrive_are_deals_though_only_their_people_have_names_in_front() -> None:
    file = bring(
        "ID,Title,Organization,Contact person,Owner,Value,Currency,Status,Stage,Deal created,Won time,Lost time,"
        "Lost reason,Person - Email - Work,8f3a1c2b9d4e5f60718293a4b5c6d7e8f9012345\n"
        "101,Scopes,Alder,Lena Whit,Maya Brandt,45000,EUR,lost,Proposal,2025-06-01 09:00:00,,2025-11-06 10:15:00,"
        "Price,lena@alder.example,Tender 17\n"
        "102,Pumps,Birch,,Ben Ford,12500,USD,won,Closing,2025-12-01 09:00:00,2026-02-25 16:40:00,,,,\n"
        "103,Old,Cedar,,Ben Ford,9,USD,deleted,Lead In,2025-12-01 09:00:00,,,,,\n"
    )

    assert (file.recognition.system, file.recognition.kind, file.recognition.questions) == ("pipedrive", "deals", ())
    assert told(file) == [
        ("Alder", "Scopes", "lost", 4_500_000, "2025-11-06"),
        ("Birch", "Pumps", "won", 1_250_000, ""),
    ]
    assert [(person.name, person.mail) for person in file.deals[0].people] == [("Lena Whit", "lena@alder.example")]
    assert file.deals[0].custom["8f3a1c2b9d4e5f60718293a4b5c6d7e8f9012345"] == "Tender 17"
    assert [type(row) for row in file.rows[2:]] == [Skipped]


def test_a_board_that_writes_its_header_over_each_group_has_no_deal_called_like_a_group_or_a_column() -> None:
    header = "Name,Stage,Owner,Deal Value,Contacts,Accounts,Item ID\n"
    file = bring(
        f"Deals,,,,,,\n,,,,,,\nActive Deals,,,,,,\n{header}Carts,Discovery,Ben Ford,9000,Ann Lee,Cedar,3\n,,,9000,,,\n"
        f",,,,,,\nClosed Won,,,,,,\n{header}Pumps,Won,Ben Ford,12500,,Birch,2\n"
        f",,,,,,\nLost,,,,,,\n{header}Scopes,Lost,Maya Brandt,45000,Lena Whit,Alder,1\n"
    )

    assert file.recognition.questions == ()
    assert [(account, deal, status) for account, deal, status, *_ in told(file)] == [
        ("Cedar", "Carts", "open"),
        ("Birch", "Pumps", "won"),
        ("Alder", "Scopes", "lost"),
    ]
    # A sum without a name stays out, and is counted.
    assert [type(row) for row in file.rows if row not in file.deals] == [Skipped]
    assert any("the line of column names stands again below" in words for words in file.table.warnings)


@pytest.mark.parametrize(
    ("column", "cell", "people"),
    [
        ("Related contacts", "Lena Whit, Tom Ash", ["Lena Whit", "Tom Ash"]),
        ("Related contacts", "Whit, Lena", ["Lena Whit"]),
        ("Contact", "van der Berg, Anna Maria", ["van der Berg, Anna Maria"]),
        ("Associated people", "Lena Whit; Tom Ash", ["Lena Whit", "Tom Ash"]),
    ],
)
def test_a_comma_parts_people_only_in_a_column_of_several(column: str, cell: str, people: list[str]) -> None:
    file = bring(f'Account Name,Deal Name,Stage,{column}\nAlder,Scopes,Lost,"{cell}"\n')

    assert [person.name for person in file.deal.people] == people


def test_fields_of_a_package_mean_what_they_are_called_and_its_opt_out_binds() -> None:
    file = bring(
        "Id,Name,Account_vod__r.Name,Account_vod__r.Id,StageName,Amount,CloseDate,IsClosed,IsWon,Competitor_vod__c,"
        "Primary_HCP_vod__r.Name,PDRP_Opt_Out_vod__c\n"
        "006A1,Scopes,Alder,001A1,Closed Lost,45000,2025-11-06,true,false,Corvex,Dr. Lena Whit,true\n"
        "006A2,Pumps,Birch,001A2,Closed Lost,9000,2025-11-06,true,false,,Dr. Tom Ash,false\n"
    )

    assert told(file) == [
        ("Alder", "Scopes", "lost", 4_500_000, "2025-11-06"),
        ("Birch", "Pumps", "lost", 900_000, "2025-11-06"),
    ]
    assert [deal.account.external for deal in file.deals] == ["001A1", "001A2"]
    assert [deal.losses[0].competitor for deal in file.deals] == ["Corvex", ""]
    assert [[out.words for out in deal.people[0].opt_outs] for deal in file.deals] == [
        ["PDRP_Opt_Out_vod__c: true"],
        [],
    ]


@pytest.mark.parametrize("column", ["SMS Opt Out", "Fax Opt Out", "Open tracking opt out"])
def test_an_opt_out_from_another_channel_is_no_wish_to_be_left_alone(column: str) -> None:
    file = bring(f"Account Name,Deal Name,Stage,Contact,{column}\nAlder,Scopes,Lost,Lena Whit,true\n")

    assert (file.deal.people[0].opt_outs, file.deal.custom) == ((), {column: "true"})


def test_a_list_of_offers_from_a_german_ledger_keeps_its_amounts_and_an_order_beside_a_refusal_is_won() -> None:
    file = bring(
        "Angebotsnr.;Angebotsdatum;Kunden-Nr.;Kunde;Artikelbezeichnung;Nettobetrag;MwSt.;Bruttobetrag;Status;"
        "Absagegrund;Absagedatum;Vertreter;Werbesperre;Ansprechpartner\n"
        "AN-17;01.06.2025;10023;Klinikum Erlenbach GmbH;OP-Tisch;45.000,00;8.550,00;53.550,00;abgesagt;Preis zu hoch;"
        "26.11.2025;Brandt;nein;Dr. Weiß\n"
        "AN-18;25.12.2025;10024;Birke & Söhne KG;Pumpe;12.500,50;2.375,10;14.875,60;Auftrag;;;Ford;ja;Anton Lehm\n"
    )

    assert told(file) == [
        ("Klinikum Erlenbach GmbH", "OP-Tisch", "lost", 4_500_000, "2025-11-26"),
        ("Birke & Söhne KG", "Pumpe", "won", 1_250_050, ""),
    ]
    assert [(d.external, d.account.external, d.owner and d.owner.name) for d in file.deals] == [
        ("AN-17", "10023", "Brandt"),
        ("AN-18", "10024", "Ford"),
    ]
    assert file.recognition.questions == ()
    assert "'Auftrag' in 'Status' counts as won" in " ".join(file.recognition.warnings)
    assert [len(deal.people[0].opt_outs) for deal in file.deals] == [0, 1]


def test_a_status_nobody_knows_is_asked_where_its_rows_tell_why_they_were_lost() -> None:
    rows = (
        "Account,Deal,Status,Lost reason\n"
        "Alder,Scopes,Lost,Price\nFir,Lamps,Won,\nBirch,Pumps,Zurückgelegt,Kein Budget\n"
    )
    asked = bring(rows)
    by_stage = rows.replace("Status", "Stage") + "Cedar,Carts,Zurückgelegt,\nElm,Beds,Zurückgelegt,\n"

    assert [question.column for question in asked.recognition.questions] == ["Status: Zurückgelegt"]
    # A stage most of whose rows tell no reason is one on the way; in a status it is asked about.
    assert bring(by_stage).recognition.questions == ()
    assert len(bring(by_stage.replace("Stage", "Status")).recognition.questions) == 1


def test_the_person_behind_the_name_of_an_organisation_is_no_part_of_it() -> None:
    file = bring(
        "id,Opportunity,Customer,Contact Name,Expected Revenue,Stage,Active,Probability,Lost Reason,Last Stage Update\n"
        'crm_12,Scopes,"Alder Clinic, Lena Whit",Lena Whit,45000,Proposition,False,0.0,Too expensive,2025-11-06\n'
    )

    assert (file.recognition.system, told(file)) == (
        "odoo",
        [("Alder Clinic", "Scopes", "lost", 4_500_000, "2025-11-06")],
    )
    assert file.deal.custom["Customer"] == "Alder Clinic, Lena Whit"


def test_the_day_a_card_was_moved_is_better_than_the_day_of_applying() -> None:
    file = bring(
        "Company,Position,Status,Applied on,Recruiter,Recruiter email,Notes,Stage updated\n"
        'Alder,Territory Manager,❌ Rejected,"October 6, 2025",Tom Ash,tom@r.example,-,"November 6, 2025"\n'
    )

    deal = file.deal
    assert (deal.kind, deal.losses[0].lost_on.isoformat(), deal.losses[0].lost_on_quality) == (
        DealKind.JOB,
        "2025-11-06",
        "modified",
    )
    # A dash is no note.
    assert deal.notes == ()
