"""The shelf: a playbook's things of value that may be used, laid out by reason, role and place."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from rekindle.tables.made import made_of
from rekindle.tables.schemas import Schema, Tables, from_rows
from rekindle.terms.touches import Direction

# One row per way in which an asset can fit. `points` is what reason and role add to its fit, `nth` its place by key;
# role * is any, place null is everywhere, about null is any product; `first` marks one row of each asset.
SHELF: Schema = {
    "nth": "int64",
    "asset_key": "string",
    "reason": "string",
    "role": "string",
    "place": "string",
    "about": "string",
    "points": "float64",
    "first": "boolean",
}
ANY_ROLE = "*"
NAMED, ANY = 1.0, 0.5
_BEST = 3.0
_SHELF_LENGTH = 1_000_000


@made_of("assets", "asset_reasons", "asset_roles", "asset_places", "reasons")
def shelf(playbook: Tables, today: date) -> pa.Table:
    """Return SHELF: what is approved, not off-label and not expired today."""
    return from_rows(SHELF, list(_rows(playbook, today)))


def _rows(playbook: Tables, today: date) -> Iterator[dict[str, Any]]:
    reasons, roles, places = (
        _by_asset(playbook, table, column)
        for table, column in (("asset_reasons", "reason"), ("asset_roles", "role"), ("asset_places", "jurisdiction"))
    )
    every_reason = playbook["reasons"].column("reason").to_pylist()
    for nth, asset in enumerate(sorted(playbook["assets"].to_pylist(), key=lambda row: str(row["asset_key"]))):
        key = asset["asset_key"]
        if not asset["approved_by"] or asset["on_label"] is False or _is_before(asset["expires_on"], today):
            continue
        about = (asset["product"] or "").strip().lower() or None
        ways = product(reasons.get(key, every_reason), roles.get(key, [ANY_ROLE]), places.get(key, [None]))
        for way, (reason, role, place) in enumerate(ways):
            points = (NAMED if key in reasons else ANY) + (ANY if role == ANY_ROLE else NAMED)
            names = {"nth": nth, "asset_key": key, "reason": reason, "role": role, "place": place}
            yield {**names, "about": about, "points": points, "first": way == 0}


def _by_asset(playbook: Tables, table: str, column: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in playbook[table].to_pylist():
        found.setdefault(row["asset_key"], []).append(row[column])
    return found


def _is_before(day: date | None, today: date) -> bool:
    return day is not None and day < today


def best_assets(wanted: ir.Table, shelf: ir.Table, touches: ir.Table) -> ir.Table:
    """Return (deal_id, person_id, asset_key, asset_fit): the best fit never sent to that person or within that deal.

    `wanted` holds deal_id, person_id, reason, role, place and about; the best fit is 3, ties go by key."""
    ways = shelf.rename(for_role="role", for_place="place", of_product="about")
    fits = wanted.join(ways, "reason")
    fits = fits.filter(
        (fits.for_role == ANY_ROLE) | (fits.for_role == fits.role),
        fits.for_place.isnull() | (fits.for_place == fits.place),
        fits.of_product.isnull() | (fits.of_product == fits.about),
    )
    sent = touches.filter(touches.asset_key.notnull(), touches.direction == Direction.OUT.value)
    sent = sent.select("deal_id", "person_id", "asset_key").alias("sent")
    fits = fits.anti_join(sent, ["person_id", "asset_key"]).anti_join(sent, ["deal_id", "asset_key"])
    points = fits.points + ibis.ifelse(fits.of_product.isnull(), ANY, NAMED)
    # One number says it all: the better fit is smaller, and among equals the earlier key.
    fits = fits.mutate(order=((_BEST - points) * 2).cast("int64") * _SHELF_LENGTH + fits.nth)
    best = fits.group_by("deal_id", "person_id").agg(order=fits.order.min())
    best = best.mutate(nth=best.order % _SHELF_LENGTH, asset_fit=_BEST - (best.order // _SHELF_LENGTH) / 2)
    return best.join(shelf.filter(shelf.first).select("nth", "asset_key"), "nth").drop("nth", "order")
