"""What `explain` must give, said once more deal by deal in plain Python."""

from datetime import UTC, datetime
from typing import Any

Row = dict[str, Any]

_NEVER = datetime.min.replace(tzinfo=UTC)


def explain_plainly(losses: list[Row], claims: list[Row], playbook: dict[str, list[Row]]) -> dict[str, Row]:
    whys = {}
    for deal_id in {loss["deal_id"] for loss in losses}:
        loss = max(
            (one for one in losses if one["deal_id"] == deal_id), key=lambda one: (one["number"], one["loss_id"])
        )
        whys[deal_id] = _why(loss, [claim for claim in claims if claim["loss_id"] == loss["loss_id"]], playbook)
    return whys


def _why(loss: Row, claims: list[Row], playbook: dict[str, list[Row]]) -> Row:
    trust = {row["source"]: row["trust"] for row in playbook["sources"]}
    reasons = {row["reason"]: row for row in playbook["reasons"]}
    revisit = {row["verdict"]: row["revisit"] for row in playbook["verdicts"]}

    def first(kind: str, *sources: str) -> Row:
        mine = [one for one in claims if one["kind"] == kind and (not sources or one["source"] in sources)]
        mine = [one for one in mine if kind != "verdict" or _heeds_the_no(one, claims, trust)]
        mine.sort(key=lambda one: (trust.get(one["source"], -1.0), -_rank(one), *_lateness(one)))
        return mine[-1] if mine else {}

    verdict, reason = first("verdict"), first("reason")
    supposed = None if verdict else reasons.get(reason.get("key"), {}).get("default_verdict")
    said = verdict.get("key") or supposed or "unknown"
    quotes = [one for one in claims if (one["quote"] or "").strip()]
    quote = max(quotes, key=lambda one: (one["source"] == "buyer", *_lateness(one)), default={})
    rep, buyer = first("reason", "rep").get("key"), first("reason", "buyer").get("key")
    return {
        "deal_id": loss["deal_id"],
        "loss_id": loss["loss_id"],
        "lost_on": loss["lost_on"],
        "verdict": said,
        "verdict_source": "inferred" if supposed else verdict.get("source"),
        "verdict_confidence": reason["confidence"] if supposed else verdict.get("confidence"),
        "reason": reason.get("key"),
        "reason_source": reason.get("source"),
        "reason_confidence": reason.get("confidence"),
        "control": reasons.get(reason.get("key"), {}).get("control"),
        "revisit": revisit.get(said, False),
        "quote": quote.get("quote"),
        "quote_person_id": quote.get("person_id"),
        "rep_reason": rep,
        "buyer_reason": buyer,
        "gap": _gap(rep, buyer, reasons),
        "debriefed": any(one["source"] in ("buyer", "manager", "rep") for one in claims),
    }


def _heeds_the_no(said: Row, claims: list[Row], trust: dict[str, float]) -> bool:
    spoken = [one for one in claims if one["kind"] == "verdict" and one["key"] == "no"]
    spoken = [one for one in spoken if one["source"] in ("buyer", "manager", "rep")]
    if not spoken:
        return True
    no = max(spoken, key=_lateness)
    if said["claim_id"] == no["claim_id"]:
        return True
    later = said["happened_at"] and no["happened_at"] and said["happened_at"] > no["happened_at"]
    return bool(later) and trust.get(said["source"], -1.0) >= trust.get(no["source"], -1.0)


def _gap(rep: str | None, buyer: str | None, reasons: dict[str, Row]) -> float | None:
    if rep is None or buyer is None:
        return None
    if rep == buyer:
        return 0.0
    ours, theirs = reasons.get(rep, {}).get("control"), reasons.get(buyer, {}).get("control")
    return 0.5 if ours is not None and ours == theirs else 1.0


def _rank(claim: Row) -> float:
    return float("inf") if claim["rank"] is None else claim["rank"]


def _lateness(claim: Row) -> tuple[datetime, datetime, str]:
    return claim["happened_at"] or _NEVER, claim["known_at"] or _NEVER, claim["claim_id"]
