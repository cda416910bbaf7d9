"""Folds the claims of each deal's latest loss into what is in force: verdict, reason, quote, gap."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.tables.engine import compute, step
from rekindle.tables.facts import CLAIMS, LOSSES
from rekindle.tables.pieces import joined, on_each, pieces
from rekindle.tables.playbooks import REASONS, SOURCES, VERDICTS
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import Tables
from rekindle.terms.losses import ClaimKind, Source, Verdict

# A claim of one of these people is a debrief; an import or a guess from a text is not.
_SPEAKERS = (str(Source.BUYER), str(Source.MANAGER), str(Source.REP))
_LEAST_TRUST = -1.0


def explain(facts: Tables, playbook: Tables) -> pa.Table:
    """Fold claims into one `whys` row per deal that has a loss, for its latest loss (the highest number).

    The verdict and the reason in force are each the claim of the most trusted source, then rank 1 before 2, then the
    latest to happen, to be known, to be made; but a no that somebody told us ends what was said before it
    (`heed_the_no`). Without a verdict claim the reason's default verdict is supposed
    (`verdict_source` inferred, as sure as the reason), else the verdict is unknown. `gap` is 0.0 where rep and buyer
    name one reason, 0.5 where theirs are in the same hands (control), 1.0 else, null unless both spoke. A source the
    playbook does not name is trusted least; a verdict it does not name allows no revisit.
    """
    told = {name: facts[name] for name in ("deals", "losses", "claims") if name in facts}
    return joined(on_each(lambda piece: compute(fold_claims, {**piece, **playbook}), pieces(told)))


@step(
    reads={"losses": LOSSES, "claims": CLAIMS, "reasons": REASONS, "verdicts": VERDICTS, "sources": SOURCES}, gives=WHYS
)
def fold_claims(
    losses: ir.Table, claims: ir.Table, reasons: ir.Table, verdicts: ir.Table, sources: ir.Table
) -> ir.Table:
    """Give one row per lost deal: claims are ranked once per question asked of them, then joined to the loss."""
    latest = latest_losses(losses)
    said = weigh_claims(claims, latest, sources)
    verdicts_said = said.filter(said.kind == str(ClaimKind.VERDICT))
    parts = [in_force(heed_the_no(verdicts_said), ClaimKind.VERDICT), in_force(said, ClaimKind.REASON)]
    parts += [best_quote(said), both_sides(said), spoken(said)]
    rows = latest.select("loss_id", "deal_id", "lost_on")
    for part in parts:
        rows = rows.left_join(part, "loss_id").drop("loss_id_right")
    return judge(rows, reasons, verdicts)


def latest_losses(losses: ir.Table) -> ir.Table:
    """Keep each deal's loss with the highest number; between equals the id made last."""
    order = [losses.number.desc(nulls_first=False), losses.loss_id.desc()]
    place = ibis.row_number().over(group_by=losses.deal_id, order_by=order)
    return losses.mutate(place=place).filter(lambda t: t.place == 0).drop("place")


def weigh_claims(claims: ir.Table, latest: ir.Table, sources: ir.Table) -> ir.Table:
    """Keep the claims on the latest losses and give each the trust of its source."""
    mine = claims.semi_join(latest, "loss_id")
    trust = sources.select(trusted="source", trust="trust")
    return mine.left_join(trust, mine.source == trust.trusted).mutate(
        trust=ibis.coalesce(ibis._.trust, _LEAST_TRUST),
        quoted=ibis._.quote.strip().length() > 0,
    )


def heed_the_no(verdicts_said: ir.Table) -> ir.Table:
    """Keep, where somebody told us of a no, that no and what an equally trusted source said after it.

    A no ends what was said before it, whoever said that: a rep who closes a deal binds an earlier "not now" of the
    buyer, and only the buyer, or the rep again, can say otherwise later.
    """
    noes = verdicts_said.filter((verdicts_said.key == str(Verdict.NO)) & verdicts_said.source.isin(_SPEAKERS))
    latest = _first(noes, _latest(noes)).select("loss_id", no_at="happened_at", no_trust="trust", no_id="claim_id")
    both = verdicts_said.left_join(latest, "loss_id").drop("loss_id_right")
    after = (both.happened_at > both.no_at) & (both.trust >= both.no_trust)
    return both.filter(both.no_id.isnull() | (both.claim_id == both.no_id) | after.fill_null(False))


def in_force(said: ir.Table, kind: ClaimKind) -> ir.Table:
    """Return per loss the claim of a kind that is in force, its columns named `<kind>_...`."""
    mine = said.filter(said.kind == str(kind))
    best = _first(mine, [mine.trust.desc(), mine.rank.asc(nulls_first=False), *_latest(mine)])
    return best.select(
        "loss_id",
        **{f"{kind}_key": best.key, f"{kind}_source": best.source, f"{kind}_confidence": best.confidence},
    )


def best_quote(said: ir.Table) -> ir.Table:
    """Return per loss one quote: the buyer's latest, else the latest of anybody."""
    quoted = said.filter(said.quoted)
    best = _first(quoted, [(quoted.source == str(Source.BUYER)).desc(), *_latest(quoted)])
    return best.select("loss_id", "quote", quote_person_id=best.person_id)


def both_sides(said: ir.Table) -> ir.Table:
    """Return per loss the rep's and the buyer's own first reason."""
    sides = said.filter((said.kind == str(ClaimKind.REASON)) & said.source.isin([str(Source.REP), str(Source.BUYER)]))
    order = [sides.rank.asc(nulls_first=False), *_latest(sides)]
    own = sides.mutate(place=_place(order, "source")).filter(lambda t: t.place == 0)
    return own.group_by("loss_id").aggregate(
        rep_reason=own.key.max(where=own.source == str(Source.REP)),
        buyer_reason=own.key.max(where=own.source == str(Source.BUYER)),
    )


def spoken(said: ir.Table) -> ir.Table:
    """Return the losses somebody spoke about: a debrief took place."""
    return said.filter(said.source.isin(_SPEAKERS)).select("loss_id").distinct().mutate(spoke=True)


def judge(rows: ir.Table, reasons: ir.Table, verdicts: ir.Table) -> ir.Table:
    """Add what the playbook says of the reason and the verdict in force."""
    rows = _with_reason(rows, reasons, rows.reason_key, "")
    rows = _with_reason(rows, reasons, rows.rep_reason, "rep_")
    rows = _with_reason(rows, reasons, rows.buyer_reason, "buyer_")
    supposed = rows.verdict_key.isnull() & rows.default_verdict.notnull()
    rows = rows.mutate(
        verdict=ibis.coalesce(rows.verdict_key, rows.default_verdict, str(Verdict.UNKNOWN)),
        verdict_source=supposed.ifelse(str(Source.INFERRED), rows.verdict_source),
        verdict_confidence=supposed.ifelse(rows.reason_confidence, rows.verdict_confidence),
        reason=rows.reason_key,
        gap=_gap(rows),
        debriefed=ibis.coalesce(rows.spoke, False),
    )
    allowed = verdicts.select(named="verdict", revisit="revisit")
    return rows.left_join(allowed, rows.verdict == allowed.named).mutate(revisit=ibis.coalesce(ibis._.revisit, False))


def _with_reason(rows: ir.Table, reasons: ir.Table, key: ir.Column, prefix: str) -> ir.Table:
    known = reasons.select(
        **{
            f"{prefix}known": reasons.reason,
            f"{prefix}control": reasons.control,
            f"{prefix}default_verdict": reasons.default_verdict,
        }
    )
    return rows.left_join(known, key == known[f"{prefix}known"])


def _gap(rows: ir.Table) -> ir.Column:
    both = rows.rep_reason.notnull() & rows.buyer_reason.notnull()
    same_hands = ibis.coalesce(rows.rep_control == rows.buyer_control, False)
    apart = ibis.cases((rows.rep_reason == rows.buyer_reason, 0.0), (same_hands, 0.5), else_=1.0)
    return both.ifelse(apart, ibis.null("float64"))


def _latest(claims: ir.Table) -> list[ir.Value]:
    late = [claims.happened_at, claims.known_at, claims.claim_id]
    return [column.desc(nulls_first=False) for column in late]


def _place(order: list[ir.Value], *within: str) -> ir.Value:
    return ibis.row_number().over(group_by=["loss_id", *within], order_by=order)


def _first(claims: ir.Table, order: list[ir.Value]) -> ir.Table:
    return claims.mutate(place=_place(order)).filter(lambda t: t.place == 0)
