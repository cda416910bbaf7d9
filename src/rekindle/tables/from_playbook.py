"""A playbook as tables: how data from a pack reaches the steps of the mind."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import holidays
import pyarrow as pa

from rekindle.playbook import Playbook, PlaybookError, Problem
from rekindle.playbook.priors import list_priors
from rekindle.tables.laws import rows_of_guards
from rekindle.tables.playbooks import PLAYBOOK
from rekindle.tables.schemas import Tables, from_rows

Row = dict[str, Any]

_DAYS_BEFORE, _DAYS_AFTER = 10, 400


@lru_cache(maxsize=16)
def tables_of(playbook: Playbook, today: date) -> Tables:
    """Return every table of `tables.playbooks.PLAYBOOK` for a playbook on a day. Kept per playbook and day.

    Holidays run from 10 days before today to 400 days after it; an asset that expires in so many days does so from
    today. Raises PlaybookError when the calendar does not know a country of `holidays`."""
    dated = {"assets": _rows_of_assets(playbook, today), "holidays": list(_holiday_rows(playbook, today))}
    return MappingProxyType({**_undated(playbook), **_tables(dated)})


@lru_cache(maxsize=8)
def _undated(playbook: Playbook) -> Tables:
    """Return the tables that are the same on every day."""
    rows = {
        **_rows_of_reasons(playbook),
        **_rows_of_timing(playbook),
        **_rows_of_plays(playbook),
        **_rows_about_assets(playbook),
        "caps": [playbook.caps.model_dump()],
        **rows_of_guards(playbook),
    }
    return _tables(rows)


def _tables(rows: dict[str, list[Row]]) -> dict[str, pa.Table]:
    return {name: from_rows(PLAYBOOK[name], rows[name]) for name in rows}


def _rows_of_reasons(playbook: Playbook) -> dict[str, list[Row]]:
    reason_columns = {"label", "phrase", "control", "default_verdict"}
    return {
        "reasons": [
            {"reason": key, **part.model_dump(include=reason_columns)} for key, part in playbook.reasons.items()
        ],
        "verdicts": [{"verdict": key, **part.model_dump(exclude={"basis"})} for key, part in playbook.verdicts.items()],
        "sources": [{"source": key, "trust": part.trust} for key, part in playbook.sources.items()],
    }


def _rows_of_timing(playbook: Playbook) -> dict[str, list[Row]]:
    return {
        "priors": [
            {"kind": kind, "reason": reason, "verdict": verdict, **prior.model_dump()}
            for kind, reason, verdict, prior in list_priors(playbook)
        ],
        "shapes": [
            {"shape": key, "from_week": start, "to_week": end, "share": share}
            for key, part in playbook.shapes.items()
            for start, end, share in part.steps
        ],
        "bumps": [{"bump": key, **part.model_dump(exclude={"reasons"})} for key, part in playbook.bumps.items()],
        "bump_reasons": [
            {"bump": key, "reason": reason} for key, part in playbook.bumps.items() for reason in part.reasons
        ],
    }


def _rows_of_plays(playbook: Playbook) -> dict[str, list[Row]]:
    return {
        "plays": [{"play": key, **part.model_dump(exclude={"channels"})} for key, part in playbook.plays.items()],
        "play_channels": [
            {"play": key, "channel": channel, "minutes": minutes}
            for key, part in playbook.plays.items()
            for channel, minutes in part.channels.items()
        ],
        "roles": [{"role": key, **part.model_dump()} for key, part in playbook.roles.items()],
    }


def _rows_of_assets(playbook: Playbook, today: date) -> list[Row]:
    lists = {"reasons", "roles", "jurisdictions", "expires_days", "example"}
    assets = [
        {
            "asset_key": key,
            **part.model_dump(exclude=lists),
            "expires_on": _expiry(part.expires_on, part.expires_days, today),
        }
        for key, part in playbook.assets.items()
    ]
    return [{**row, "product": row["product"] or None, "approved_by": row["approved_by"] or None} for row in assets]


def _rows_about_assets(playbook: Playbook) -> dict[str, list[Row]]:
    return {
        "asset_reasons": [
            {"asset_key": key, "reason": reason} for key, part in playbook.assets.items() for reason in part.reasons
        ],
        "asset_roles": [
            {"asset_key": key, "role": role} for key, part in playbook.assets.items() for role in part.roles
        ],
        "asset_places": [
            {"asset_key": key, "jurisdiction": place}
            for key, part in playbook.assets.items()
            for place in part.jurisdictions
        ],
    }


def _expiry(on: date | None, days: int | None, today: date) -> date | None:
    return on if days is None else today + timedelta(days=days)


def _holiday_rows(playbook: Playbook, today: date) -> Iterator[Row]:
    first, last = today - timedelta(days=_DAYS_BEFORE), today + timedelta(days=_DAYS_AFTER)
    years = range(first.year, last.year + 1)
    for country in playbook.holidays:
        try:
            calendar = _calendar(country, years)
        except NotImplementedError:
            problem = Problem("guards.toml", "holidays", f"{country} is not a country whose holidays are known here")
            raise PlaybookError(playbook.name, [problem]) from None
        for day, name in calendar:
            if first <= day <= last:
                yield {"jurisdiction": country, "day": day, "name": name}


@lru_cache(maxsize=128)
def _calendar(country: str, years: range) -> tuple[tuple[date, str], ...]:
    """Return the holidays of a country in some years, in order. Raises NotImplementedError where it is not known."""
    return tuple(sorted(holidays.country_holidays(country, years=years, language="en_US").items()))
