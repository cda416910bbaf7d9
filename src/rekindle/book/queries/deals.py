"""Deals, their losses with what was said about them, and how they came back."""

from rekindle.book.queries.query import Query

_CURRENCY = "COALESCE(NULLIF({0}.currency, ''), NULLIF(d.currency, ''), w.currency)"

# Who cannot sign in has no morning: the workspace's owner looks after their deals meanwhile.
_OWNER = (
    "CASE WHEN o.user_id IS NOT NULL OR d.owner_id = :keep_owner THEN d.owner_id"
    " ELSE COALESCE(w.owner_id, d.owner_id) END"
)

DEALS = Query(
    "deals",
    {
        "deal_id": "d.id",
        "account_id": "d.account_id",
        "owner_id": _OWNER,
        "kind": "d.kind",
        "status": """COALESCE((SELECT s.status FROM status_change s WHERE s.deal_id = d.id AND KNOWN(s)
            ORDER BY s.happened_at DESC, s.known_at DESC, s.id DESC LIMIT 1), 'open')""",
        "name": "d.name",
        "product": """(SELECT p.name FROM deal_line l JOIN product p ON p.id = l.product_id
            WHERE l.workspace_id = :workspace AND l.deal_id = d.id ORDER BY l.number, l.id LIMIT 1)""",
        "amount_minor": "d.amount_minor",
        "currency": _CURRENCY.format("d"),
        "opened_on": "d.opened_on",
    },
    """FROM deal d JOIN workspace w ON w.id = d.workspace_id LEFT JOIN member o ON o.id = d.owner_id
    WHERE KNOWN(d) AND OF_ACCOUNT(d.account_id)""",
)

LOSSES = Query(
    "losses",
    {
        "loss_id": "l.id",
        "deal_id": "l.deal_id",
        "number": "l.number",
        "lost_on": "l.lost_on",
        "stage": "l.stage",
        "amount_minor": "l.amount_minor",
        "currency": _CURRENCY.format("l"),
        "competitor": "c.name",
        "known_at": "l.known_at",
    },
    """FROM EACH_OF_DEALS(loss, l) JOIN workspace w ON w.id = l.workspace_id JOIN deal d ON d.id = l.deal_id
    LEFT JOIN competitor c ON c.id = l.competitor_id
    WHERE IN_FORCE(l) AND OF_KNOWN_DEAL(l)""",
)

# What was said about a loss, or how it came back, counts for the loss in force of the same number.
_OF_LOSS = """JOIN loss old ON old.id = x.loss_id
    JOIN loss l ON l.workspace_id = :workspace AND l.deal_id = old.deal_id AND l.number = old.number
    WHERE KNOWN(x) AND KNOWN(old) AND IN_FORCE(l) AND OF_KNOWN_DEAL(x)"""

CLAIMS = Query(
    "claims",
    {
        "claim_id": "x.id",
        "loss_id": "l.id",
        "deal_id": "x.deal_id",
        "source": "x.source",
        "kind": "x.kind",
        "key": "x.key",
        "rank": "x.rank",
        "confidence": "x.confidence",
        "quote": "x.quote",
        "person_id": "x.person_id",
        "happened_at": "x.happened_at",
        "known_at": "x.known_at",
    },
    f"FROM EACH_OF_DEALS(claim, x) {_OF_LOSS}",
)

RETURNS = Query(
    "returns",
    {
        "return_id": "x.id",
        "deal_id": "x.deal_id",
        "loss_id": "l.id",
        "kind": "x.kind",
        "happened_at": "x.happened_at",
    },
    f'FROM EACH_OF_DEALS("return", x) {_OF_LOSS}',
)

PROMISES = Query(
    "promises",
    {
        "promise_id": "x.id",
        "deal_id": "x.deal_id",
        "person_id": "x.person_id",
        "due_on": "x.due_on",
        "sd_days": "x.sd_days",
        "source": "x.source",
        "words": "x.words",
        "happened_at": "x.happened_at",
    },
    # Who lets a deal rest until an earlier day than a note names wants it back then.
    """FROM EACH_OF_DEALS(promise, x) WHERE KNOWN(x) AND OF_KNOWN_DEAL(x) AND (x.source <> 'inferred' OR NOT EXISTS (
        SELECT 1 FROM rest r WHERE r.deal_id = x.deal_id AND KNOWN(r) AND r.happened_at > x.happened_at
        AND r.until_on < x.due_on))
    """,
)

RESTS = Query(
    "rests",
    {"deal_id": "x.deal_id", "until_on": "x.until_on", "words": "x.words", "happened_at": "x.happened_at"},
    # One without a day goes before those with one: what they asked for is not shortened by what we plan.
    """FROM EACH_OF_DEALS(rest, x) WHERE KNOWN(x) AND OF_KNOWN_DEAL(x) AND (x.until_on > :today OR WAITS_FOR_NEWS(x))
    AND x.id = (SELECT r.id FROM rest r WHERE r.deal_id = x.deal_id AND KNOWN(r)
        ORDER BY CASE WHEN WAITS_FOR_NEWS(r) THEN 0 ELSE 1 END, r.happened_at DESC, r.known_at DESC, r.id DESC LIMIT 1)
    """,
)
