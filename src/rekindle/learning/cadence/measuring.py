"""From a log of events to the chance of one more follow-up and where it stops paying."""

import numpy as np
import pyarrow as pa

from rekindle.learning.cadence.asking import AskCadence, check_cadence
from rekindle.learning.cadence.chances import Chances, by_number, fit_chances
from rekindle.learning.cadence.events import read_events
from rekindle.learning.cadence.features import describe_followups
from rekindle.learning.cadence.finding import Cadence
from rekindle.learning.cadence.followups import FollowUps, list_followups
from rekindle.learning.cadence.metrics import measure, skill
from rekindle.learning.cadence.splitting import Parts, split
from rekindle.learning.cadence.stopping import find_stop
from rekindle.learning.select.encoding import design, fit_scales

_HOUR, _OFTEN = 1 / 24, 0.2


def measure_cadence(log: pa.Table, ask: AskCadence) -> Cadence:
    """Say how likely one more follow-up brings a case back, from a log with one row per event.

    Learned on the earlier part, calibrated on its end, tried on later cases. Raises LogError, in one sentence that
    names the column or event, for what cannot be found, understood or learned from.
    """
    check_cadence(ask)
    events = read_events(log, ask)
    followups = list_followups(events, ask)
    parts = split(followups, ask.within)
    columns, notes = describe_followups(events, followups, ask)
    scales = fit_scales(columns)
    data = design(columns, scales, len(followups.at))
    found = fit_chances(data, followups, parts, ask.seed)
    stop = find_stop(followups, parts.earlier, parts.later, ask)
    metrics, baseline = _try(found, followups, parts)
    later = parts.later[np.argsort(followups.at[parts.later], kind="stable")]
    return Cadence(
        model=found.name,
        why=(_say_model(found, metrics), stop.because),
        within=ask.within,
        metrics=metrics,
        baseline=baseline,
        stop=stop,
        columns=tuple(columns),
        warnings=(*_warn(metrics), *_warn_doubled(followups), *events.notes, *followups.notes, *notes),
        cases=len(np.unique(followups.case)),
        rows=len(followups.at),
        case=tuple(events.names[case] for case in followups.case[later]),
        at=followups.at[later],
        chance=found.chance[later],
        low=found.low[later],
        high=found.high[later],
        in_utc=events.clock is not None,
    )


def _try(found: Chances, followups: FollowUps, parts: Parts) -> tuple[dict[str, object], dict[str, dict[str, float]]]:
    later, earlier = parts.later, parts.earlier
    came, chance = followups.came[later], found.chance[later]
    base = np.full(len(later), float(followups.came[earlier].mean()))
    numbered = by_number(followups, earlier)[later]
    metrics: dict[str, object] = {
        **measure(chance, came),
        "followups": len(later),
        "cases": len(np.unique(followups.case[later])),
        "successes": int(came.sum()),
        "learned_from": len(earlier),
        "purged": parts.purged,
        "split_at": str(np.datetime64(round(parts.cut * 86_400), "s")),
        "skill_over_base_rate": skill(chance, base, came),
        "skill_over_number": skill(chance, numbered, came),
    }
    return metrics, {"base_rate": measure(base, came), "by_number": measure(numbered, came)}


def _say_model(found: Chances, metrics: dict[str, object]) -> str:
    return (
        f"The chance is told by {found.name}; on {metrics['followups']:,} follow-ups of later cases it expected "
        f"{_share(metrics['expected'])} and saw {_share(metrics['observed'])} (AUC {metrics['auc']:.2f})."
    )


def _share(value: object) -> str:
    return f"{float(str(value)) * 100:.1f} in 100"


def _warn_doubled(followups: FollowUps) -> list[str]:
    soon = float((followups.since_last < _HOUR).mean())
    if soon < _OFTEN:
        return []
    return [
        f"{soon * 100:.0f} in 100 follow-ups come within an hour of another one of their case. If the log writes one "
        'contact several times (as begun and as done), look at one kind of row: --where "COL=VALUE".'
    ]


def _warn(metrics: dict[str, object]) -> list[str]:
    said = []
    over = metrics["skill_over_base_rate"]
    if isinstance(over, dict) and over["low"] <= 0:
        said.append("On later cases the chances are not shown to be better than one average for all follow-ups.")
    said.append(
        "Nobody was left without a follow-up by lot here, so how many would have come back by themselves is not known."
    )
    return said
