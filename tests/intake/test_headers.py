"""Header rows of real exports: every column mapped with no click, and asked nothing."""

import pytest

from tests.intake.support import Brought, as_csv, bring

PIPEDRIVE_DEALS = {
    "Deal - ID": ("deal.external", "417"),
    "Deal - Title": ("deal.name", "Alder Creek - 2x pump"),
    "Deal - Creator": ("keep", "Maya Brandt"),
    "Deal - Owner": ("deal.owner", "Maya Brandt"),
    "Deal - Value": ("deal.amount", "485000"),
    "Deal - Currency of Value": ("deal.currency", "EUR"),
    "Deal - Weighted value": ("keep", "0"),
    "Deal - Currency of Weighted value": ("keep", "EUR"),
    "Deal - Probability": ("deal.probability", "40"),
    "Deal - Organization": ("account.name", "Alder Creek General Hospital"),
    "Deal - Organization ID": ("account.external", "91"),
    "Deal - Pipeline": ("keep", "Capital"),
    "Deal - Contact person": ("person.name", "Lena Whitlock"),
    "Deal - Contact person ID": ("person.external", "5001"),
    "Deal - Stage": ("deal.stage", "Negotiation"),
    "Deal - Label": ("keep", "Hot"),
    "Deal - Status": ("deal.status", "Lost"),
    "Deal - Deal created": ("deal.created_on", "2024-03-04 10:11:12"),
    "Deal - Update time": ("deal.modified_on", "2025-02-04 10:11:12"),
    "Deal - Last stage change": ("deal.stage_changed_on", "2025-01-20 10:11:12"),
    "Deal - Next activity date": ("deal.revisit_on", "2025-09-01"),
    "Deal - Last activity date": ("keep", "2025-01-30"),
    "Deal - Won time": ("deal.won_on", ""),
    "Deal - Last email received": ("keep", "2025-01-29 09:00:00"),
    "Deal - Last email sent": ("keep", "2025-01-30 09:00:00"),
    "Deal - Lost time": ("deal.lost_on", "2025-02-01 16:20:00"),
    "Deal - Deal closed on": ("deal.closed_on", "2025-02-01 16:20:00"),
    "Deal - Lost reason": ("deal.lost_reason", "Budget froze"),
    "Deal - Visible to": ("keep", "Everyone"),
    "Deal - Total activities": ("keep", "9"),
    "Deal - Done activities": ("keep", "8"),
    "Deal - Activities to do": ("keep", "1"),
    "Deal - Email messages count": ("keep", "12"),
    "Deal - Expected close date": ("deal.expected_on", "2025-01-31"),
    "Deal - Product quantity": ("deal.product_quantity", "2"),
    "Deal - Product amount": ("deal.product_amount", "485000"),
    "Deal - Product name": ("deal.product", "InfuSafe Pump"),
    "Deal - Source origin": ("keep", "Manually created"),
}

PIPEDRIVE_SAMPLE = {
    "Person - Name*": ("person.name", "Lena Whitlock"),
    "Person - First name": ("person.first_name", "Lena"),
    "Person - Last name": ("person.last_name", "Whitlock"),
    "Person - Phone": ("person.phone", "+1 612 555 0199"),
    "Person - Email (Work)": ("person.mail", "lena@aldercreek.example"),
    "Person - Email (Home)": ("person.mail", "lena@home.example"),
    "Organization - Name*": ("account.name", "Alder Creek General Hospital"),
    "Organization - Address": ("keep", "1 Main St"),
    "Deal - Title": ("deal.name", "2x pump"),
    "Deal - Value": ("deal.amount", "485000"),
    "Activity - Subject*": ("touch.subject", "Call about the trial"),
    "Activity - Due date": ("touch.happened_at", "45631"),
    "Note - Content*": ("note", "<p>Budget <b>froze</b></p>"),
}

PIPEDRIVE_CUSTOM = {
    "Deal - Title": ("deal.name", "2x pump"),
    "Deal - CRM ID": ("keep", "X-77"),
    "Deal - Closing Date": ("deal.closed_on", "2025-02-01"),
    "Deal - Deal created": ("deal.created_on", "2024-02-01 10:00:00"),
    "Person - Email - Work": ("person.mail", "lena@aldercreek.example"),
    "Person - Email - Home": ("person.mail", ""),
    "Person - Email - Other": ("person.mail", ""),
    "Deal - Status": ("deal.status", "Lost"),
    "Deal - Lost reason": ("deal.lost_reason", "Price"),
    "Person - Marketing consent": ("person.consent", "No"),
    "Person - Phone - Work": ("person.phone", "612 555 0199"),
}

HUBSPOT_DEALS = {
    "Record ID": ("deal.external", "18834567890"),
    "Deal Name": ("deal.name", "2x pump"),
    "Region": ("account.region", "Midwest"),
    "Deal Stage": ("deal.stage", "Closed lost"),
    "Solution": ("deal.product", "InfuSafe Pump"),
    "SOW": ("", "signed"),
    "Active Status": ("", "yes"),
    "Deal owner": ("deal.owner", "Maya Brandt"),
    "Channel": ("", "Direct"),
    "Amount": ("deal.amount", "485000"),
    "Associated Note": ("note", "they froze the budget"),
    "Deal Associate": ("", "Bo Larsen"),
    "Is closed lost": ("deal.is_lost", "true"),
    "Associated Note IDs": ("keep", "60000001"),
}

HUBSPOT_DEALS_2 = {
    "Record ID": ("deal.external", "18834567890"),
    "Deal Name": ("deal.name", "2x pump"),
    "Amount": ("deal.amount", "485000.00"),
    "Deal Stage": ("deal.stage", "Closed lost"),
    "Close Date": ("deal.closed_on", "2025-02-01 16:20"),
    "Deal Owner": ("deal.owner", "Maya Brandt"),
    "Company Name": ("account.name", "Alder Creek General Hospital"),
    "Pipeline": ("keep", "Capital"),
    "Create Date": ("deal.created_on", "2024-02-01 10:00"),
}

HUBSPOT_CONTACTS = {
    "Record ID": ("person.external", "70100001"),
    "First Name": ("person.first_name", "Lena"),
    "Last Name": ("person.last_name", "Whitlock"),
    "Email": ("person.mail", "lena@aldercreek.example"),
    "Phone Number": ("person.phone", "+1 612 555 0199"),
    "Mobile Phone Number": ("person.phone", ""),
    "Job Title": ("person.title", "OR Manager"),
    "Company Name": ("account.name", "Alder Creek General Hospital"),
    "Contact owner": ("deal.owner", "Maya Brandt"),
    "Lifecycle Stage": ("keep", "lead"),
    "Lead Status": ("keep", "OPEN"),
    "Create Date": ("keep", "2024-02-01 10:00"),
}

HUBSPOT_COMPANIES = {
    "Record ID": ("account.external", "9000001"),
    "Company name": ("account.name", "Alder Creek General Hospital"),
    "Website URL": ("account.domain", "https://www.aldercreek.example/"),
    "Company owner": ("deal.owner", "Maya Brandt"),
    "Create Date": ("keep", "2024-02-01 10:00"),
    "Legal entity address": ("keep", "1 Main St"),
}

SALESFORCE_REPORT = {
    "Assigned SE": ("", "Ana Ruiz"),
    "Stage": ("deal.stage", "Closed Lost"),
    "Opportunity Name": ("deal.name", "2x pump"),
    "Owner Role": ("keep", "Field Sales West"),
    "Account Name": ("account.name", "Alder Creek General Hospital"),
    "Fiscal Period": ("keep", "Q1-2025"),
    "Amount": ("deal.amount", "USD 485,000.00"),
    "Probability (%)": ("deal.probability", "0%"),
    "Age": ("keep", "120"),
    "Created Date": ("deal.created_on", "14/09/2024"),
    "Type": ("deal.type", "New Business"),
    "Forecast Category": ("deal.forecast", "Omitted"),
    "ACV Preview": ("", "USD 485,000.00"),
    "ACV Preview (USD)": ("", "USD 485,000.00"),
    "Close Date (2)": ("keep", "03/04/2025"),
    "Close Date": ("deal.closed_on", "02/03/2025"),
    "Total Sales Cycle Age": ("", "127"),
    "Sales Region": ("account.region", "Midwest"),
    "Lost Reason": ("deal.lost_reason", "Budget"),
    "Why did we lose?": ("deal.lost_notes", "Capital budget froze in January"),
    "Opportunity ID": ("deal.external", "006Dn00001abcDE"),
    "Opportunity ID (2)": ("keep", "006Dn00001abcDE"),
}

SALESFORCE_API = {
    "Id": ("deal.external", "006Dn00001abcDEIAY"),
    "IsDeleted": ("deal.is_deleted", "false"),
    "AccountId": ("account.external", "001Dn00001abcDEIAY"),
    "RecordTypeId": ("keep", "0121G000000g1SFQAY"),
    "Name": ("deal.name", "2x pump"),
    "Description": ("note", "surgeons liked it"),
    "StageName": ("deal.stage", "Dead - Archived"),
    "Amount": ("deal.amount", "485000.0"),
    "Probability": ("deal.probability", "0.0"),
    "CloseDate": ("deal.closed_on", "2025-03-02"),
    "Type": ("deal.type", "New Business"),
    "NextStep": ("note", "send the study"),
    "LeadSource": ("keep", "Web"),
    "IsClosed": ("deal.is_closed", "true"),
    "IsWon": ("deal.is_won", "false"),
    "ForecastCategory": ("deal.forecast", "Omitted"),
    "ForecastCategoryName": ("keep", "Omitted"),
    "CurrencyIsoCode": ("deal.currency", "CAD"),
    "CampaignId": ("keep", ""),
    "HasOpportunityLineItem": ("keep", "false"),
    "Pricebook2Id": ("keep", ""),
    "OwnerId": ("deal.owner_external", "005Dn000001aAaAIAU"),
    "CreatedDate": ("deal.created_on", "2024-09-14T10:11:12.000+0000"),
    "LossReason__c": ("deal.lost_reason", "Budget"),
}

ROWS = {
    "pipedrive deals": (PIPEDRIVE_DEALS, "pipedrive", "deals"),
    "pipedrive with custom fields": (PIPEDRIVE_CUSTOM, "pipedrive", "deals"),
    "hubspot deals": (HUBSPOT_DEALS, "hubspot", "deals"),
    "hubspot deals with company": (HUBSPOT_DEALS_2, "hubspot", "deals"),
    "hubspot contacts": (HUBSPOT_CONTACTS, "hubspot", "people"),
    "hubspot companies": (HUBSPOT_COMPANIES, "hubspot", "accounts"),
    "salesforce report": (SALESFORCE_REPORT, "salesforce", "deals"),
    "salesforce interface": (SALESFORCE_API, "salesforce", "deals"),
}


def brought(columns: dict[str, tuple[str, str]]) -> Brought:
    # The second of two equal headers is written as the export writes it, without its number.
    names = [name.removesuffix(" (2)") if name == "Opportunity ID (2)" else name for name in columns]
    return bring(as_csv(names, [value for _, value in columns.values()]), "export.csv")


@pytest.mark.parametrize("layout", list(ROWS))
def test_every_column_of_a_real_header_is_mapped_with_no_click(layout: str) -> None:
    columns, system, kind = ROWS[layout]
    file = brought(columns)
    assert (file.recognition.system, file.recognition.kind) == (system, kind)
    assert file.recognition.mapping == {name: field for name, (field, _) in columns.items() if field}
    assert file.recognition.unmapped == tuple(name for name, (field, _) in columns.items() if not field)
    assert file.recognition.questions == ()
    assert (len(file.rows), file.rejected, file.skipped) == (1, [], [])


def test_pipedrives_own_sample_sheet_is_mapped_and_only_asked_how_the_deals_ended() -> None:
    file = brought(PIPEDRIVE_SAMPLE)
    assert file.recognition.mapping == {name: field for name, (field, _) in PIPEDRIVE_SAMPLE.items()}
    assert [(question.column, question.choices) for question in file.recognition.questions] == [
        ("*", ("lost", "won", "open"))
    ]


@pytest.mark.parametrize("layout", list(ROWS))
def test_a_header_without_rows_is_known_as_well(layout: str) -> None:
    columns, system, kind = ROWS[layout]
    recognition = bring(as_csv(list(columns))).recognition
    assert (recognition.system, recognition.kind, recognition.questions) == (system, kind, ())


PLAIN = [
    (
        "Hospital,Opportunity,Status,Value,Close date,Lost reason,Contact,Email,Phone,Owner,Notes",
        "account.name deal.name deal.status deal.amount deal.closed_on deal.lost_reason person.name person.mail"
        " person.phone deal.owner note",
    ),
    (
        "Firma,Projekt,Phase,Betrag,Abschlussdatum,Verlustgrund,Ansprechpartner,E-Mail-Adresse,Telefon,Besitzer,Notizen",
        "account.name deal.name deal.stage deal.amount deal.closed_on deal.lost_reason person.name person.mail"
        " person.phone deal.owner note",
    ),
    (
        "Entreprise,Affaire,Étape,Montant,Date de clôture,Motif de perte,Nom du contact,Courriel,Téléphone,Remarques",
        "account.name deal.name deal.stage deal.amount deal.closed_on deal.lost_reason person.name person.mail"
        " person.phone note",
    ),
    (
        "Empresa,Oportunidad,Estado,Importe,Fecha de cierre,Motivo de pérdida,Contacto,Correo,Teléfono,Notas",
        "account.name deal.name deal.status deal.amount deal.closed_on deal.lost_reason person.name person.mail"
        " person.phone note",
    ),
    (
        "ACCOUNT_NAME,deal_title,STAGE,dealValue,LostDate,loss_reason__c,Competitor,Follow-up,Incumbent,Contract end",
        "account.name deal.name deal.stage deal.amount deal.lost_on deal.lost_reason deal.competitor deal.revisit_on"
        " contract.incumbent contract.ends_on",
    ),
    (
        "Company,Role,Recruiter,Recruiter Email,Hiring Manager,Status,Date Applied,Feedback",
        "account.name deal.name recruiter.name recruiter.mail hiring_manager.name deal.status deal.created_on"
        " deal.lost_notes",
    ),
]


@pytest.mark.parametrize(("header", "meant"), PLAIN)
def test_plain_sheets_with_obvious_headers_are_understood_in_four_languages(header: str, meant: str) -> None:
    columns = header.split(",")
    file = bring(header + "\n", "sheet.csv")
    assert file.recognition.mapping == dict(zip(columns, meant.split(), strict=True))
    assert file.recognition.questions == ()
