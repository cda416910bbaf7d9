"""The thing of value for each deal and person: it answers their reason, suits their role, and was not sent before."""

import ibis
import ibis.expr.types as ir

from rekindle.outreach.tables import BEST_ASSETS, SITUATIONS
from rekindle.tables.days import day_number
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside, first_of
from rekindle.tables.playbooks import ASSET_PLACES, ASSET_REASONS, ASSET_ROLES, ASSETS
from rekindle.terms.advice import Play
from rekindle.timing.dates import product_key

# These carry no thing of value: an answer, a kind word, a question.
BARE = tuple(
    play.value for play in (Play.INBOUND, Play.HELLO, Play.DEBRIEF_ASK, Play.PERMISSION_ASK, Play.CLOSING_NOTE)
)


@step(
    reads={
        "situations": SITUATIONS,
        "touches": FACTS["touches"],
        "assets": ASSETS,
        "asset_reasons": ASSET_REASONS,
        "asset_roles": ASSET_ROLES,
        "asset_places": ASSET_PLACES,
    },
    gives=BEST_ASSETS,
)
def choose_assets(
    situations: ir.Table,
    touches: ir.Table,
    assets: ir.Table,
    asset_reasons: ir.Table,
    asset_roles: ir.Table,
    asset_places: ir.Table,
) -> ir.Table:
    wanting = situations.filter(~situations.play.isin(BARE))
    wanting = wanting.select(
        "deal_id", "person_id", "today", "reason", "place", "role", ours=product_key(wanting["product"])
    )
    known = assets.select(
        "asset_key", "on_label", theirs=product_key(assets["product"]), expires=day_number(assets.expires_on)
    )
    both = wanting.join(asset_reasons, "reason").join(known, "asset_key").alias("answering")
    both = both.filter(
        both.theirs.isnull() | (both.theirs == both.ours),
        both.expires.isnull() | (both.expires >= both.today),
        both.on_label.fill_null(True),
    )
    both = _that_suit(both, asset_roles).alias("suiting")
    both = _allowed_there(both, asset_places).alias("allowed")
    both = _not_sent(both, touches).alias("fresh")
    fit = 1.0 + both.role_fit + ibis.ifelse(both.theirs.notnull(), 1.0, 0.5)
    both = both.mutate(asset_fit=fit, whom=both.person_id.fill_null(""))
    best = first_of(both, ["deal_id", "whom"], [both.asset_fit.desc(), both.asset_key])
    return best.select("deal_id", "person_id", "asset_key", "asset_fit")


def _that_suit(both: ir.Table, asset_roles: ir.Table) -> ir.Table:
    """Keep assets for the person's role or for anybody; the named role fits better."""
    hits = both.join(asset_roles.select("asset_key", for_role="role"), "asset_key")
    hits = hits.filter((hits.for_role == "*") | (hits.for_role == hits.role))
    keys = ("deal_id", "person_id", "asset_key", "today", "place", "theirs")
    return hits.group_by(list(keys)).agg(role_fit=ibis.ifelse(hits.for_role == "*", 0.5, 1.0).max())


def _allowed_there(both: ir.Table, asset_places: ir.Table) -> ir.Table:
    """Keep assets that may be used everywhere, or where the person is; an unknown place allows no bound asset."""
    bound = asset_places.select("asset_key").distinct().mutate(bound=True)
    named = asset_places.select("asset_key", place="jurisdiction").distinct().mutate(here=True)
    marked = beside(beside(both, bound, "asset_key"), named, "asset_key", "place")
    return marked.filter(marked.bound.isnull() | marked.here.notnull()).drop("bound", "here")


def _not_sent(both: ir.Table, touches: ir.Table) -> ir.Table:
    """Drop what this person got before, and what was used on this deal before."""
    sent = touches.filter(touches.asset_key.notnull())
    by_deal = sent.filter(sent.deal_id.notnull()).select("deal_id", "asset_key").distinct()
    to_person = sent.filter(sent.person_id.notnull()).select("person_id", "asset_key").distinct()
    return both.anti_join(by_deal, ["deal_id", "asset_key"]).anti_join(to_person, ["person_id", "asset_key"])
