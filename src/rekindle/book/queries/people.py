"""Members, accounts, people with their seats, and how they can be reached."""

from rekindle.book.queries.query import Query

MEMBERS = Query(
    "members",
    {
        "member_id": "m.id",
        "name": "m.name",
        "minutes_per_day": "m.minutes_per_week / NULLIF(LENGTH(m.working_days), 0)",
        "touches_per_day": "m.touches_per_day",
        "hour_price_minor": "COALESCE(m.hour_price_minor, w.hour_price_minor)",
        "currency": "w.currency",
        "away": """(m.working_days NOT LIKE :weekday OR EXISTS (SELECT 1 FROM away_day a
            WHERE KNOWN(a) AND a.member_id = m.id AND :today BETWEEN a.from_on AND a.to_on))""",
    },
    "FROM member m JOIN workspace w ON w.id = m.workspace_id WHERE m.workspace_id = :workspace",
)

ACCOUNTS = Query(
    "accounts",
    {
        "account_id": "a.id",
        "name": "a.name",
        "jurisdiction": "COALESCE(NULLIF(a.jurisdiction, ''), w.jurisdiction)",
        "region": "a.region",
        "fiscal_month": "COALESCE(a.fiscal_month, w.fiscal_month)",
        "segment": "a.segment",
    },
    # A file may tell of an account's latest deal first: with an earlier one that was known the account was, too.
    """FROM account a JOIN workspace w ON w.id = a.workspace_id
    WHERE a.workspace_id = :workspace AND OF_ACCOUNT(a.id) AND (KNOWN(a) OR EXISTS (SELECT 1 FROM deal d
        WHERE d.workspace_id = :workspace AND d.account_id = a.id AND KNOWN(d) AND NOT_VOID(a)))""",
)


_HAS = "EXISTS (SELECT 1 FROM contact_point c WHERE c.person_id = x.id AND c.kind = '{0}' AND KNOWN(c))"

PEOPLE = Query(
    "people",
    {
        "person_id": "x.id",
        "account_id": "p.account_id",
        "name": "x.name",
        "title": "p.title",
        "jurisdiction": "COALESCE(NULLIF(x.jurisdiction, ''), NULLIF(a.jurisdiction, ''), w.jurisdiction)",
        "has_mail": _HAS.format("mail"),
        "has_phone": _HAS.format("phone"),
        "has_linkedin": _HAS.format("linkedin"),
    },
    """FROM EACH_PERSON(x) JOIN workspace w ON w.id = x.workspace_id
    LEFT JOIN post p ON p.id = (SELECT q.id FROM post q WHERE q.person_id = x.id AND KNOWN(q)
        AND (q.until_on IS NULL OR q.until_on > :today)
        ORDER BY q.happened_at DESC, q.known_at DESC, q.id DESC LIMIT 1)
    LEFT JOIN account a ON a.id = p.account_id
    WHERE KNOWN(x)""",
)

SEATS = Query(
    "seats",
    {"deal_id": "x.deal_id", "person_id": "x.person_id", "role": "x.role", "stance": "x.stance"},
    "FROM EACH_OF_DEALS(seat, x) WHERE KNOWN(x) AND OF_KNOWN_DEAL(x) AND OF_KNOWN_PERSON(x) AND STILL_THERE(x)",
)

CONTRACTS = Query(
    "contracts",
    {"account_id": "x.account_id", "incumbent": "c.name", "product": "p.name", "ends_on": "x.ends_on"},
    """FROM contract x LEFT JOIN competitor c ON c.id = x.incumbent_id LEFT JOIN product p ON p.id = x.product_id
    WHERE KNOWN(x) AND OF_ACCOUNT(x.account_id)""",
)
