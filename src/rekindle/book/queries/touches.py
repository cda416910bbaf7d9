"""Contacts, signals, and the two ledgers of consent."""

from rekindle.book.queries.query import Query

TOUCHES = Query(
    "touches",
    {
        "touch_id": "x.id",
        "deal_id": "x.deal_id",
        "account_id": "COALESCE(x.account_id, (SELECT d.account_id FROM deal d WHERE d.id = x.deal_id))",
        "person_id": "x.person_id",
        "member_id": "x.member_id",
        "channel": "x.channel",
        "direction": "x.direction",
        "state": "x.state",
        "play": "x.play",
        "asset_key": "x.asset_key",
        "outcome": "x.outcome",
        "minutes": "x.minutes",
        "happened_at": "x.happened_at",
    },
    "FROM EACH_TOUCH(x) WHERE KNOWN(x)",
)

SIGNALS = Query(
    "signals",
    {
        "signal_id": "x.id",
        "account_id": "x.account_id",
        "person_id": "x.person_id",
        "deal_id": "x.deal_id",
        "product": "p.name",
        "kind": "x.kind",
        "words": "x.words",
        "happened_on": "x.happened_at",
        "until_on": "x.until_on",
    },
    "FROM EACH_SIGNAL(x) LEFT JOIN product p ON p.id = x.product_id WHERE KNOWN(x)",
)

PERMISSIONS = Query(
    "permissions",
    {
        "permission_id": "x.id",
        "person_id": "x.person_id",
        "channel": "x.channel",
        "state": "x.state",
        "until_on": "x.until_on",
        "words": "x.words",
        "happened_at": "x.happened_at",
    },
    "FROM permission x WHERE KNOWN(x) AND OF_PEOPLE(x.person_id)",
)

# An entry binds the person it names, and everybody who has the address it names; of a telephone that several share only
# calls and messages to it. It binds a whole account only where it names no person: then everybody who works there, also
# who works elsewhere, too, and is met there. Per person or account and channel
# the strictest entry stands: the person's own act first, then the earliest; one for every channel covers the others.
SUPPRESSIONS = Query(
    "suppressions",
    {
        "person_id": "f.person_id",
        "account_id": "f.account_id",
        "channel": "f.channel",
        "origin": "f.origin",
        "since_on": "f.happened_at",
        "words": "f.words",
    },
    """FROM (
        SELECT b.*,
            ROW_NUMBER() OVER (PARTITION BY b.person_id, b.account_id, b.channel ORDER BY
                CASE b.origin WHEN 'person' THEN 1 WHEN 'rep' THEN 2 WHEN 'import' THEN 3 WHEN 'machine' THEN 4
                    ELSE 5 END,
                b.happened_at, b.id) AS place,
            MAX(CASE WHEN b.channel = '' THEN 1 ELSE 0 END) OVER (PARTITION BY b.person_id, b.account_id) AS everywhere
        FROM (
            SELECT e.id, e.person_id, CASE WHEN 1 = 0 THEN e.account_id END AS account_id,
                e.channel, e.origin, e.happened_at, e.words
            FROM suppression e WHERE UNANSWERED(e) AND e.person_id IS NOT NULL AND OF_PEOPLE(e.person_id)
            UNION
            SELECT e.id, c.person_id, CASE WHEN 1 = 0 THEN e.account_id END, e.channel, e.origin, e.happened_at, e.words
            FROM contact_point c JOIN suppression e ON e.workspace_id = :workspace AND e.address_key = c.address_key
            WHERE KNOWN(c) AND UNANSWERED(e) AND e.address_key <> '' AND OF_PEOPLE(c.person_id) AND NOT (SHARED(c))
            UNION
            SELECT e.id, c.person_id, CASE WHEN 1 = 0 THEN e.account_id END, w.channel, e.origin, e.happened_at, e.words
            FROM contact_point c JOIN suppression e ON e.workspace_id = :workspace AND e.address_key = c.address_key
            JOIN (SELECT 'call' AS channel UNION SELECT 'message' AS channel) w ON e.channel IN ('', w.channel)
            WHERE KNOWN(c) AND UNANSWERED(e) AND e.address_key <> '' AND OF_PEOPLE(c.person_id) AND SHARED(c)
                AND NOT REACHED_ELSEWHERE(c)
            UNION
            SELECT e.id, e.person_id, e.account_id, e.channel, e.origin, e.happened_at, e.words
            FROM suppression e
            WHERE UNANSWERED(e) AND e.person_id IS NULL AND e.account_id IS NOT NULL AND OF_HOMES(e.account_id)
            UNION
            SELECT e.id, q.person_id, CASE WHEN 1 = 0 THEN e.account_id END, e.channel, e.origin, e.happened_at, e.words
            FROM suppression e JOIN post q ON q.workspace_id = :workspace AND q.account_id = e.account_id
            WHERE UNANSWERED(e) AND e.person_id IS NULL AND e.account_id IS NOT NULL AND OF_HOMES(e.account_id)
                AND HELD_NOW(q) AND OF_PEOPLE(q.person_id)
                AND EXISTS (SELECT 1 FROM post o WHERE o.person_id = q.person_id AND o.account_id <> q.account_id
                    AND HELD_NOW(o))
        ) b
    ) f
    WHERE f.place = 1 AND (f.channel = '' OR f.everywhere = 0)""",
)
