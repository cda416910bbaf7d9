"""Files of systems and people nobody here had seen: what must not be taken wrongly in silence, and what is asked."""

import datetime as dt
import io
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rekindle.desk.bring_in.understanding import read_claims, read_wishes
from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.dates import Clock
from rekindle.intake.cells.periods import read_about
from rekindle.intake.drafts import Skipped
from rekindle.intake.files.table import MAX_COLUMNS, UnreadableError
from rekindle.terms.touches import Channel
from tests.intake.support import ZONE, as_xlsx, bring


@pytest.mark.parametrize(
    ("column", "cell", "channel"),
    [
        ("DoNotBulkEMail", "Do Not Allow", Channel.MAIL),
        ("Newsletter", "Abgemeldet", Channel.MAIL),
        ("Email Subscription Status", "Unsubscribed", Channel.MAIL),
        ("UNSUB_TIME", "2025-05-05 09:00:00", Channel.MAIL),
        ("Can email", "No", Channel.MAIL),
        ("Kontakt erwünscht", "nein", None),
        ("Contactable", "No", None),
        ("Anrufe erlaubt", "nein", Channel.CALL),
        ("Stage", "Do Not Contact", None),
        ("Tags", "icu; DNC; west", None),
        ("Lead status", "Bad fit (DNC)", None),
        ("Lead status", "Closed - Do not contact", None),
        ("Some list", "Do not call", Channel.CALL),
    ],
)
def test_a_no_is_found_under_any_name_and_in_any_form(column: str, cell: str, channel: Channel | None) -> None:
    said, silent = (
        bring(f"First Name,Last Name,Email,{column}\nLena,Whit,lena@alder.example,{text}\n") for text in (cell, "")
    )

    assert [out.channel for out in said.people[0].person.opt_outs] == [channel]
    assert silent.people[0].person.opt_outs == ()


@pytest.mark.parametrize(
    ("column", "cell"),
    [("Contactable", "Yes"), ("Kontakt erwünscht", "ja"), ("DoNotBulkEMail", "Allow"), ("SMS list", "Opted out")],
)
def test_a_yes_to_being_contacted_forbids_nothing_and_permits_nothing(column: str, cell: str) -> None:
    person = bring(f"First Name,Last Name,Email,{column}\nLena,Whit,lena@alder.example,{cell}\n").people[0].person

    assert (person.opt_outs, person.permissions) == ((), ())


def test_a_column_about_being_contacted_that_nobody_knows_is_asked() -> None:
    file = bring("First Name,Last Name,Email,Privacy choice\nLena,Whit,l@alder.example,B\nTom,Ash,t@birch.example,A\n")

    (question,) = file.recognition.questions
    assert (question.column, question.choices) == ("Privacy choice", ("person.opt_out", "person.may_contact", "keep"))


@pytest.mark.parametrize(
    "words",
    [
        "Nehmen Sie mich bitte von der Liste",
        "Rufen Sie nicht mehr an",
        "Ne me contactez plus",
        "No vuelva a contactarme",
        "Denme de baja",
        "Asked to be removed from all communications",
    ],
)
def test_a_no_in_a_note_binds_in_four_languages(words: str) -> None:
    file = bring(
        f"Account,Deal,Status,Contact,Notes\nAlder,Scopes,Lost,Lena Whit,{words}\n",
        read_reason=read_claims,
        read_revisit=read_wishes,
    )

    assert [out.words for out in file.deal.people[0].opt_outs] == [words]


HEADERS = {
    "it": "Titolare opportunità;Nome account;Nome opportunità;Fase;Importo;Data di chiusura;Motivo della perdita",
    "pt": "Proprietário da oportunidade;Nome da conta;Nome da oportunidade;Fase;Valor;Fechado em;Motivo da perda",
    "nl": "Eigenaar opportunity;Accountnaam;Opportunitynaam;Fase;Bedrag;Sluitingsdatum;Reden verlies",
    "es": "Propietario de oportunidad;Nombre de la cuenta;Nombre de la oportunidad;Etapa;Importe;Cerrado el;Motivo",
}


@pytest.mark.parametrize(
    ("language", "lost", "won", "total"),
    [
        ("it", "Chiusa persa", "Chiusa vinta", "Totale generale"),
        ("pt", "Fechado e perdido", "Fechado e ganho", "Total geral"),
        ("nl", "Gesloten verloren", "Gesloten gewonnen", "Eindtotaal"),
        ("es", "Cerrada/Perdida", "Cerrada/Ganada", "Totales generales"),
    ],
)
def test_reports_in_more_languages_need_no_click(language: str, lost: str, won: str, total: str) -> None:
    file = bring(
        f"{HEADERS[language]}\n"
        f"Maya Brandt;Alder;Scopes;{lost};EUR 48.000,00;14/10/2025;X\n"
        f"Ben Ford;Birch;Pumps;{won};EUR 12.500,00;20/08/2025;\n"
        f"{total};;;;EUR 60.500,00;;\n"
    )

    assert file.recognition.questions == ()
    assert [(d.account.name, d.name, d.status.value, d.amount_minor, d.owner and d.owner.name) for d in file.deals] == [
        ("Alder", "Scopes", "lost", 4_800_000, "Maya Brandt"),
        ("Birch", "Pumps", "won", 1_250_000, "Ben Ford"),
    ]
    assert (str(file.deals[0].losses[0].lost_on), type(file.rows[2])) == ("2025-10-14", Skipped)


@pytest.mark.parametrize("text", ["nao ganho", "niet gewonnen", "non vinta", "converted"])
def test_an_end_in_doubt_is_asked_in_more_languages(text: str) -> None:
    file = bring(f"Account,Deal,Status\nAlder,Scopes,Lost\nBirch,Pumps,{text}\n")

    assert [question.column for question in file.recognition.questions] == [f"Status: {text}"]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Q3 2025", "2025-08-16"),
        ("3. Quartal 2025", "2025-08-16"),
        ("März 2025", "2025-03-16"),
        ("03/2025", "2025-03-16"),
        ("2025-12", "2025-12-16"),
        ("2025-W14", "2025-04-03"),
        ("KW 14 2025", "2025-04-03"),
    ],
)
def test_a_loss_known_by_its_month_quarter_or_week_is_dated_in_the_middle_and_says_so(text: str, on: str) -> None:
    file = bring(f"Account,Deal,Status,Lost on\nAlder,Scopes,Lost,{text}\nBirch,Pumps,Lost,2025-03-04\n")

    assert [(str(d.losses[0].lost_on), d.losses[0].lost_on_quality) for d in file.deals] == [
        (on, "about"),
        ("2025-03-04", "said"),
    ]
    assert file.deals[0].custom["Lost on"] == text
    assert any("the day in the middle of it was put" in words for words in file.tally)


@pytest.mark.parametrize("text", ["14 ottobre 2025", "14 de outubro de 2025", "14 okt 2025", "14-ott-25"])
def test_months_of_three_more_languages_are_days(text: str) -> None:
    assert read_about(text, Clock(ZONE)).on == date(2025, 10, 14)


@pytest.mark.parametrize("text", ["2025", "FY25 Q2", "Mar-25", "spring 2025", "13/2025", "2025-W60", "Q5 2025"])
def test_what_may_be_a_day_or_a_year_of_ones_own_is_no_period(text: str) -> None:
    with pytest.raises(CellError):
        read_about(text, Clock(ZONE))


def test_a_month_that_has_begun_is_no_day_to_come() -> None:
    file = bring("Account,Deal,Status,Lost on\nAlder,Scopes,Lost,March 2026\nBirch,Pumps,Lost,2025-03-04\n")

    assert file.deals[0].losses[0].lost_on == date(2026, 3, 2)


def test_records_inside_a_column_of_a_warehouse_become_columns() -> None:
    table = pa.table(
        {
            "account": [{"id": "A1", "name": "Alder"}, {"id": "A2", "name": "Birch"}],
            "deal_name": ["Scopes", "Pumps"],
            "stage": ["closed_lost", "closed_won"],
            "amount": [Decimal("48000.00"), None],
            "closed_at": pa.array([dt.datetime(2025, 10, 15, 3, tzinfo=dt.UTC)] * 2, pa.timestamp("us", "UTC")),
        }
    )
    content = io.BytesIO()
    pq.write_table(table, content)
    file = bring(content.getvalue(), "deals.parquet")

    assert [(d.account.external, d.account.name, d.name, d.amount_minor) for d in file.deals] == [
        ("A1", "Alder", "Scopes", 4_800_000),
        ("A2", "Birch", "Pumps", None),
    ]
    assert str(file.deals[0].losses[0].lost_on) == "2025-10-14"


def test_a_column_of_too_many_columns_is_refused_and_one_of_many_levels_is_read() -> None:
    wide = {"wide": [{f"c{number}": number for number in range(MAX_COLUMNS + 1)}], "account": ["Alder"]}
    deep: object = "Alder"
    for _ in range(30):
        deep = {"name": deep}
    files = []
    for columns in (wide, {"account": [deep], "stage": ["Closed Lost"]}):
        content = io.BytesIO()
        pq.write_table(pa.table(columns), content)
        files.append(content.getvalue())

    with pytest.raises(UnreadableError, match="2,002 columns with those inside others"):
        bring(files[0], "wide.parquet")
    assert bring(files[1], "deep.parquet").table.columns == (f"account{'.name' * 30}", "stage")


def test_the_page_behind_a_name_is_no_part_of_it() -> None:
    link = "(https://www.notion.so/Alder-1f2e3d4c5b6a79880011223344556677?pvs=21)"
    deal = bring(f"Deal name,Company,Stage,Contact\nScopes,Alder {link},Lost,Lena Whit {link}\n").deal

    assert (deal.account.name, [person.name for person in deal.people]) == ("Alder", ["Lena Whit"])


def test_neither_a_sum_nor_what_stands_below_it_is_a_deal_and_parts_of_an_item_are_none() -> None:
    header = ["Deal", "Subitems", "Stage", "Owner", "Deal Value", "Accounts"]
    file = bring(
        as_xlsx(
            header,
            ["Scopes", "Demo", "Lost", "Maya Brandt", 48000, "Alder"],
            ["Subitems", "Name", "Owner", "Status", "Date"],
            ["", "Demo", "Maya Brandt", "Done", ""],
            ["Sum"],
            ["", "", "", "", 48000],
        ),
        "board.xlsx",
    )

    assert [(deal.account.name, deal.name) for deal in file.deals] == [("Alder", "Scopes")]
    assert [type(row) for row in file.rows[1:]] == [Skipped, Skipped]


def test_each_loss_of_a_history_has_what_was_said_about_it() -> None:
    said = ("dealstage,closedlost,2025-08-14", "closed_lost_reason,Price,2025-08-14", "dealstage,qualified,2025-11-14")
    again = ("dealstage,closedlost,2026-01-14", "closed_lost_reason,No budget,2026-01-15")
    rows = "".join(f"901,Pumps,{change}T10:00:00Z\n" for change in (*said, *again))
    deal = bring(f"Record ID,Deal Name,Property,Value,Timestamp\n{rows}", read_reason=read_claims).deals[0]

    reasons = [[str(claim.key) for claim in loss.claims if claim.kind == "reason"] for loss in deal.losses]
    assert reasons == [["price"], ["budget"]]


def test_while_a_column_that_tells_the_end_is_asked_no_deal_counts_as_lost() -> None:
    file = bring("Hospital / IDN,Ask ($),Where it ended,Postmortem\nAlder,48000,LOST,Dear\nBirch,1,won!,Nice\n")

    assert [question.column for question in file.recognition.questions] == ["Ask ($)", "Where it ended"]
    assert [(deal.account.name, deal.status.value) for deal in file.deals] == [("Alder", "open"), ("Birch", "open")]


@pytest.mark.parametrize(("text", "minor"), [("ca. 5.000 €", 500_000), ("~12000", 1_200_000), ("approx. 5k", 500_000)])
def test_an_amount_that_is_only_about_right_is_an_amount(text: str, minor: int) -> None:
    assert bring(f"Account;Deal;Status;Amount\nAlder;Scopes;Lost;{text}\n").deal.amount_minor == minor


def test_amounts_in_a_list_of_organisations_are_asked_about() -> None:
    file = bring("Firma;Vertė;Pastaba\nLigoninė Alksnis;48 000,00 Kč;x\nBeržas;12 500,00 Kč;y\n")

    assert [(question.column, question.choices) for question in file.recognition.questions] == [
        ("Vertė", ("deal.amount", "keep"))
    ]


def test_a_status_in_doubt_is_settled_by_the_stage_beside_it_whatever_is_answered_for_others() -> None:
    rows = "Account,Deal,Status,Stage\nAlder,Scopes,Closed,Lost\nBirch,Pumps,Closed,Won\n"
    told, asked = bring(rows), bring(f"{rows}Cedar,Carts,Closed,Talks\n", mapping={"Status: Closed": "lost"})

    assert (told.recognition.questions, [deal.status.value for deal in told.deals]) == ((), ["lost", "won"])
    assert [deal.status.value for deal in asked.deals] == ["lost", "won", "lost"]


@pytest.mark.parametrize(
    ("header", "cell", "field", "said"),
    [
        ("Betrag CHF", "48'000.50", "deal.amount", (4_800_050, "CHF")),
        ("Value in EUR", "48000", "deal.amount", (4_800_000, "EUR")),
        ("W/L", "L", "deal.status", (None, "")),
        ("Contact 1 Name", "Lena Whit", "person.name", (None, "")),
    ],
)
def test_names_with_a_number_a_currency_or_a_letter_are_known(header: str, cell: str, field: str, said: object) -> None:
    file = bring(f"Account,Deal,{header}\nAlder,Scopes,{cell}\n")

    assert (file.recognition.mapping[header], (file.deal.amount_minor, file.deal.currency)) == (field, said)


CALLS = "Activity date,Deal name,Account,Contact,Contact email,Call outcome,Call direction,Call notes\n"


def test_a_no_said_in_a_contact_binds_but_not_the_end_of_our_own_letters() -> None:
    calls = bring(
        f"{CALLS}2025-10-14,Scopes,Alder,Lena Whit,l@alder.example,Connected,Outbound,Asked us not to call again\n",
        read_revisit=read_wishes,
    )
    mails = bring(
        "Activity type,Activity date,Direction,Deal name,Account,Activity note\n"
        "Email,2025-10-14,Outbound,Scopes,Alder,Do not contact me again? Unsubscribe\n"
        'Email,2025-10-15,Inbound,Scopes,Alder,"Gladly.\n> Unsubscribe: do not contact me again"\n'
        'Email,2025-10-16,Inbound,Scopes,Alder,"Please do not contact me again.\n> Any news?"\n',
        read_revisit=read_wishes,
    )

    assert [(row.touch.channel, [no.words for no in row.opt_outs]) for row in calls.touches] == [
        (Channel.CALL, ["Asked us not to call again"])
    ]
    assert [[no.words for no in row.opt_outs] for row in mails.touches] == [[], [], ["Please do not contact me again."]]


def test_a_status_reason_that_says_who_won_is_the_status_of_a_file_without_another() -> None:
    file = bring("Thema;Firma;Statusgrund;Verlustgrund\nScopes;Alder;Verloren;Preis\nPumps;Birch;Gewonnen;\n")

    assert [str(deal.status) for deal in file.deals] == ["lost", "won"]
    assert file.recognition.mapping["Statusgrund"] == "deal.status"


def test_what_they_said_does_not_make_every_deal_a_lost_one() -> None:
    said = "Hospital,Contact person,{}\nAlder,Lena,Lost to Stryker\nBirch,Otto,They bought it\n"

    asked, told = bring(said.format("What happened")), bring(said.format("Why we lost"))
    assert [str(deal.status) for deal in told.deals] == ["lost", "lost"]
    assert ([question.column for question in asked.recognition.questions], told.recognition.questions) == (["*"], ())
    assert [str(deal.status) for deal in asked.deals] == ["open", "open"]
