"""What a table's columns mean, what is asked, and what a person can say about it."""

import pytest

from rekindle.intake.reading import read_table
from rekindle.intake.recognising import MappingError, Question, recognise
from rekindle.terms.losses import Status
from tests.intake.support import as_csv, bring


def test_of_two_columns_for_one_field_the_better_is_used_and_the_other_kept_and_said() -> None:
    file = bring(
        as_csv(
            ["Account", "Stage", "Close Date", "Closing Date (2)"],
            ["Alder", "Closed Lost", "2025-03-04", "2026-03-04"],
        )
    )
    assert file.recognition.mapping["Closing Date (2)"] == "keep"
    assert file.recognition.warnings == (
        "'Closing Date (2)' looks like the day the deal was closed too; 'Close Date' is used for it, "
        "the other is kept as it is",
    )
    assert file.deal.custom == {"Closing Date (2)": "2026-03-04"}


def test_an_empty_column_does_not_win_over_a_filled_one() -> None:
    file = bring(as_csv(["Account", "Stage", "Amount", "Amount (old)"], ["Alder", "Closed Lost", "", "1200"]))
    assert file.deal.amount_minor == 120_000


def test_the_order_of_dates_is_asked_when_the_column_does_not_settle_it() -> None:
    file = bring(
        as_csv(["Account", "Status", "Lost on"], ["Alder", "Lost", "03/04/2025"], ["Birch", "Lost", "05/06/2025"])
    )
    assert file.recognition.questions == (
        Question(
            "Lost on",
            "'Lost on': is 03/04/2025 written day first or month first? "
            "Until this is answered such dates count as unknown.",
            ("deal.lost_on@dmy", "deal.lost_on@mdy"),
        ),
    )
    assert {loss.lost_on_quality for deal in file.deals for loss in deal.losses} == {"guessed"}
    assert file.deals[0].custom == {"Lost on": "03/04/2025"}


@pytest.mark.parametrize(("answer", "day"), [("deal.lost_on@dmy", "2025-04-03"), ("deal.lost_on@mdy", "2025-03-04")])
def test_the_answer_settles_the_dates(answer: str, day: str) -> None:
    file = bring(as_csv(["Account", "Status", "Lost on"], ["Alder", "Lost", "03/04/2025"]), mapping={"Lost on": answer})
    assert file.recognition.questions == ()
    assert file.deal.losses[0].lost_on.isoformat() == day
    assert file.deal.losses[0].lost_on_quality == "said"


def test_in_a_systems_export_one_date_column_settles_the_others() -> None:
    columns = ["Opportunity Name", "Account Name", "Stage", "Close Date", "Created Date"]
    file = bring(as_csv(columns, ["2x pump", "Alder", "Closed Lost", "03/04/2025", "25/12/2024"]))
    assert file.recognition.questions == ()
    assert file.deal.losses[0].lost_on.isoformat() == "2025-04-03"


def test_in_a_sheet_kept_by_hand_it_does_not() -> None:
    file = bring(as_csv(["Account", "Status", "Lost on", "Created"], ["Alder", "Lost", "03/04/2025", "25/12/2024"]))
    assert [question.column for question in file.recognition.questions] == ["Lost on"]


def test_columns_written_alike_are_asked_about_once_and_the_answer_holds_for_all_of_them() -> None:
    columns = ["Account", "Status", "Expected close date", "Lost on", "Created", "Last modified", "Follow up"]
    cells = ["Alder", "Lost", "30/06/2025", "03/04/2025", "02/01/2025", "05/04/2025 11:00", "6-7-2026"]
    asked = bring(as_csv(columns, cells))
    told = bring(as_csv(columns, cells), mapping={"Lost on": "deal.lost_on@dmy"})

    assert [(one.column, one.words) for one in asked.recognition.questions] == [
        (
            "Lost on",
            "'Lost on': is 03/04/2025 written day first or month first? 'Expected close date' is day first. "
            "Until this is answered such dates count as unknown; "
            "the answer holds for 'Created' and 'Last modified' too.",
        ),
        (
            "Follow up",
            "'Follow up': is 6-7-2026 written day first or month first? 'Expected close date' is day first. "
            "Until this is answered such dates count as unknown.",
        ),
    ]
    assert [one.column for one in told.recognition.questions] == ["Follow up"]
    assert (str(told.deal.losses[0].lost_on), str(told.deal.opened_on)) == ("2025-04-03", "2025-01-02")


def test_a_header_whose_values_are_something_else_is_not_believed() -> None:
    file = bring(
        as_csv(["Account", "Stage", "Amount"], ["Alder", "Closed Lost", "see mail"], ["Birch", "Closed Lost", "tbd"])
    )
    assert "Amount" not in file.recognition.mapping
    assert file.recognition.questions == (
        Question(
            "Amount",
            "'Amount' sounds like what the deal was worth, but most of its values are something else, "
            "such as 'see mail'. What is it?",
            ("deal.amount", "keep"),
        ),
    )
    assert [deal.custom for deal in file.deals] == [{"Amount": "see mail"}, {"Amount": "tbd"}]


def test_values_can_say_that_a_header_means_the_neighbouring_field() -> None:
    file = bring(
        as_csv(
            ["Account", "Contact", "Owner", "Stage", "Closed", "Follow up"],
            ["0015500000Xyy06AAB", "lena@x.example", "maya@y.example", "Closed Lost", "1", "in Q4"],
            ["0015500000Xyy07AAB", "ray@x.example", "maya@y.example", "Open", "0", "after the move"],
        )
    )
    assert file.recognition.mapping == {
        "Account": "account.external",
        "Contact": "person.mail",
        "Owner": "deal.owner_mail",
        "Stage": "deal.stage",
        "Closed": "deal.is_closed",
        "Follow up": "note",
    }


def test_a_column_nobody_knows_is_kept_and_a_nearly_known_one_asked() -> None:
    file = bring(as_csv(["Account", "Stage", "Shoe size", "Competitr name"], ["Alder", "Closed Lost", "44", "Corvex"]))
    assert file.recognition.unmapped == ("Shoe size", "Competitr name")
    assert file.recognition.questions == (
        Question("Competitr name", "What is 'Competitr name', for example 'Corvex'?", ("deal.competitor", "keep")),
    )
    assert file.deal.custom == {"Shoe size": "44", "Competitr name": "Corvex"}


def test_a_day_nobody_named_is_asked_for_if_the_end_of_the_deal_is_not_known() -> None:
    file = bring(as_csv(["Account", "Stage", "Date 2"], ["Alder", "Closed Lost", "11.02.2025"]))
    assert file.recognition.questions == (
        Question(
            "Date 2",
            "What is 'Date 2', for example '11.02.2025'? Until this is answered it counts as the day of the deal: "
            "no other is known.",
            ("deal.lost_on", "deal.closed_on", "deal.created_on", "deal.revisit_on", "keep"),
        ),
    )
    meanwhile = file.deal.losses[0]
    assert (meanwhile.lost_on.isoformat(), meanwhile.lost_on_quality) == ("2025-02-11", "created")
    answered = bring(
        as_csv(["Account", "Stage", "Date 2"], ["Alder", "Closed Lost", "11.02.2025"]),
        mapping={"Date 2": "deal.lost_on"},
    )
    assert answered.deal.losses[0].lost_on.isoformat() == "2025-02-11"


def test_name_is_asked_unless_only_one_meaning_is_left() -> None:
    asked = bring(as_csv(["Name", "Stage"], ["Alder", "Closed Lost"]))
    assert [(q.column, q.choices) for q in asked.recognition.questions] == [
        ("Name", ("account.name", "deal.name", "person.name", "keep"))
    ]
    clear = bring(as_csv(["Name", "Company", "Contact", "Stage"], ["2x pump", "Alder", "Lena", "Closed Lost"]))
    assert clear.recognition.mapping["Name"] == "deal.name"


def test_whoever_buys_is_the_organisation_of_a_tender_a_person_beside_one_and_asked_otherwise() -> None:
    for header, means, asked in (
        ("Tender title,Buyer,Result,Winner", "account.name", ()),
        ("Account,Buyer,Result,Deal", "procurement.name", ()),
        ("Project,Buyer,Result,Winner", None, ("account.name", "procurement.name", "keep")),
    ):
        found = bring(f"{header}\nScanners,Erlen Trust,Lost,Corvex\nPumps,North Trust,Won,\n").recognition
        assert found.mapping.get("Buyer") == means
        assert [one.choices for one in found.questions if one.column == "Buyer"] == [asked] * bool(asked)


def test_a_question_about_a_status_says_what_its_rows_count_as_meanwhile() -> None:
    columns = ["Account", "Status", "Lost on", "Reason"]
    lost, won = ["Alder", "Parked", "2025-03-02", ""], ["Birch", "Won", "", ""]
    why, when = "where a row tells when or why", "where a row tells when"
    for rows, said, statuses in (
        ([lost, won], "it counts as lost, since every row tells when", ["lost", "won"]),
        ([lost, won, ["C", "Parked", "", "price"]], f"it counts as lost {when} (1 of 2), else as open", None),
        (
            [["A", "Closed", "", "price"], won, ["C", "Closed", "", ""]],
            f"it counts as lost {why} (1 of 2), else as open",
            None,
        ),
        ([["A", "Parked", "", "price"], won], "it counts as open", ["open", "won"]),
    ):
        file = bring(as_csv(columns, *rows))
        (question,) = file.recognition.questions
        assert question.words.endswith(f"Until this is answered {said}.")
        assert [str(deal.status) for deal in file.deals] == (statuses or ["lost", "won", "open"])


def test_a_status_that_may_be_an_end_or_a_pause_is_asked_once_and_counts_as_open() -> None:
    rows = as_csv(["Account", "Status"], ["Alder", "Parked"], ["Birch", "Parked"], ["Cedar", "Lost"])
    file = bring(rows)
    assert [(q.column, q.choices) for q in file.recognition.questions] == [
        ("Status: Parked", ("lost", "won", "open", "skip"))
    ]
    assert [deal.status for deal in file.deals] == [Status.OPEN, Status.OPEN, Status.LOST]
    assert file.tally[0] == (
        "'Status': may be an end or a pause, so the deal counts as open: 2 rows, the first is row 1 ('Parked')"
    )
    answered = bring(rows, mapping={"Status: Parked": "lost"})
    assert answered.recognition.questions == ()
    assert [deal.status for deal in answered.deals] == [Status.LOST] * 3
    assert [type(row).__name__ for row in bring(rows, mapping={"Status: Parked": "skip"}).rows] == [
        "Skipped",
        "Skipped",
        "DealDraft",
    ]


def test_stages_of_which_none_tells_an_end_are_asked() -> None:
    file = bring(as_csv(["Account", "Stage"], ["Alder", "Stufe A"], ["Birch", "Stufe Z"]))
    assert [question.column for question in file.recognition.questions] == ["Stage: Stufe A", "Stage: Stufe Z"]


def test_without_a_status_the_file_is_asked_as_a_whole() -> None:
    rows = as_csv(["Account", "Deal", "Amount"], ["Alder", "2x pump", "12"])
    assert [(q.column, q.choices) for q in bring(rows).recognition.questions] == [("*", ("lost", "won", "open"))]
    assert bring(rows).deal.status == Status.OPEN
    assert bring(rows, mapping={"*": "lost"}).deal.status == Status.LOST


def test_a_list_of_reasons_is_a_list_of_losses_and_says_so() -> None:
    file = bring(as_csv(["Account", "Lost reason"], ["Alder", "Budget"]))
    assert (file.deal.status, file.recognition.questions) == (Status.LOST, ())
    assert file.recognition.warnings == (
        "no column says which deals were lost; as the file tells why or when, all rows count as lost",
    )


def test_so_is_a_file_that_is_called_so() -> None:
    file = bring(as_csv(["Account", "Deal", "Amount"], ["Alder", "2x pump", "12"]), "lost-deals-2025.csv")
    assert (file.deal.status, file.recognition.questions) == (Status.LOST, ())


def test_a_few_reasons_among_many_rows_do_not_make_all_of_them_losses() -> None:
    rows = as_csv(["Account", "Deal", "Lost reason"], ["A", "1", "Budget"], ["B", "2", ""], ["C", "3", ""])
    file = bring(rows)
    assert [question.column for question in file.recognition.questions] == ["*"]
    assert [deal.status for deal in file.deals] == [Status.LOST, Status.OPEN, Status.OPEN]


def test_a_mapping_wins_and_the_column_that_had_the_field_is_kept() -> None:
    file = bring(
        as_csv(["Account", "Stage", "Amount", "Betrag netto"], ["Alder", "Closed Lost", "1", "2"]),
        mapping={"betrag NETTO": "deal.amount"},
    )
    assert file.recognition.mapping == {
        "Account": "account.name",
        "Stage": "deal.stage",
        "Amount": "keep",
        "Betrag netto": "deal.amount",
    }
    assert file.deal.amount_minor == 200


def test_a_mapped_field_says_which_kind_the_file_is() -> None:
    rows = as_csv(["Wer", "Was"], ["Alder", "Budget"])
    file = bring(rows, mapping={"Wer": "account.name", "Was": "deal.lost_reason"})
    assert (file.recognition.kind, file.deal.account.name) == ("deals", "Alder")


@pytest.mark.parametrize(
    ("kind", "mapping", "words"),
    [
        ("auto", {"Acount": "account.name"}, "book.csv has no column 'Acount'; its columns are 'Account', 'Stage'"),
        ("auto", {"Account": "acount"}, "'Account': there is no field 'acount'; possible are account.name, "),
        ("auto", {"Account": "account.name@dmy"}, "'Account': account.name holds no dates and no amounts"),
        ("auto", {"Account": "deal.lost_on@dym"}, "no way 'dym' to read deal.lost_on; possible are dmy, mdy, ymd"),
        ("auto", {"Stage: Parked": "gone"}, "'gone' does not say how a deal ended; possible are lost, won, open, skip"),
        ("auto", {"*": "skip"}, "'skip' does not say how a deal ended; possible are lost, won, open"),
        ("widgets", {}, "there is no kind 'widgets'; possible are auto, deals, people, accounts, touches"),
    ],
)
def test_a_mapping_of_something_that_is_not_there_lists_what_is(kind: str, mapping: dict[str, str], words: str) -> None:
    table = read_table(b"Account,Stage\nAlder,Closed Lost\n", "book.csv")
    with pytest.raises(MappingError) as error:
        recognise(table, kind, mapping)
    assert words in str(error.value)


def test_a_table_of_something_else_is_taken_for_nothing_and_asked_about() -> None:
    file = bring(as_csv(["Foo", "Bar"], ["a", "b"]))
    assert (file.recognition.mapping, file.recognition.unmapped) == ({}, ("Foo", "Bar"))
    assert [question.column for question in file.recognition.questions] == ["Foo"]
    assert [(row.column, row.words) for row in file.rejected] == [
        (
            "",
            "it names neither an organisation nor a deal; "
            "say which column is the organisation or what the deal is called",
        )
    ]


def test_orders_are_not_taken_for_deals() -> None:
    file = bring(as_csv(["Order Number", "Account ID", "Status", "Total Amount"], ["1", "2", "Activated", "3"]))
    assert (file.recognition.mapping, len(file.rejected)) == ({}, 1)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Account,Stage,Amount", "deals"),
        ("Company,Contact,Email,Status", "people"),
        ("Name,Email,Company", "people"),
        ("Company,Website,Industry", "accounts"),
        ("Date,Type,Company,Contact,Notes", "touches"),
        ("Account,Won", "deals"),
    ],
)
def test_the_kind_of_a_plain_sheet_is_told_by_its_columns(header: str, kind: str) -> None:
    assert bring(header + "\n").recognition.kind == kind


def test_a_status_makes_people_deals_only_if_it_says_lost_or_won() -> None:
    columns = ["Company", "Contact", "Email", "Status"]
    assert bring(as_csv(columns, ["A", "Lena", "l@x.example", "Active"])).recognition.kind == "people"
    assert bring(as_csv(columns, ["A", "Lena", "l@x.example", "Lost"])).recognition.kind == "deals"


def test_a_kind_that_was_said_is_not_questioned() -> None:
    rows = as_csv(["Company", "Contact", "Email"], ["A", "Lena", "l@x.example"])
    assert bring(rows, kind="accounts").recognition.kind == "accounts"
    assert bring(rows, kind="deals").recognition.kind == "deals"


def test_answers_and_kinds_are_no_names_whatever_the_column_is_called() -> None:
    columns = ["Client", "Competitors", "Product", "Status"]
    rows = [["Current", "Yes", "Pump", "Lost"], ["New", "No", "Pump", "Won"], ["Past", "Unknown", "Cart", "Lost"]]
    file = bring(as_csv(columns, *rows))
    assert file.recognition.mapping == {"Product": "deal.product", "Status": "deal.status"}
    assert [question.column for question in file.recognition.questions] == ["Client"]
    assert [(deal.name, deal.custom["Client"]) for deal in file.deals] == [
        ("Pump", "Current"),
        ("Pump", "New"),
        ("Cart", "Past"),
    ]
    assert [deal.account.name for deal in file.deals] == ["Pump of row 1", "Pump of row 2", "Cart of row 3"]


def test_a_state_that_says_how_deals_stand_is_their_status_and_no_place() -> None:
    deals = bring("Account,Deal,State,Close date\nAlder,Scopes,Lost,2025-06-12\nBirch,Pumps,Won,2025-06-12\n")
    places = bring("Account,Deal,State,Status\nAlder,Scopes,WI,Lost\nBirch,Pumps,Illinois,Lost\n")

    assert [(deal.status.value, deal.account.region) for deal in deals.deals] == [("lost", ""), ("won", "")]
    assert [(deal.status.value, deal.account.region) for deal in places.deals] == [("lost", "WI"), ("lost", "Illinois")]


def test_a_layout_that_misses_what_plain_names_tell_is_not_the_files() -> None:
    columns = "Opportunity ID;Name;Account;Contact;Sales Phase;Status;Forecast Category;Expected Value;Close Date"
    file = bring(f"{columns}\n5001;Scopes;Alder;Lena Whit;Quote;Lost;Omitted;45.000,50;12.06.2025\n")

    assert (file.recognition.system, file.deal.name, file.deal.amount_minor) == ("plain", "Scopes", 4_500_050)


def test_a_list_with_ends_of_deals_is_none_of_contacts() -> None:
    file = bring("Company Name,Title,Date,Entity Status,Win/Loss Reason\nAlder,Scopes,2025-01-10,Closed Lost,Price\n")

    assert (file.recognition.kind, file.deal.status.value) == ("deals", "lost")
