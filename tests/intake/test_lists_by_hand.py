"""Boards, registers and quotations nobody here had seen: sums between rows, records in cells, lines, days."""

import json
from datetime import date

import pytest

from rekindle.desk.bring_in.understanding import read_claims, read_wishes
from rekindle.intake.drafts import Skipped
from tests.intake.support import as_csv, as_xlsx, bring

BOARD = ("Deal", "Stage", "Deal Value", "Accounts", "Close Date", "Forecast")


def test_what_a_board_writes_below_its_groups_is_counted_as_sums_and_rejected_nowhere() -> None:
    file = bring(
        as_xlsx(
            BOARD,
            ("Kits", "Lost", 8200, "Alder", date(2026, 2, 1), 0),
            ("Pilot", "Lost", 26400, "Birch", date(2026, 1, 15), 10),
            ("", "", 34600, "", "", 10),
            ("Starter", "Won", 3100, "Cedar", date(2026, 2, 11), 5),
            ("", "", 3100, "", "", 5),
            ("", "", 37700, "", "", 15),
        )
    )

    assert [deal.name for deal in file.deals] == ["Kits", "Pilot", "Starter"]
    assert [row.row for row in file.rows if isinstance(row, Skipped)] == [3, 5, 6]
    assert file.rejected == []


def test_an_amount_alone_that_is_no_sum_is_a_row_somebody_left_unfinished() -> None:
    file = bring(as_xlsx(BOARD, ("Kits", "Lost", 8200, "Alder", date(2026, 2, 1), 0), ("", "", 999, "", "", "")))

    assert [row.row for row in file.rejected] == [2]


def _record(name: str, mail: str, **more: object) -> dict[str, object]:
    return {"name": name, "emails": [{"email": mail, "type": "office"}], **more}


def test_people_written_as_records_into_a_cell_are_people_and_the_cell_is_kept() -> None:
    lena = _record("Lena Whit", "lena@alder.example", title="CFO", phones=[{"phone": "+1 503 555 0131"}])
    cell = json.dumps([lena, _record("Tom Ash", "tom@alder.example")])
    deal = bring(as_csv(["Account", "Deal", "Status", "contacts"], ["Alder", "Scopes", "Lost", cell])).deal

    assert [(one.name, one.mail, one.title, one.phone) for one in deal.people] == [
        ("Lena Whit", "lena@alder.example", "CFO", "+1 503 555 0131"),
        ("Tom Ash", "tom@alder.example", "", ""),
    ]
    assert deal.custom == {"contacts: as records": cell}


@pytest.mark.parametrize("cell", ["[" * 5_000, '[{"name": "Lena"', '[{"qty": 3, "sku": "A"}]', "[1, 2]", '{"name": 7}'])
def test_a_cell_that_is_no_record_of_people_stays_the_text_it_is(cell: str) -> None:
    file = bring(as_csv(["Account", "Deal", "Status", "Payload"], ["Alder", "Scopes", "Lost", cell]))

    assert (file.deal.people, file.deal.custom) == ((), {"Payload": cell})


def test_lines_of_a_quotation_are_worth_together_what_it_is_worth() -> None:
    header = ["Quote No", "Customer", "Item", "Qty", "Line total", "Status", "Date lost"]
    file = bring(
        as_csv(
            header,
            ["Q-1", "Alder", "End mill", "2", "860.00", "Lost", "2026-02-10"],
            ["Q-1", "Alder", "Insert", "5", "860.00", "Lost", "2026-02-10"],
            ["Q-2", "Birch", "Coolant", "4", "1680.00", "Lost", "2026-01-13"],
        )
    )

    assert [(deal.external, deal.amount_minor) for deal in file.deals] == [
        ("Q-1", 172_000),
        ("Q-1", 172_000),
        ("Q-2", 168_000),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [
        ("Importo offerta €", "18500", "deal.amount"),
        ("Est. $", "96000", "deal.amount"),
        ("Qtn Value (Rs.)", "₹ 14,50,000", "deal.amount"),
        ("Onze prijs", "€ 312.000,00", "deal.amount"),
        ("Dt. perda", "13/02/2026", "deal.lost_on"),
        ("Dr. Name", "Dr. Meena Iyer", "person.name"),
        ("Contactpersoon inkoop", "Joost de Wit", "person.name"),
        ("E-mail inkoop", "j.dewit@amstel.example", "person.mail"),
        ("Reden afwijzing", "Prijs", "deal.lost_reason"),
        ("Feedback from client", "Too safe", "deal.lost_notes"),
        ("Reach out again", "2026-12-01", "deal.revisit_on"),
        ("Retomar em", "25/08/2027", "deal.revisit_on"),
        ("Pitch", "Summer film", "deal.name"),
        ("estimated_value__c", "210000", "deal.amount"),
        ("owner__v.name__v", "Yara Sole", "deal.owner"),
        ("primary_contact__v.email__c", "b@kings.example", "person.mail"),
    ],
)
def test_names_made_of_known_ones_need_no_click(column: str, cell: str, field: str) -> None:
    file = bring(as_csv(["Account", "Status", column], ["Alder", "Lost", cell], ["Birch", "Won", ""]))

    assert (file.recognition.mapping.get(column), file.recognition.questions) == (field, ())


def test_days_behind_every_end_under_a_name_nobody_knows_are_offered_as_days_to_get_back() -> None:
    rows = (
        ["Alder", "Scopes", "Lost", "14-01-2026", "15-03-2030"],
        ["Birch", "Beds", "Lost", "30-01-2026", "01-06-2031"],
    )
    file = bring(as_csv(["Account", "Deal", "Status", "Lost on", "Nieuwe ronde"], *rows))
    answered = bring(
        as_csv(["Account", "Deal", "Status", "Lost on", "Nieuwe ronde"], *rows),
        mapping={"Nieuwe ronde": "deal.revisit_on"},
    )

    assert [(one.column, one.choices) for one in file.recognition.questions] == [
        ("Nieuwe ronde", ("deal.revisit_on", "keep"))
    ]
    assert [deal.promises[0].due_on for deal in answered.deals] == [date(2030, 3, 15), date(2031, 6, 1)]


@pytest.mark.parametrize("column", ["Warranty", "Delivery date", "Contract end", "Valid until", "Expected close"])
def test_days_of_something_else_behind_the_end_are_not_asked_about(column: str) -> None:
    file = bring(
        as_csv(
            ["Account", "Deal", "Status", "Lost on", column],
            ["Alder", "Scopes", "Lost", "2026-01-14", "2030-03-01"],
            ["Birch", "Beds", "Lost", "2026-01-30", "2031-06-01"],
        )
    )

    assert file.recognition.questions == ()


def test_names_with_addresses_in_one_cell_are_asked_about_as_people_not_as_addresses() -> None:
    cell = "Dr. Anna Weber <anna@freital.example>; Tom Klein <tom@freital.example>"
    text = as_csv(["Account", "Deal", "Status", "Whom we met"], ["Freital", "Scopes", "Lost", cell])
    (question,) = bring(text).recognition.questions
    people = bring(text, mapping={question.column: question.choices[0]}).deal.people

    assert [(one.name, one.mail) for one in people] == [
        ("Dr. Anna Weber", "anna@freital.example"),
        ("Tom Klein", "tom@freital.example"),
    ]


def test_a_day_under_an_unknown_name_in_the_export_of_a_known_system_is_asked_not_guessed_as_today() -> None:
    file = bring(
        as_csv(
            ["Opportunity Id", "Opportunity Title", "Account Name", "Stage", "Ausgang wann"],
            ["501", "Remodel", "Alder", "Closed Lost", "2026-01-23"],
            ["502", "Deck", "Birch", "Closed Lost", "2026-01-25"],
        ),
        read_reason=read_claims,
        read_revisit=read_wishes,
    )

    assert [one.column for one in file.recognition.questions] == ["Ausgang wann"]


def test_what_a_deal_is_called_is_asked_where_no_column_says_so_and_asked_once() -> None:
    header = ["Client", "Status", "Lost on", "Würfe", "Weiteres"]
    file = bring(
        as_csv(
            header,
            ["Alder", "Lost", "2026-01-14", "Summer film", "Blue stage"],
            ["Birch", "Lost", "2026-01-30", "Shop relaunch", "Red door"],
            ["Cedar", "Won", "", "Poster run", "Green hill"],
        )
    )

    assert [(one.column, one.choices) for one in file.recognition.questions] == [
        ("Würfe", ("deal.name", "person.name", "keep"))
    ]


@pytest.mark.parametrize(
    ("column", "cell", "name", "mail", "phone"),
    [
        ("Contact", "Ted Oak, ted@oak.example", "Ted Oak", "ted@oak.example", ""),
        ("Contact", "Mrs Finch - finch@grange.example", "Mrs Finch", "finch@grange.example", ""),
        ("Email", "Jo Band <jo@hill.example>", "Jo Band", "jo@hill.example", ""),
        ("Email", "jo@hill.example", "jo@hill.example", "jo@hill.example", ""),
        ("Contact Person & No.", "Mr. S. Rao 98220 10001", "Mr. S. Rao", "", "98220 10001"),
        ("Contact and phone", "Ann Lee, +1 503 555 0131", "Ann Lee", "", "+1 503 555 0131"),
        ("Contact", "Ann Lee 2", "Ann Lee 2", "", ""),
    ],
)
def test_a_cell_that_says_how_to_reach_whom_it_names_is_parted(
    column: str, cell: str, name: str, mail: str, phone: str
) -> None:
    file = bring(as_csv(["Account", "Deal", "Status", column], ["Alder", "Scopes", "Lost", cell]))

    assert [(one.name, one.mail, one.phone) for one in file.deal.people] == [(name, mail, phone)]


def test_a_no_about_somebody_whose_address_stands_beside_their_name_binds_them_by_name() -> None:
    row = ["Oak House", "Scopes", "Lost", "Ted Oak, ted@oak.example", "He asked me not to call again"]
    file = bring(as_csv(["Account", "Deal", "Status", "Contact", "Notes"], row), read_revisit=read_wishes)

    assert [(one.name, bool(one.opt_outs)) for one in file.deal.people] == [("Ted Oak", True)]


def test_short_names_of_an_extract_need_no_click() -> None:
    header = "opp_id,opp_nm,acct_nm,acv_usd,crt_dt,cls_dt,stg,lst_rsn,cmptr,own_nm,ctc_nm,ctc_eml"
    row = "8801,Risk,Ferris,132000,2025-09-14,2026-01-27,Closed Lost,PRICE,Guidewire,S. Oduya,Mel Ferris,mel@f.example"
    file = bring(f"{header}\n{row}\n")

    assert file.recognition.questions == ()
    assert list(file.recognition.mapping.values()) == [
        "deal.external",
        "deal.name",
        "account.name",
        "deal.amount",
        "deal.created_on",
        "deal.closed_on",
        "deal.stage",
        "deal.lost_reason",
        "deal.competitor",
        "deal.owner",
        "person.name",
        "person.mail",
    ]


def test_a_column_called_like_one_of_ends_with_reasons_in_it_is_asked_about_as_that() -> None:
    rows = (
        ["Alder", "Carport", "Lost", "Price too high"],
        ["Birch", "Roof", "Won", ""],
        ["Cedar", "Car", "Lost", "No answer"],
    )
    file = bring(as_csv(["Account", "Deal", "Status", "Outcome"], *rows))

    assert [(one.column, one.choices) for one in file.recognition.questions] == [
        ("Outcome", ("deal.lost_reason", "keep"))
    ]


def test_what_a_deal_was_lost_on_may_be_a_reason_and_is_offered_as_one() -> None:
    rows = (["Alder", "Carport", "Lost", "price"], ["Birch", "Roof", "Lost", "trade-in value"])
    (question,) = bring(as_csv(["Account", "Deal", "Status", "Lost on"], *rows)).recognition.questions

    assert (question.column, question.choices) == ("Lost on", ("deal.lost_on", "deal.lost_reason", "keep"))


def test_a_search_for_work_kept_in_spanish_is_one() -> None:
    header = ["Empresa", "Puesto", "Fecha postulación", "Reclutador/a", "Correo", "Estado", "Fecha respuesta"]
    row = ["Farmalia", "KAM", "2026-01-14", "Sara Gil", "s@farmalia.example", "Rechazado", "2026-02-19"]
    file = bring(as_csv(header, row))

    assert (file.recognition.system, file.recognition.questions) == ("job_search", ())
    assert (file.deal.name, str(file.deal.losses[0].lost_on)) == ("KAM", "2026-02-19")


def test_many_rows_that_name_nobody_are_deals_of_their_own_and_not_three_called_after_a_kind() -> None:
    kinds, ends = ("Clear", "Few questions", "Low"), ("Won", "Lost")
    rows = [[f"Product {n % 7}", kinds[n % 3], ("Mid", "Low")[n % 2], ends[n % 2]] for n in range(60)]
    file = bring(as_csv(["Product", "Scope", "Authority", "Status"], *rows))

    assert len({(deal.account.name, deal.name) for deal in file.deals}) == len(file.deals) > 40
    assert [deal.account.name for deal in file.deals[:2]] == ["Product 0 of row 1", "Product 1 of row 2"]
    assert (file.deals[0].custom, file.recognition.questions) == ({"Scope": "Clear", "Authority": "Mid"}, ())


def test_a_few_names_of_deals_over_many_rows_stay_names_where_organisations_are_named() -> None:
    rows = [[f"Hospital {n}", ("Scopes", "Beds")[n % 2], "Lost"] for n in range(60)]
    file = bring(as_csv(["Account", "Deal", "Status"], *rows))

    assert {deal.name for deal in file.deals} == {"Scopes", "Beds"}
