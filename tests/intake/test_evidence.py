"""What speaks for a column beside its name: whose rows fill it, whose address it holds, what it forbids."""

from tests.intake.support import Brought, bring


def asked(brought: Brought) -> dict[str, tuple[str, ...]]:
    return {question.column: question.choices for question in brought.recognition.questions}


def lines(head: str, *rows: str) -> str:
    return "\n".join((head, *rows)) + "\n"


def test_a_word_nobody_knows_is_asked_about_where_its_rows_have_a_day_of_the_end_and_those_of_others_have_none() -> (
    None
):
    head = "Company,Project,Stage,Closed"
    rows = ("Alder,A,Lost,2025-03-01", "Birch,B,Lost,2025-03-02", "Cedar,C,Chose the cousin,2025-03-04")
    told = bring(lines(head, *rows, "Dunmore,D,Somewhere,"))
    assert asked(told) == {"Stage: Chose the cousin": ("lost", "won", "open", "skip")}

    # Where every row has such a day, it may be the one on which it is expected to close.
    assert not asked(bring(lines(head, *rows, "Dunmore,D,Somewhere,2025-03-05")))


def test_yes_under_a_word_that_forbids_is_asked_about_since_a_no_must_not_be_lost() -> None:
    for header, yes in (("Ne pas relancer", "oui"), ("Nicht mehr anschreiben", "x"), ("No insistir", "sí")):
        table = lines(f"Account,Deal,Stage,Contact,{header}", f"Alder,A,Lost,Ann Lee,{yes}", "Birch,B,Lost,Bo Ray,")
        told = bring(table)
        assert asked(told) == {header: ("person.opt_out", "person.may_contact", "keep")}
        # Until somebody says what it means, whoever has a yes there is left alone; who means something else says so.
        assert [[len(one.opt_outs) for one in deal.people] for deal in told.deals] == [[1], [0]]
        other = bring(table, mapping={header: "keep"})
        assert not asked(other)
        assert [[len(one.opt_outs) for one in deal.people] for deal in other.deals] == [[0], [0]]
    # A word that may forbid something, or nothing, is asked about; nobody is left alone for it without a word.
    for header in ("No budget", "Never replied", "Blocked"):
        doubtful = bring(
            lines(f"Account,Deal,Stage,Contact,{header}", "Alder,A,Lost,Ann Lee,yes", "Birch,B,Lost,Bo Ray,")
        )
        assert header in asked(doubtful)
        assert not any(one.opt_outs for deal in doubtful.deals for one in deal.people)
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


def test_a_few_words_nobody_knows_in_a_status_by_hand_are_asked_about_and_stages_on_the_way_are_not() -> None:
    rows = ("Alder,A,Lost", "Birch,B,said no", "Cedar,C,waiting for budget", "Dunmore,D,Proposal sent")
    told = bring(lines("Prospect,Project,Status", *rows))
    assert asked(told) == {"Status: said no": ("lost", "won", "open", "skip")}


def test_a_day_nobody_knows_tells_which_words_are_ends() -> None:
    rows = ("Alder,A,ghosted,2025-03-01", "Birch,B,booked,2025-03-02", "Cedar,C,waiting,", "Elm,E,on the fence,")
    told = bring(lines("Prospect,Project,Status,answered", *rows, "Fern,F,too much on,2025-03-05"))
    assert "Status: too much on" in asked(told)
    assert not {"Status: waiting", "Status: on the fence"} & asked(told).keys()


def test_no_under_a_word_for_who_won_is_a_loss_where_open_deals_have_neither_yes_nor_no() -> None:
    head, rows = "Customer,Item,Order received,Rep", ("Alder,A,N,Ann", "Birch,B,Y,Ann", "Cedar,C,N,Ann")
    told = bring(lines(head, *rows, "Dunmore,D,,Ann"))
    assert [str(deal.status) for deal in told.deals] == ["lost", "won", "lost", "open"]
    assert not asked(told)
    # Where each has one of both, a no may be one that is open still.
    assert "*" in asked(bring(lines(head, *rows)))


def test_where_days_of_loss_and_of_win_tell_who_has_neither_is_open_and_no_loss() -> None:
    head = "Customer,Project,Lost date,Won date"
    told = bring(lines(head, "Alder,A,2025-03-01,", "Birch,B,,2025-03-02", "Cedar,C,,", "Elm,E,2025-03-03,"))
    assert [str(deal.status) for deal in told.deals] == ["lost", "won", "open", "lost"]


def test_a_subtotal_of_a_region_is_no_deal() -> None:
    told = bring(lines("Facility,Contact,Stage,Amount", "Alder,Ann Lee,Lost,100", "Subtotal North,,,100"))
    assert [deal.account.name for deal in told.deals] == ["Alder"]


def test_a_post_is_no_name_of_a_person() -> None:
    rows = ("Alder,A,Lost,Head of procurement", "Birch,B,Lost,Medical director")
    told = bring(lines("Account,Deal,Stage,Decision maker", *rows))
    assert told.recognition.mapping["Decision maker"] == "economic_buyer.title"
    assert not [one for deal in told.deals for one in deal.people]


def test_an_unknown_name_beside_addresses_of_many_houses_is_the_person_and_of_one_house_is_asked_about() -> None:
    rows = [f"House {n},Deal {n},Lost,{name},{mail}" for n, (name, mail) in enumerate(PEOPLE)]
    told = bring(lines("Account,Deal,Stage,End-user,End-user e-post", *rows))
    assert [(one.name, one.mail) for deal in told.deals for one in deal.people] == list(PEOPLE)

    ours = [f"House {n},Deal {n},Lost,{name},{mail.split('@')[0]}@us.com" for n, (name, mail) in enumerate(PEOPLE)]
    told = bring(lines("Account,Deal,Stage,End-user,End-user e-post", *ours))
    assert asked(told)["End-user e-post"] == ("person.mail", "deal.owner_mail", "keep")


def test_a_telephone_is_of_the_only_person_the_rows_name() -> None:
    (deal,) = bring("Customer,Quote,Status,Buyer contact,Tel\nAlder,A,Lost,Ann Lee,+1 312 555 0101\n").deals
    assert [(one.name, bool(one.phone)) for one in deal.people] == [("Ann Lee", True)]


ENDED = ("Alder,Lost,2025-01-07,2025-03-12", "Birch,Won,2025-07-22,2025-09-11", "Cedar,Lost,2025-05-05,2025-07-21")


def test_a_day_that_all_ended_deals_have_and_the_only_open_one_has_not_is_asked_about() -> None:
    head, still = "Company,Outcome,{},Close date", "Dunmore,Open,,2025-08-01"
    for name in ("Zz", "Date", "Completed"):
        choices = asked(bring(lines(head.format(name), *ENDED, still)))
        assert choices == {name: ("deal.closed_on", "deal.revisit_on", "keep")}
    # One that an ended deal has not either is of something else.
    assert not asked(bring(lines(head.format("Zz"), *ENDED, "Elm,Lost,,2025-07-22", still)))


def test_of_the_same_amounts_with_and_without_tax_those_without_are_read_and_nobody_is_asked() -> None:
    rows = [f"House {n},Deal {n},Lost,{net},{net * 1.21:.2f}" for n, net in enumerate((41_100, 44_400, 65_300))]
    for without, taxed in (
        ("Ofertado (sin IVA)", "Ofertado (con IVA)"),
        ("Montant HT", "Montant TTC"),
        ("Amount", "Gross"),
    ):
        told = bring(lines(f"Account,Deal,Status,{without},{taxed}", *rows))
        assert [deal.amount_minor for deal in told.deals] == [4_110_000, 4_440_000, 6_530_000]
        assert not asked(told)
    # Another rate in every row is no tax.
    others = [f"House {n},Deal {n},Lost,{net},{net * (n + 2)}" for n, net in enumerate((41_100, 44_400, 65_300))]
    assert asked(bring(lines("Account,Deal,Status,Importe ofertado (sin IVA),Importe ofertado (con IVA)", *others)))


def test_two_days_that_show_their_order_settle_a_third_that_is_written_alike() -> None:
    head = "Account,Deal,Status,Created,Closed on,Follow up"
    shown = ("Alder,A,Lost,13/02/2025,01/04/2025,05/06/2027", "Birch,B,Lost,01/02/2025,27/04/2025,04/05/2027")
    told = bring(lines(head, *shown))
    assert not asked(told)
    assert [str(deal.promises[0].due_on) for deal in told.deals] == ["2027-06-05", "2027-05-04"]
    # One is not enough in a sheet by hand, and two that are at odds show nothing.
    assert asked(bring(lines(head, shown[0], "Birch,B,Lost,01/02/2025,2025-04-27,04/05/2027")))
    assert asked(bring(lines(head, shown[0], "Birch,B,Lost,01/02/2025,04/27/2025,04/05/2027")))


def test_a_rank_is_no_title_and_a_list_of_one_colleague_is_that_colleague() -> None:
    rows = ("Alder,A,Lost,Ann Lee,2,[Tom Radley]", "Birch,B,Lost,Bo Ray,1,[Tom Radley]")
    told = bring(lines("Account,Deal,Status,Contact,Posición,Assignee", *rows))
    assert "Posición" in told.recognition.unmapped
    assert [deal.owner and deal.owner.name for deal in told.deals] == ["Tom Radley"] * 2


def test_a_lead_partner_and_who_comes_again_and_again_under_partner_look_after_deals() -> None:
    rows = [f"House {n},Deal {n},Lost,{('Tom Radley', 'Ingrid Sole')[n % 2]}" for n in range(8)]
    assert bring(lines("Client,Deal,Status,Lead partner", *rows)).recognition.mapping["Lead partner"] == "deal.owner"
    assert asked(bring(lines("Client,Deal,Status,Partner", *rows))) == {
        "Partner": ("deal.owner", "person.name", "keep")
    }


def test_what_is_written_as_money_is_asked_about_where_no_amount_is_known() -> None:
    rows = [f"House {n},Deal {n},Lost,{n + 3}k" for n in range(4)]
    assert asked(bring(lines("Client,Deal,Status,Size", *rows))) == {"Size": ("deal.amount", "keep")}


def test_codes_of_currencies_are_the_currency_under_any_name() -> None:
    told = bring("Account,Deal,Stage,Amount,Ccy\nAlder,A,Lost,5,EUR\nBirch,B,Lost,6,CHF\n")
    assert [deal.currency for deal in told.deals] == ["EUR", "CHF"]
    other = bring("Account,Deal,Stage,Amount,Area,Mark\nAlder,A,Lost,5,ALL,EUR\nBirch,B,Lost,6,TOP,X12\n")
    assert "deal.currency" not in other.recognition.mapping.values()


def test_a_chance_from_0_to_100_is_no_name_of_a_deal_and_a_number_of_one_may_be() -> None:
    told = bring("Klant,Status,Kans\nAlder,Verloren,0\nBirch,Gewonnen,100\nCedar,Open,24\n")
    assert told.recognition.mapping["Kans"] == "deal.probability"
    told = bring("Account,Deal,Stage\nAlder,1,Lost\nBirch,2,Lost\n")
    assert told.recognition.mapping["Deal"] == "deal.name"


def test_one_address_beside_every_organisation_is_that_of_whoever_wrote_the_list() -> None:
    rows = [f"House {n},Deal {n},Rejected,me@hunter.example,+16145550123" for n in range(6)]
    told = bring(lines("Company,Deal,Status,Contact Email,Contact Phone", *rows))
    assert not any(deal.people for deal in told.deals)
    assert "of none of them" in told.recognition.reasons["Contact Email"]
    # Beside one organisation it is somebody's.
    rows = [f"House,Deal {n},Rejected,me@hunter.example,+16145550123" for n in range(6)]
    assert all(deal.people for deal in bring(lines("Company,Deal,Status,Contact Email,Contact Phone", *rows)).deals)


def test_whole_names_beside_first_names_are_those_of_somebody_else() -> None:
    rows = [
        f"House {n},Deal {n},Lost,{first},{whole}"
        for n, (first, whole) in enumerate((("Anna", "Luca Klein"), ("Tom", "Bo Ray"), ("Ines", "Cy Fox")))
    ]
    assert bring(lines("Account,Deal,Status,Given name,Chefarzt", *rows)).recognition.mapping["Chefarzt"] == "keep"


def test_what_is_called_nearly_as_a_column_we_know_may_say_the_opposite_or_hold_something_else() -> None:
    rows = [f"House {n},Affär {n},Förlorad,2025-0{n + 1}-15" for n in range(4)]
    assert (
        bring(lines("Företag,Affär,Status,Registrerad", *rows)).recognition.mapping["Registrerad"] == "deal.created_on"
    )
    rows = [f"House {n},Deal {n},Lost,word {n}" for n in range(4)]
    assert asked(bring(lines("Account,Deal,Status,Contact pnone", *rows))) == {}


def test_what_only_lost_deals_have_is_no_organisation_and_a_day_of_the_past_no_next_one() -> None:
    lost = [
        f"Dirk Oak {n},D {n},Lost,2025-01-0{n + 1},{why},2025-06-0{n + 1}"
        for n, why in enumerate(("too dear", "no staff", "late", "dear"))
    ]
    told = bring(
        lines(
            "Zz,Deal,Status,Closed on,Qq,Letzte Interaktion",
            *lost,
            "Di Elm,D 8,Won,2025-02-02,,2025-07-01",
            "Bo Ash,D 9,Open,,,",
        )
    )
    assert asked(told)["Qq"] == ("deal.lost_reason", "deal.competitor", "keep")
    assert "Letzte Interaktion" not in asked(told)


def test_the_key_of_a_record_is_neither_a_name_nor_a_reason() -> None:
    rows = [f"House {n},b3e1a2c4-0000-4000-8000-00000000000{n},Lost,K100{n}" for n in range(3)]
    told = bring(lines("Account,(Do Not Modify) Opportunity,Status,Loss Reason Id", *rows))
    assert not {"deal.name", "deal.lost_reason"} & set(told.recognition.mapping.values())


def test_days_of_something_else_are_days_of_the_deal_only_where_somebody_says_so() -> None:
    head, rows = "Account,Deal,Status,Close date,{}", ("Alder,A,Lost,2025-03-01,2024-01-01",)
    for name in ("Last order date", "Date of last purchase"):
        assert name in bring(lines(head.format(name), *rows)).recognition.unmapped
    for name in ("Last order date", "Proposal sent", "Quote date"):
        alone = bring(lines(f"Account,Deal,Status,{name}", "Alder,A,Lost,2024-01-01"))
        assert "deal.closed_on" in asked(alone)[name]
    # Beside a day of the end the day of a quote opens a deal of a list by hand; a system has a day of its own for that.
    assert bring(lines(head.format("Quote date"), *rows)).recognition.mapping["Quote date"] == "deal.created_on"
    system = bring("Opportunity Name,Account Name,Stage,Close Date,Proposal sent\nA,Alder,Lost,2025-03-01,2024-01-01\n")
    assert system.recognition.system == "salesforce"
    assert "Proposal sent" in system.recognition.unmapped


def test_a_title_that_differs_by_its_rows_may_be_what_a_deal_is_called() -> None:
    head = "Opportunity ID,Title,Deal value,Won/Lost,Client,Buyer,Close date"
    house = [f"{n},MRI House {n},500,Lost,House {n},{name},2025-03-0{n + 1}" for n, (name, _) in enumerate(PEOPLE)]
    told = bring(lines(head, *house))
    assert [deal.name for deal in told.deals] == ["MRI House 0", "MRI House 1", "MRI House 2"]
    assert not asked(told)

    # It may be what these people do, too.
    other = [row.replace(f"MRI House {n},", f"{('Scanner', 'Beds', 'Pumps')[n]},") for n, row in enumerate(house)]
    assert asked(bring(lines(head, *other))) == {"Title": ("deal.name", "person.title")}
    assert not asked(bring(lines(head, *(row.replace(f"MRI House {n},", "Buyer,") for n, row in enumerate(house)))))
