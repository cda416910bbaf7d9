"""What the texts of a row say: reasons, days to come back, a no, contracts, amounts and cells that are none."""

from datetime import UTC, date, datetime

import pytest

from rekindle.intake.drafts import (
    ClaimDraft,
    ContractDraft,
    OptOutDraft,
    OwnerDraft,
    PersonRowDraft,
    PromiseDraft,
)
from rekindle.terms.losses import ClaimKind, Source
from tests.intake.support import AS_OF, as_csv, as_xlsx, bring, one


def read_reason(text: str) -> list[ClaimDraft]:
    found = [
        ClaimDraft(Source.IMPORT, ClaimKind.REASON, word, quote=text)
        for word in ("budget", "price")
        if word in text.lower()
    ]
    return [*found, ClaimDraft(Source.IMPORT, ClaimKind.VERDICT, "not_now", quote=text)]


def read_revisit(text: str, said_on: date) -> list[PromiseDraft | OptOutDraft]:
    if "do not contact" in text.lower():
        return [OptOutDraft(text, AS_OF)]
    return [PromiseDraft(date(2026, 5, 1), 30.0, Source.IMPORT, text)] if "in May" in text else []


def test_reasons_become_claims_through_the_function_that_is_handed_in() -> None:
    deal = bring(
        one(
            Account="Alder",
            Stage="Closed Lost",
            Close_date="2025-02-01",
            Lost_reason="Budget",
            Why_did_we_lose="Price, and the budget came late",
        ),
        read_reason=read_reason,
    ).deal
    claims = deal.losses[0].claims
    assert [(claim.kind, claim.key, claim.rank, claim.quote) for claim in claims] == [
        (ClaimKind.REASON, "budget", 1, "Budget"),
        (ClaimKind.VERDICT, "not_now", 1, "Budget"),
        (ClaimKind.REASON, "price", 2, "Price, and the budget came late"),
    ]
    assert {claim.happened_at for claim in claims} == {datetime(2025, 2, 1, 6, tzinfo=UTC)}
    assert deal.custom == {}
    assert [note.words for note in deal.notes] == ["Price, and the budget came late"]


def test_a_reason_nobody_read_stays_on_the_record() -> None:
    deal = bring(one(Account="Alder", Stage="Closed Lost", Lost_reason="n/a")).deal
    assert (deal.losses[0].claims, deal.custom) == ((), {"Lost reason": "n/a"})


def test_days_to_come_back_are_read_from_columns_and_from_notes() -> None:
    deal = bring(
        one(
            Account="Alder",
            Stage="Closed Lost",
            Close_date="2025-02-01",
            Follow_up="2025-09-15",
            Notes="<p>call me in May</p>",
        ),
        read_revisit=read_revisit,
    ).deal
    assert [(promise.due_on, promise.words) for promise in deal.promises] == [
        (date(2025, 9, 15), "Follow up: 2025-09-15"),
        (date(2026, 5, 1), "call me in May"),
    ]


def test_a_day_before_the_loss_promises_nothing() -> None:
    deal = bring(one(Account="Alder", Stage="Closed Lost", Close_date="2025-02-01", Follow_up="2024-09-15")).deal
    assert (deal.promises, deal.custom) == ((), {"Follow up": "2024-09-15"})


def test_a_no_in_the_notes_binds_everybody_the_row_names() -> None:
    deal = bring(
        one(
            Account="Alder",
            Stage="Closed Lost",
            Contact="Lena Whitlock",
            Champion="Ray Osei",
            Notes="Do not contact us again",
        ),
        read_revisit=read_revisit,
    ).deal
    assert {person.name: [no.words for no in person.opt_outs] for person in deal.people} == {
        "Lena Whitlock": ["Do not contact us again"],
        "Ray Osei": ["Do not contact us again"],
    }


def test_a_no_of_a_row_without_people_binds_the_organisation() -> None:
    deal = bring(one(Account="Alder", Stage="Closed Lost", Do_not_contact="yes")).deal
    assert deal.account.opt_outs == (OptOutDraft("Do not contact: yes", AS_OF),)


def test_html_notes_become_text_and_several_columns_keep_their_names() -> None:
    deal = bring(
        one(Account="Alder", Stage="Closed Lost", Notes="<p>a &amp; b</p>", Next_Step="<b>send</b> study"),
    ).deal
    assert sorted(note.words for note in deal.notes) == ["Next Step: send study", "Notes: a & b"]


def test_a_contract_binds_until_its_end() -> None:
    deal = bring(
        one(Account="Alder", Stage="Closed Lost", Incumbent="Halden", Contract_end_date="2027-06-30"),
    ).deal
    assert deal.contracts == (ContractDraft("Halden", date(2027, 6, 30)),)


@pytest.mark.parametrize(
    ("cells", "minor", "currency"),
    [
        ({"Amount": "USD 485,000.00"}, 48_500_000, "USD"),
        ({"Amount": "485.000,00 €"}, 48_500_000, "EUR"),
        ({"Amount": "500", "Currency": "JPY"}, 500, "JPY"),
        ({"Amount (CAD)": "500"}, 50_000, "CAD"),
        ({"Amount": "500"}, 50_000, "CHF"),
        ({"Amount": "", "Currency": "USD"}, None, ""),
    ],
)
def test_the_currency_is_the_cells_the_columns_or_the_books(
    cells: dict[str, str], minor: int | None, currency: str
) -> None:
    content = as_csv(["Account", "Stage", *cells], ["Alder", "Closed Lost", *cells.values()])
    deal = bring(content, currency="CHF").deal
    assert (deal.amount_minor, deal.currency) == (minor, currency)


def test_a_bad_cell_is_counted_and_kept_as_text() -> None:
    rows = [[f"A{n}", "Closed Lost", str(n), "2025-02-01"] for n in range(1, 9)]
    rows[4][2:] = ["tbd", "sometime"]
    file = bring(as_csv(["Account", "Stage", "Amount", "Close date"], *rows))
    assert file.deals[4].custom == {"Amount": "tbd", "Close date": "sometime"}
    assert (file.deals[4].amount_minor, len(file.deals)) == (None, 8)
    assert set(file.tally) == {
        "'Amount': no amount could be read, so the text was kept: row 5 ('tbd')",
        "'Close date': no date could be read, so the text was kept: row 5 ('sometime')",
        "'Close date': a lost deal without a day of its loss; 2026-03-02 was put: row 5",
    }


def test_texts_longer_than_the_book_can_hold_are_shortened_and_kept_whole() -> None:
    name = "Alder " * 80
    deal = bring(one(Account=name, Stage="Closed Lost")).deal
    assert len(deal.account.name) <= 300
    assert deal.account.name.endswith("…")
    assert deal.custom == {"Account": name.strip()}


def test_a_deal_opened_after_its_end_has_no_day_of_opening() -> None:
    deal = bring(one(Account="Alder", Stage="Closed Lost", Close_date="2025-02-01", Created="2025-06-01")).deal
    assert (deal.opened_on, deal.custom) == (None, {"Created": "2025-06-01"})


def test_an_owner_known_by_an_id_only_is_no_colleague_to_show() -> None:
    deal = bring(
        as_csv(
            ["Id", "Name", "AccountId", "StageName", "IsWon", "IsClosed", "OwnerId"],
            ["1", "a", "2", "x", "0", "1", "0059"],
        )
    ).deal
    assert (deal.owner, deal.custom) == (OwnerDraft("", external="0059"), {"OwnerId": "0059"})


def test_typed_cells_of_a_workbook_are_read_as_they_are() -> None:
    when = datetime(2025, 2, 1)  # noqa: DTZ001 - a workbook knows no zone
    content = as_xlsx(
        ("Account", "Deal ID", "Stage", "Amount", "Close Date", "Created", "Won"),
        ("Alder", 8345678901.0, "Closed Lost", 1200.5, when, 45355, False),
    )
    deal = bring(content, "a.xlsx").deal
    assert (deal.external, deal.amount_minor, deal.opened_on) == ("8345678901", 120_050, date(2024, 3, 4))
    assert deal.losses[0].lost_on == date(2025, 2, 1)


def test_an_id_a_spreadsheet_has_rounded_is_kept_but_not_used() -> None:
    file = bring(as_csv(["Record ID", "Deal Name", "Deal Stage"], ["8.34568E+09", "a", "Closed lost"]))
    assert (file.deal.external, file.deal.custom) == ("", {"Record ID": "8.34568E+09"})
    assert (
        file.tally[0]
        == "'Record ID': the id was rounded by a spreadsheet program, so the text was kept: row 1 ('8.34568E+09')"
    )


def test_a_row_with_a_person_and_no_deal_is_that_person() -> None:
    file = bring(
        as_csv(
            ["Deal - Title", "Deal - Value", "Person - Name", "Person - Email (Work)", "Organization - Name"],
            ["2x pump", "12", "Lena", "lena@x.example", "Alder"],
            ["", "", "Ray", "ray@x.example", "Birch"],
        )
    )
    second = file.rows[1]
    assert isinstance(second, PersonRowDraft)
    assert (second.person.name, second.account and second.account.name) == ("Ray", "Birch")
