"""The phrases that the queries share, and what they stand for in SQL.

A query is read with `:workspace`, `:as_of`, `:today` and, for one account, `:account`.
"""

# ruff: noqa: S608 - put together from the constants of this file; every value is a bound parameter.

import re

_SEEN = "{0}.workspace_id = :workspace AND {0}.known_at <= :as_of AND {0}.happened_at <= :as_of"
_NOT_VOID = (
    "NOT EXISTS (SELECT 1 FROM void v WHERE v.workspace_id = :workspace AND v.target_id = {0}.id"
    " AND v.known_at <= :as_of)"
)
_DEALS_HERE = "SELECT h.id FROM deal h WHERE h.workspace_id = :workspace AND h.account_id = :account"
_PEOPLE_HERE = (
    "SELECT h.person_id FROM post h WHERE h.workspace_id = :workspace AND h.account_id = :account"
    f" UNION SELECT g.person_id FROM seat g WHERE g.workspace_id = :workspace AND g.deal_id IN ({_DEALS_HERE})"
)

PHRASES = {
    # What we knew had happened, void or not.
    "SEEN": _SEEN,
    # What we knew had happened, and nobody had taken back.
    "KNOWN": f"{_SEEN} AND {_NOT_VOID}",
    # Nobody had taken it back, whenever we learned of it.
    "NOT_VOID": _NOT_VOID,
    # The row's deal was known, so that nothing speaks of a deal that is not there.
    "OF_KNOWN_DEAL": "EXISTS (SELECT 1 FROM deal k WHERE k.id = {0}.deal_id AND KNOWN(k))",
    "OF_KNOWN_PERSON": "EXISTS (SELECT 1 FROM person k WHERE k.id = {0}.person_id AND KNOWN(k))",
    # Whoever left the account left their seat; without a post that ended there, they are taken to be there.
    "STILL_THERE": (
        "NOT EXISTS (SELECT 1 FROM deal k JOIN post e ON e.person_id = {0}.person_id AND e.account_id = k.account_id"
        " WHERE k.id = {0}.deal_id AND KNOWN(e) AND e.until_on <= :today AND NOT EXISTS (SELECT 1 FROM post o"
        " WHERE o.person_id = {0}.person_id AND o.account_id = k.account_id AND KNOWN(o)"
        " AND (o.until_on IS NULL OR o.until_on > :today)))"
    ),
    # A post that nobody had left by today.
    "HELD_NOW": "(KNOWN({0}) AND ({0}.until_on IS NULL OR {0}.until_on > :today))",
    # A telephone that somebody of another name has, too: a switchboard, not a person. See docs/decisions/0013.
    "SHARED": (
        "{0}.kind = 'phone' AND EXISTS (SELECT 1 FROM contact_point o JOIN person q ON q.id = o.person_id"
        " JOIN person r ON r.id = {0}.person_id WHERE o.workspace_id = :workspace"
        " AND o.address_key = {0}.address_key AND o.person_id <> {0}.person_id AND q.name_key <> r.name_key"
        " AND KNOWN(o))"
    ),
    # There is another telephone of the person, and nobody asked to be left alone under it.
    "REACHED_ELSEWHERE": (
        "EXISTS (SELECT 1 FROM contact_point o WHERE o.workspace_id = :workspace AND o.person_id = {0}.person_id"
        " AND o.kind = 'phone' AND o.address_key <> {0}.address_key AND KNOWN(o)"
        " AND NOT EXISTS (SELECT 1 FROM suppression g WHERE g.workspace_id = :workspace"
        " AND g.address_key = o.address_key AND UNANSWERED(g)))"
    ),
    # A loss that was not corrected by another one.
    "IN_FORCE": (
        "KNOWN({0}) AND NOT EXISTS (SELECT 1 FROM loss n WHERE n.workspace_id = :workspace"
        " AND n.deal_id = {0}.deal_id AND n.supersedes_id = {0}.id AND KNOWN(n))"
    ),
    # They asked to hear from us only if something changes, and since we know that, nothing did: no news of the deal, of
    # somebody on it, of its account or its product; they did not come back by themselves, and named no day.
    "WAITS_FOR_NEWS": (
        "({0}.until_on IS NULL AND NOT EXISTS (SELECT 1 FROM signal s JOIN deal k ON k.id = {0}.deal_id"
        " WHERE KNOWN(s) AND s.known_at > {0}.known_at AND s.kind NOT IN ('panel_talk', 'published', 'award')"
        " AND (s.deal_id = k.id OR (s.deal_id IS NULL AND (s.product_id IS NULL OR EXISTS (SELECT 1 FROM deal_line j"
        " WHERE j.workspace_id = :workspace AND j.deal_id = k.id AND j.product_id = s.product_id))"
        " AND (s.account_id = k.account_id OR (s.account_id IS NULL AND s.person_id IS NULL)"
        " OR EXISTS (SELECT 1 FROM seat z WHERE z.deal_id = k.id AND z.person_id = s.person_id AND KNOWN(z))))))"
        ' AND NOT EXISTS (SELECT 1 FROM "return" b WHERE b.deal_id = {0}.deal_id AND KNOWN(b)'
        " AND b.known_at > {0}.known_at)"
        " AND NOT EXISTS (SELECT 1 FROM promise a WHERE a.deal_id = {0}.deal_id AND KNOWN(a) AND a.source = 'buyer'"
        " AND a.known_at > {0}.known_at))"
    ),
    # An entry of the suppression ledger that nobody had answered. Entries are never void.
    "UNANSWERED": (
        "SEEN({0}) AND {0}.state = 'suppressed' AND NOT EXISTS (SELECT 1 FROM suppression n"
        " WHERE n.workspace_id = :workspace AND n.answers_id = {0}.id AND SEEN(n))"
    ),
}

# What is read of the whole book, and of one account. Rows are joined to the ids of what is here: with a plain condition
# both databases may walk through the whole workspace first.
WHOLE = {
    "OF_ACCOUNT": "1 = 1",
    "OF_HOMES": "1 = 1",
    "OF_PEOPLE": "1 = 1",
    "EACH_OF_DEALS": "{0} {1}",
    "EACH_PERSON": "person {0}",
    "EACH_TOUCH": "touch {0}",
    "EACH_SIGNAL": "signal {0}",
}
ONE_ACCOUNT = {
    "OF_ACCOUNT": "{0} = :account",
    # The account, and wherever the people of its deals work by now: a no of their house binds them here, too.
    "OF_HOMES": (
        "({0} = :account OR {0} IN (SELECT h.account_id FROM post h WHERE h.workspace_id = :workspace"
        f" AND h.person_id IN ({_PEOPLE_HERE})))"
    ),
    "OF_PEOPLE": f"{{0}} IN ({_PEOPLE_HERE})",
    "EACH_OF_DEALS": (
        f"({_DEALS_HERE}) here JOIN {{0}} {{1}} ON {{1}}.workspace_id = :workspace AND {{1}}.deal_id = here.id"
    ),
    "EACH_PERSON": f"({_PEOPLE_HERE}) here JOIN person {{0}} ON {{0}}.id = here.person_id",
    "EACH_TOUCH": (
        f"(SELECT t1.id FROM touch t1 WHERE t1.workspace_id = :workspace AND t1.deal_id IN ({_DEALS_HERE})"
        " UNION SELECT t2.id FROM touch t2 WHERE t2.workspace_id = :workspace AND t2.account_id = :account"
        f" UNION SELECT t3.id FROM touch t3 WHERE t3.workspace_id = :workspace AND t3.person_id IN ({_PEOPLE_HERE}))"
        " here JOIN touch {0} ON {0}.id = here.id"
    ),
    # A signal about a product alone, such as a shipped feature, is everybody's.
    "EACH_SIGNAL": (
        "(SELECT s1.id FROM signal s1 WHERE s1.workspace_id = :workspace AND s1.account_id = :account"
        f" UNION SELECT s2.id FROM signal s2 WHERE s2.workspace_id = :workspace AND s2.deal_id IN ({_DEALS_HERE})"
        f" UNION SELECT s3.id FROM signal s3 WHERE s3.workspace_id = :workspace AND s3.person_id IN ({_PEOPLE_HERE})"
        " UNION SELECT s4.id FROM signal s4 WHERE s4.workspace_id = :workspace"
        " AND s4.account_id IS NULL AND s4.deal_id IS NULL AND s4.person_id IS NULL)"
        " here JOIN signal {0} ON {0}.id = here.id"
    ),
}

_CALL = re.compile(r"\b([A-Z][A-Z_]+)\(([a-z0-9_.\"]+)(?:, ([a-z]+))?\)")


def spell_out(text: str, *, one_account: bool) -> str:
    """Replace every phrase by what it stands for, until none is left."""
    known = {**PHRASES, **(ONE_ACCOUNT if one_account else WHOLE)}

    def say(call: re.Match[str]) -> str:
        name, *arguments = call.groups()
        return known[name].format(*arguments) if name in known else call.group()

    while (longer := _CALL.sub(say, text)) != text:
        text = longer
    return text
