"""Header rows of more systems and address books: known for what they are, and nothing asked."""

import pytest

from rekindle.intake.drafts import DealDraft, PersonRowDraft
from rekindle.terms.losses import Status
from tests.intake.support import as_csv, bring

# A layout per block: system, kind, then per column its header, the field it means (- for none) and a value.
LAYOUTS = """
zoho deals
Record Id | deal.external | zcrm_5230000001
Deal Owner.id | deal.owner_external | zcrm_5230000999
Deal Owner | deal.owner | Maya Brandt
Amount | deal.amount | 485000
Deal Name | deal.name | 2x pump
Closing Date | deal.closed_on | 2025-02-01
Account Name.id | account.external | zcrm_5230000777
Account Name | account.name | Alder Creek
Stage | deal.stage | Closed Lost
Lead Source | keep | Web
Contact Name.id | person.external | zcrm_5230000555
Contact Name | person.name | Lena Whitlock
Reason For Loss | deal.lost_reason | Budget
Modified Time | deal.modified_on | 2025-02-02 10:11:12

zoho deals
Record Id | deal.external | zcrm_6230000001
Pipeline Owner | deal.owner | Maya Brandt
Deal Name | deal.name | 2x pump
Company Name | account.name | Alder Creek
Contact Name | person.name | Lena Whitlock
Sub-Pipeline | keep | Capital
Stage | deal.stage | Closed Lost
Amount | deal.amount | 485000
Closing Date | deal.closed_on | 2025-02-01
Created Time | deal.created_on | 2024-02-02 10:11:12

zoho people
Record Id | person.external | zcrm_5230000555
Contact Owner.id | deal.owner_external | zcrm_5230000999
Contact Owner | deal.owner | Maya Brandt
First Name | person.first_name | Lena
Last Name | person.last_name | Whitlock
Account Name.id | account.external | zcrm_5230000777
Account Name | account.name | Alder Creek
Email | person.mail | lena@alder.example
Title | person.title | OR Manager
Email Opt Out | person.opt_out_mail | false
Created Time | keep | 2024-02-02 10:11:12

close people
id | keep | lead_abc123
display_name | account.name | Alder Creek
description | note | wants the study
status_label | keep | Potential
primary_contact_name | person.name | Lena Whitlock
primary_contact_first_name | person.first_name | Lena
primary_contact_last_name | person.last_name | Whitlock
primary_contact_title | person.title | OR Manager
primary_contact_primary_email | person.mail | lena@alder.example
primary_contact_primary_email_type | keep | office
primary_contact_primary_phone | person.phone | +16125550199
date_created | keep | 2024-02-02T10:11:12.000000+00:00
date_updated | keep | 2025-02-02T10:11:12.000000+00:00
created_by_name | keep | Maya Brandt
custom.Territory | account.region | North

close deals
id | account.external | lead_abc123
display_name | account.name | Alder Creek
status_label | deal.status | Lost
primary_contact_name | person.name | Lena Whitlock
primary_contact_primary_email | person.mail | lena@alder.example
date_created | deal.created_on | 2024-02-02T10:11:12.000000+00:00
date_updated | deal.modified_on | 2025-02-02T10:11:12.000000+00:00

close deals
id | deal.external | oppo_abc123
lead_id | account.external | lead_abc123
lead_name | account.name | Alder Creek
status_label | deal.stage | Too expensive
status_type | deal.status | lost
value | deal.amount | 48500000
value_currency | deal.currency | USD
value_period | keep | one_time
note | note | they froze the budget
confidence | deal.probability | 0
date_created | deal.created_on | 2024-02-02T10:11:12.000000+00:00
date_updated | deal.modified_on | 2025-02-02T10:11:12.000000+00:00
date_won | deal.won_on |
date_lost | deal.lost_on | 2025-02-01
user_name | deal.owner | Maya Brandt
contact_name | person.name | Lena Whitlock

dynamics deals
(Do Not Modify) Opportunity | deal.external | 8a2bc3d4-0000-ee11-9999-000d3a000001
(Do Not Modify) Row Checksum | keep | kF+abc==
(Do Not Modify) Modified On | keep | 2025-02-02 10:11
Topic | deal.name | 2x pump
Account | account.name | Alder Creek
Description | note | they froze the budget
Est. close date | deal.expected_on | 2025-01-31
Est. revenue | deal.amount | 485000.00
Contact | person.name | Lena Whitlock
Rating | keep | Warm
Sales Stage | deal.stage | Propose
Probability | deal.probability | 40
Created On | deal.created_on | 2024-02-02 10:11
Modified On | deal.modified_on | 2025-02-02 10:11
Forecast Category | deal.forecast | Omitted
Actual Revenue | keep | 0
Status | deal.status | Lost
Status Reason | deal.lost_reason | Out-Sold

copper deals
Name | deal.name | 2x pump
Assignee Id | deal.owner_external | 99
Assignee Email | deal.owner_mail | maya@us.example
Close Date | deal.closed_on | 2025-02-01
Company Id | account.external | 77
Company Name | account.name | Alder Creek
Customer Source | keep | Web
Details | note | they froze the budget
Loss Reason Id | keep | 3
Loss Reason Name | deal.lost_reason | Budget
Pipeline Name | keep | Capital
Pipeline Stage Name | deal.stage | Closed Lost
Primary Contact Id | person.external | 55
Primary Contact Email | person.mail | lena@alder.example
Priority | keep | High

linkedin people
First Name | person.first_name | Lena
Last Name | person.last_name | Whitlock
URL | person.linkedin | https://www.linkedin.com/in/lena
Email Address | person.mail |
Company | account.name | Alder Creek
Position | person.title | OR Manager
Connected On | keep | 12 Mar 2024

google people
First Name | person.first_name | Lena
Middle Name | keep |
Last Name | person.last_name | Whitlock
Phonetic First Name | keep |
Name Prefix | keep | Dr.
Nickname | keep |
File As | keep |
Organization Name | account.name | Alder Creek
Organization Title | person.title | OR Manager
Organization Department | keep | Surgery
Birthday | keep |
Notes | note | met at AORN
Photo | keep | https://pictures.example/1
Labels | keep | * myContacts
E-mail 1 - Label | keep | * Work
E-mail 1 - Value | person.mail | lena@alder.example ::: l@home.example
E-mail 2 - Label | keep | Home
E-mail 2 - Value | person.mail | lena@home.example
Phone 1 - Label | keep | Work
Phone 1 - Value | person.phone | +1 612-555-0199
Address 1 - Label | keep | Work
Address 1 - Country | account.country | US

google people
Name | person.name | Lena Whitlock
Given Name | person.first_name | Lena
Family Name | person.last_name | Whitlock
Group Membership | keep | * myContacts
E-mail 1 - Type | keep | * Work
E-mail 1 - Value | person.mail | lena@alder.example
Phone 1 - Type | keep | Work
Phone 1 - Value | person.phone | +1 612-555-0199
Organization 1 - Name | account.name | Alder Creek
Organization 1 - Title | person.title | OR Manager

outlook people
First Name | person.first_name | Lena
Middle Name | keep |
Last Name | person.last_name | Whitlock
Title | keep | Dr.
Suffix | keep |
Initials | keep | L.W.
Web Page | keep |
Gender | keep | Unspecified
Birthday | keep | 0/0/00
Anniversary | keep | 0/0/00
Location | keep |
Language | keep |
Internet Free Busy | keep |
Notes | note | met at AORN
E-mail Address | person.mail | lena@alder.example
E-mail 2 Address | person.mail |
E-mail 3 Address | person.mail |
Primary Phone | person.phone | 612-555-0199
Company | account.name | Alder Creek
Job Title | person.title | OR Manager

outlook people
First Name | person.first_name | Lena
Middle Name | keep |
Last Name | person.last_name | Whitlock
Title | keep | Dr.
Suffix | keep |
Nickname | keep |
E-mail Address | person.mail | lena@alder.example
Home Phone | person.phone | 612-555-0199
Company | account.name | Alder Creek
Home Country/Region | keep | United States
Categories | keep | Blue

odoo deals
Opportunity | deal.name | 2x pump
Company Name | account.name | Alder Creek
Contact Name | person.name | Lena Whitlock
Email | person.mail | lena@alder.example
Salesperson | deal.owner | Maya Brandt
Expected Revenue | deal.amount | 485000
Stage | deal.stage | Proposition
Probability | deal.probability | 0
Active | deal.is_active | False
Lost Reason | deal.lost_reason | Too expensive
Closed Date | deal.closed_on | 2025-02-01 10:00:00
Sales Team | keep | North

sugar deals
name | deal.name | 2x pump
account_name | account.name | Alder Creek
sales_stage | deal.stage | Closed Lost
amount | deal.amount | 485000
date_closed | deal.closed_on | 2025-02-01
date_entered | deal.created_on | 2024-02-01 10:00:00
date_modified | deal.modified_on | 2025-02-01 10:00:00
assigned_user_name | deal.owner | Maya Brandt
lead_source | keep | Web
description | note | they froze the budget

freshsales deals
Name | deal.name | 2x pump
Deal stage | deal.stage | Lost
Deal value | deal.amount | 485000
Sales account | account.name | Alder Creek
Related contacts | person.name | Lena Whitlock
Sales owner | deal.owner | Maya Brandt
Closed date | deal.closed_on | 2025-02-01
Expected close date | deal.expected_on | 2025-01-31
Deal reason | deal.lost_reason | Budget

insightly deals
Opportunity Name | deal.name | 2x pump
Organisation | account.name | Alder Creek
Opportunity State | deal.status | LOST
Opportunity Value | deal.amount | 485000
User Responsible | deal.owner | Maya Brandt
Actual Close Date | deal.closed_on | 2025-02-01
State Reason | deal.lost_reason | Budget

plain people
First Name | person.first_name | Lena
Last Name | person.last_name | Whitlock
Title | person.title | OR Manager
Company | account.name | Alder Creek
Email | person.mail | lena@alder.example
Work Direct Phone | person.phone | +1 612-555-0199
Stage | - | Cold
Person Linkedin Url | person.linkedin | https://www.linkedin.com/in/lena
Country | account.country | United States
Email Sent | - | false
"""


def read_layouts() -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    found = []
    for block in LAYOUTS.strip().split("\n\n"):
        first, *lines = block.split("\n")
        system, kind = first.split()
        columns = [tuple(part.strip() for part in line.split("|")) for line in lines]
        found.append(
            (system, kind, [(header, "" if field == "-" else field, value) for header, field, value in columns])
        )
    return found


@pytest.mark.parametrize(
    ("system", "kind", "columns"), read_layouts(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_every_column_is_mapped_with_no_click(system: str, kind: str, columns: list[tuple[str, str, str]]) -> None:
    file = bring(as_csv([header for header, _, _ in columns], [value for _, _, value in columns]))
    assert (file.recognition.system, file.recognition.kind) == (system, kind)
    assert file.recognition.mapping == {header: field for header, field, _ in columns if field}
    assert file.recognition.questions == ()
    (row,) = file.rows
    assert isinstance(row, DealDraft | PersonRowDraft)
    if isinstance(row, DealDraft):
        assert (row.status, row.amount_minor) in {(Status.LOST, 48_500_000), (Status.LOST, None)}


@pytest.mark.parametrize(
    ("system", "kind", "columns"), read_layouts(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_known_without_rows_as_well(system: str, kind: str, columns: list[tuple[str, str, str]]) -> None:
    recognition = bring(as_csv([header for header, _, _ in columns])).recognition
    # A lead of Close is a deal only where its status says so.
    expected = "people" if columns[0][1] == "account.external" and system == "close" else kind
    assert (recognition.system, recognition.kind, recognition.questions) == (system, expected, ())


LINKEDIN = (
    "\ufeffNotes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only '
    'see email addresses for connections who have allowed their connections to see or download them."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Lena,Whitlock,https://www.linkedin.com/in/lena,,Alder Creek,OR Manager,12 Mar 2024\n"
    "Ray,Osei,https://www.linkedin.com/in/ray,ray@birch.example,Birch,Buyer,7-Feb-22\n"
)


def test_linkedins_paragraph_above_the_header_is_passed_over() -> None:
    file = bring(LINKEDIN, "Connections.csv")
    assert (file.recognition.system, [row.person.name for row in file.people]) == (
        "linkedin",
        ["Lena Whitlock", "Ray Osei"],
    )
    assert file.recognition.questions == ()


def test_the_older_form_without_addresses_of_pages_is_known_too() -> None:
    file = bring(
        "First Name,Last Name,Email Address,Company,Position,Connected On\nLena,Whitlock,,Alder,Buyer,7-Feb-22\n"
    )
    assert (file.recognition.system, len(file.people)) == ("linkedin", 1)


def test_an_error_or_duplicate_of_dynamics_is_no_loss() -> None:
    columns = ["(Do Not Modify) Opportunity", "Topic", "Account", "Status", "Status Reason"]
    file = bring(as_csv(columns, ["1", "a", "A", "Lost", "Error/duplicate"], ["2", "b", "B", "Open", "In Progress"]))
    assert [row.words for row in file.skipped] == [
        "its reason is 'Error/duplicate': a record made by mistake, not a loss"
    ]
    assert [deal.status for deal in file.deals] == [Status.OPEN]


def test_an_archived_deal_of_odoo_is_lost_only_if_its_chance_is_nothing() -> None:
    columns = ["Opportunity", "Company Name", "Salesperson", "Expected Revenue", "Probability", "Active", "Lost Reason"]
    file = bring(
        as_csv(
            columns,
            ["a", "A", "Maya", "1", "0.0", "False", ""],
            ["b", "B", "Maya", "1", "40", "False", ""],
            ["c", "C", "Maya", "1", "0", "True", ""],
        )
    )
    assert [deal.status for deal in file.deals] == [Status.LOST, Status.OPEN, Status.OPEN]


def test_a_header_that_names_cents_is_read_in_cents() -> None:
    deal = bring(as_csv(["Account", "Stage", "Amount_in_cents"], ["Alder", "Closed Lost", "48500000"])).deal
    assert deal.amount_minor == 48_500_000


def test_what_a_seller_calls_their_columns_is_understood_and_an_amount_is_no_name() -> None:
    head = ["Hospital", "Who I talked to", "Their role", "What I pitched", "Deal $", "Quote $", "Status"]
    head.append("What happened")
    rows = [
        ["Lakeshore Ortho", "Ann Ortiz", "OR Director", "NavSys", "$90,000", "$95,000", "lost", "price vs Stryker"],
        ["Bay ENT", "Bob Tran", "CFO", "Scope", "$40,000", "$41,000", "won", "loved it"],
    ]

    mapping = bring(as_csv(head, *rows)).recognition.mapping

    assert [mapping.get(name) for name in head] == [
        "account.name",
        "person.name",
        "person.title",
        "deal.name",
        None,
        "deal.amount",
        "deal.status",
        "deal.lost_notes",
    ]


def test_a_text_is_no_list_of_lost_deals_whatever_it_speaks_of() -> None:
    text = "Every no comes in. The desk learns why it was lost,and says when\nIt takes a no for an answer,and waits\n"

    assert "deal.lost_notes" not in bring(text).recognition.mapping.values()
