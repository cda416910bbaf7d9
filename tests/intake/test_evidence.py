"""What speaks for a column beside its name: whose rows fill it, whose address it holds, what it forbids."""

from tests.intake.support import Brought, bring


def asked(brought: Brought) -> dict[str, tuple[str, ...]]:
    return {question.column: question.choices for question in brought.recognition.questions}


def lines(head: str, *rows: str) -> str:
    return "\n".join((head, *rows)) + "\n"


def test_a_word_nobody_knows_is_asked_about_where_its_rows_have_a_day_of_the_end_and_those_of_others_have_none() -> (
    None
):
    head = "Company,Project,Outcome,Closed"
    rows = ("Alder,A,Lost,2025-03-01", "Birch,B,Lost,2025-03-02", "Cedar,C,Chose the cousin,2025-03-04")
    told = bring(lines(head, *rows, "Dunmore,D,Somewhere,"))
    assert asked(told) == {"Outcome: Chose the cousin": ("lost", "won", "open", "skip")}

    # Where every row has such a day, it may be the one on which it is expected to close.
    assert not asked(bring(lines(head, *rows, "Dunmore,D,Somewhere,2025-03-05")))


def test_yes_under_a_word_that_forbids_is_asked_about_since_a_no_must_not_be_lost() -> None:
    for header, yes in (("Ne pas relancer", "oui"), ("Nicht mehr anschreiben", "x"), ("No insistir", "sí")):
        table = lines(f"Account,Deal,Stage,Contact,{header}", f"Alder,A,Lost,Ann Lee,{yes}", "Birch,B,Lost,Bo Ray,")
        assert asked(bring(table)) == {header: ("person.opt_out", "person.may_contact", "keep")}
    # Where nobody said so there is nothing to lose.
    none = lines("Account,Deal,Stage,Contact,Do not sync", "Alder,A,Lost,Ann Lee,FALSE", "Birch,B,Lost,Bo Ray,FALSE")
    assert not asked(bring(none))


def test_miles_are_thousands_beside_money() -> None:
    (deal,) = bring("Cuenta,Oportunidad,Importe (miles €),Estado\nAlder,A,18,Perdida\n").deals
    assert (deal.amount_minor, deal.currency) == (1_800_000, "EUR")
    (deal,) = bring("Klant,Verkoopkans,Offerte (x €1.000),Status\nAlder,A,18,Verloren\n").deals
    assert deal.amount_minor == 1_800_000


def test_a_chance_is_no_name_of_a_deal_and_the_column_that_is_one_is_asked_about() -> None:
    told = bring("Klant,Titel,Kans,Status\nAlder,Pompen,0%,Verloren\nBirch,Bedden,50%,Open\n")
    assert told.recognition.mapping.get("Kans") != "deal.name"
    assert asked(told) == {"Titel": ("deal.name", "person.title", "keep")}


def test_what_only_lost_deals_have_is_asked_about_as_why_or_who_won() -> None:
    head = "Account,Deal,Status,Their view"
    lost = [f"House {n},Deal {n},Lost,{why}" for n, why in enumerate(("dear", "late", "dear", "no staff"))]
    told = bring(lines(head, *lost, "Birch,B,Open,", "Cedar,C,Won,"))
    assert asked(told) == {"Their view": ("deal.lost_reason", "deal.competitor", "keep")}
    # What others have as well says nothing of the loss.
    assert not asked(bring(lines(head, *lost, "Birch,B,Open,nice", "Cedar,C,Won,")))


PEOPLE = (("Ann Lee", "ann.lee@alder.com"), ("Bo Ray", "b.ray@birch.com"), ("Cy Fox", "cyfox@cedar.com"))


def test_whose_address_it_is_settles_whom_a_column_names() -> None:
    rows = [f"House {n},Deal {n},Lost,{name},{mail}" for n, (name, mail) in enumerate(PEOPLE)]
    told = bring(lines("Account,Deal,Stage,Marketing lead,Email", *rows))
    assert [(one.name, one.mail) for deal in told.deals for one in deal.people] == list(PEOPLE)
    assert not asked(told)

    told = bring(lines("Account,Deal,Stage,Hiring manager,HM email", *rows))
    assert told.recognition.mapping["HM email"] == "hiring_manager.mail"


def test_an_address_is_not_taken_for_that_of_somebody_it_does_not_name() -> None:
    rows = [f"House {n},Deal {n},Lost,Kim Okoro,{name},{mail}" for n, (name, mail) in enumerate(PEOPLE)]
    told = bring(lines("Account,Deal,Stage,Contact,Champion,Email", *rows))
    assert [{one.name: one.mail for one in deal.people} for deal in told.deals] == [
        {"Kim Okoro": "", name: mail} for name, mail in PEOPLE
    ]


def test_few_names_again_and_again_under_a_word_for_who_sells_are_asked_about() -> None:
    rows = [f"House {n},Deal {n},Lost,Contact {n},{name}" for n, name in enumerate(("Ann Lee", "Bo Ray") * 4)]
    told = bring(lines("Account,Deal,Stage,Contact,Bid manager", *rows))
    assert asked(told) == {"Bid manager": ("deal.owner", "keep")}


def test_a_list_of_calls_by_their_disposition_is_one_of_losses_and_its_do_not_call_holds() -> None:
    head = "Company,First,Last,Work email,Disposition,Last call"
    told = bring(
        lines(
            head,
            "Alder,Ann,Lee,ann@alder.com,Not interested,2025-03-14",
            "Birch,Bo,Ray,bo@birch.com,Do not call,2025-03-15",
            "Cedar,Cy,Fox,cy@cedar.com,Meeting booked,2025-03-16",
        )
    )
    assert [str(deal.status) for deal in told.deals][::2] == ["lost", "open"]
    assert [len(one.opt_outs) for deal in told.deals for one in deal.people] == [0, 1, 0]
    # The day of the last call is nearer to the end than that of bringing in, and is asked about.
    assert told.deals[0].losses[0].lost_on.isoformat() == "2025-03-14"
    assert "Last call" in asked(told)


def test_what_a_custom_field_is_called_stands_in_its_brackets() -> None:
    told = bring("Issue key,Custom field (Customer),Custom field (Deal size),Resolution\nB-1,Alder,900,Lost\n")
    assert {"account.name", "deal.amount"} <= set(told.recognition.mapping.values())
