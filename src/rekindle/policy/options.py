"""Options weighed: every option beside what is known of its deal, person, channel and thing of value."""

import ibis
import ibis.expr.types as ir

from rekindle.policy import places
from rekindle.policy.consent import consents, suppressed
from rekindle.policy.constants import OWED
from rekindle.policy.contacts import contact_days, per_person
from rekindle.policy.deals import DEALS
from rekindle.policy.duties import duties_of
from rekindle.policy.vetoes import ends, first_veto_for_ever, free_day, ground_of, last_veto_for_a_time, with_vetoes
from rekindle.policy.worth import index_of, money_terms
from rekindle.tables.days import as_date
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside, first_of, one_of
from rekindle.tables.playbooks import PLAYBOOK
from rekindle.tables.results import OPTIONS, WHYS
from rekindle.tables.schemas import Schema
from rekindle.terms.advice import StoppedBy

NUMBERED: Schema = {"row": "int64", **OPTIONS}

# What may be used where (place null: anywhere), and what it is worth.
ALLOWED: Schema = {"asset_key": "string", "place": "string", "value_minor": "int64"}

# One row per veto of an option; until_on is null where no day lifts it.
VETOES: Schema = {
    "deal_id": "string",
    "person_id": "string",
    "channel": "string",
    "veto": "string",
    "until_on": "date",
}

# The option chosen for a deal. `for_ever` and `for_a_time` name its veto; both null: it is permitted.
CHOSEN: Schema = {
    **{name: kind for name, kind in OPTIONS.items() if name not in ("account_id", "owner_id", "fit")},
    "now_minor": "float64",
    "later_minor": "float64",
    "opt_out_minor": "float64",
    "message_minor": "float64",
    "hours": "float64",
    "later_index": "float64",
    "index_minor": "float64",
    "for_ever": "string",
    "for_a_time": "string",
    "free_day": "int64",
    "last_day": "int64",
    "last_member": "string",
    "days_since": "int64",
    "stopped": "boolean",
    "stopped_by_whom": "string",
    "stopped_on": "date",
    "stopped_words": "string",
    "account_stopped_by_whom": "string",
    "account_stopped_on": "date",
    "account_stopped_words": "string",
    "refused_at": "timestamp",
    "refused_words": "string",
    "rule": "string",
    "ground": "string",
    "place": "string",
    "duties": "string",
    "holiday": "string",
    "silence_never": "float64",
    "per_loss": "int64",
    "account_gap_days": "int64",
}

_FROM_DEAL = (
    "today",
    "lost",
    "said_no",
    "amount_minor",
    "away",
    "account_id",
    "account_place",
    "account_there",
    "account_part",
    "individual",
    "account_day",
    "relation_day",
    "since_loss",
    "deal_day",
    "rest_day",
    "waits_for_news",
    "promise_day",
    "promised_by",
    "chance",
    "hazard_now",
    "hazard_later",
    "later_day",
    "win_if_back",
)

READS: dict[str, Schema] = (
    {name: FACTS[name] for name in ("moment", "permissions", "suppressions")}
    | {"people": places.PEOPLE, "touches": places.TOUCHES}
    | {name: PLAYBOOK[name] for name in ("caps", "plays")}
    | {"whys": WHYS, "weighed_deals": DEALS, "numbered_options": NUMBERED}
    | {"allowed": ALLOWED, "around": places.THERE, "laws": places.LAWS}
)


def weigh(tables: dict[str, ir.Table]) -> ir.Table:
    """Return the options with their vetoes and their money. A deal without options keeps a row without a channel."""
    deals = tables["weighed_deals"].select("deal_id", *_FROM_DEAL)
    out = contact_days(tables["touches"], tables["whys"], tables["moment"])
    stopped = suppressed(tables["suppressions"]).alias("suppressed")
    there = {"account_id": "whom", **{f"account_{name}": name for name in _STOPPED}}
    home = {"person_home": "whom", **{f"home_{name}": name for name in _STOPPED}}
    both = beside(
        deals,
        (tables["numbered_options"].drop("account_id", "owner_id"), "deal_id"),
        (_people(tables["people"]), "person_id"),
        (per_person(out), "person_id"),
        (stopped.rename(person_id="whom"), "person_id", "channel"),
        (stopped.rename(there), "account_id", "channel"),
        (stopped.rename(home), "person_home", "channel"),
        (consents(tables["permissions"], tables["moment"]), "person_id", "channel"),
        (tables["plays"].select("play", "needs_asset", "win_lift"), "play"),
        (_anywhere(tables["allowed"]), "asset_key"),
    ).cross_join(tables["caps"])
    both = _with_home(both)
    last_day = ibis.ifelse(both.person_id.isnull(), both.deal_day, both.last_day)
    both = _with_laws(both.mutate(last_day=last_day), tables)
    flags = ("anywhere", "allowed_here", "implied", "lapsed")
    both = both.mutate(
        row=both.row.fill_null(-1),
        days_since=both.today - both.last_day,
        granted=(both.granted & (both.shown | ~both.proven.fill_null(False))).fill_null(False),
        worth_minor=ibis.coalesce(both.worth_anywhere, both.worth_here, 0),
        given_minor=both.given_minor.fill_null(0),
        **{name: both[name].fill_null(False) for name in flags},
    )
    place = ibis.ifelse(both.part == places.WHOLE, both.there, both.part)
    both = with_vetoes(both, ground=ground_of(both), duties=duties_of(both), place=place, **money_terms(both))
    return both.mutate(index_minor=index_of(both), for_ever=first_veto_for_ever(both), free_day=free_day(both))


def _with_home(option: ir.Table) -> ir.Table:
    """Let a no of the house a person works at by now bind them on the deals of other houses, too."""
    at_deal = option.account_stopped.fill_null(False)
    both = {
        f"account_{name}": ibis.ifelse(at_deal, option[f"account_{name}"], option[f"home_{name}"]) for name in _STOPPED
    }
    return option.mutate(**both)


def _people(people: ir.Table) -> ir.Table:
    names = {"person_place": "jurisdiction", "person_there": "there", "person_home": "account_id"}
    return people.select("person_id", **names)


def _anywhere(allowed: ir.Table) -> ir.Table:
    return allowed.filter(allowed.place.isnull()).select("asset_key", worth_anywhere="value_minor", anywhere=True)


def _with_laws(option: ir.Table, tables: dict[str, ir.Table]) -> ir.Table:
    """Add the law of the place, what holds there today, and whether the thing of value may be used there.

    Of another country than the account's nobody knows the part. A sole trader is asked as an individual, where the law
    tells them apart."""
    there = ibis.coalesce(option.person_there, option.account_there, places.UNKNOWN)
    at_home = (there == option.account_there).fill_null(False)
    option = option.mutate(
        place=ibis.coalesce(option.person_place, option.account_place),
        there=there,
        part=ibis.ifelse(at_home, option.account_part.fill_null(places.WHOLE), places.WHOLE),
    )
    here = tables["allowed"].filter(lambda t: t.place.notnull())
    here = here.select("asset_key", "place", worth_here="value_minor", allowed_here=True)
    both = beside(
        option,
        (tables["around"], "there", "part"),
        (tables["laws"], "law", "channel"),
        (here, "asset_key", "place"),
    )
    alone = both.individual & both.individual_needs.notnull()
    return both.mutate(
        needs=ibis.ifelse(alone, both.individual_needs, both.needs),
        implied_days=ibis.ifelse(alone, both.individual_days, both.implied_days),
    )


_STOPPED = ("stopped", "stopped_by_whom", "stopped_on", "stopped_words")
_LAST = ("person_id", "channel", "play")


@step(reads=READS, gives=CHOSEN)
def choose_options(**tables: ir.Table) -> ir.Table:
    """Keep one option per deal: who and over which channel is decided by fit, whether at all by the index.

    Permitted options whose hour earns something come first, then the other permitted ones, then those that are free
    again soonest, then those no day sets free."""
    option = weigh(tables)
    earns = ((option.index_minor > 0) | one_of(option.play, OWED)).fill_null(False)
    permitted = option.for_ever.isnull() & (option.free_day == 0)
    standing = ibis.cases((permitted & earns, 0), (permitted, 1), (option.for_ever.isnull(), 2), else_=3)
    option = option.mutate(standing=standing).alias("weighed_options")
    # Only what orders them is sorted: the options themselves are wide.
    narrow = option.select("row", "deal_id", "standing", "free_day", "fit", "index_minor", *_LAST)
    order = [
        narrow.standing,
        ibis.ifelse(narrow.standing == 2, narrow.free_day, 0),
        narrow.fit.desc(nulls_first=False),
        narrow.index_minor.desc(nulls_first=False),
        *(narrow[name].asc(nulls_first=False) for name in _LAST),
    ]
    chosen = option.semi_join(first_of(narrow, "deal_id", order), ["deal_id", "row"])
    return chosen.mutate(for_a_time=last_veto_for_a_time(chosen))


@step(reads=READS, gives=VETOES)
def list_all_vetoes(**tables: ir.Table) -> ir.Table:
    """List every veto of every option."""
    option = weigh(tables).alias("weighed_options")
    days, parts = ends(option), []
    for name in StoppedBy:
        column = f"veto_{name.value}"
        if column in option.columns:
            until = as_date(days[name]) if name in days else ibis.null("date")
            found = option.filter(option[column]).mutate(veto=ibis.literal(name.value), until_on=until)
            parts.append(found.select(*VETOES))
    return ibis.union(*parts)
