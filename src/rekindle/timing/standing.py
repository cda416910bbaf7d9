"""Where a deal stands in a period: how old its loss is, who owes whom a word, which dates and news are near.

A period (28 days from today) is in one level of each as a whole: contacts count before its first day, everything else
is that of its middle. A book learns one multiplier for each level.
"""

import ibis
import ibis.expr.types as ir

from rekindle.timing.constants import (
    AGE_BANDS,
    CONTRACT_FROM,
    CONTRACT_TO,
    HALF_DAYS,
    PROMISE_FROM,
    PROMISE_TO,
    STRONG_LIFT,
)

AGES = tuple(str(start) for start in AGE_BANDS)
# How many contacts since the last answer went unanswered (3: or more), or that they said not yet.
CONTACTS = ("0", "1", "2", "3", "not_yet")
NOT_YET = CONTACTS.index("not_yet")
DATES = ("none", "ahead", "near", "past")
# Of a fiscal year: far from its start, sixty days before it, the start, after it; none where money is not the reason.
YEARS = ("none", "away", "before", "start", "after")
SIGNALS = ("none", "weak", "strong")
# Levels by number, of every factor that changes with time.
STANDING = {
    "age": AGES,
    "silence": CONTACTS,
    "promised": DATES,
    "contract_end": DATES,
    "fiscal_start": YEARS,
    "signal": SIGNALS,
}


def contact_state(unanswered: ir.Value, said_not_yet: ir.Value) -> ir.Value:
    """Number the state of contacts."""
    return ibis.ifelse(said_not_yet, NOT_YET, ibis.least(unanswered, NOT_YET - 1))


def standing_of(case: ir.Table, start: ir.Value | int, year: ir.Value) -> dict[str, ir.Value]:
    """Number where a case stands in the period that starts so many days from today, contacts left out; `year` is the
    state of the fiscal year in that period."""
    middle = HALF_DAYS + start
    age, promised, contract = case.age + middle, middle - case.promised_in, middle - case.contract_in
    named = (case.promised_lift > 0) & (case.promised_made <= start)
    lifts = (case.signal_lift > 0) & (case.signal_from <= middle) & (case.signal_to >= middle)
    return {
        "age": ibis.cases(*((age < bound, nth) for nth, bound in enumerate(AGE_BANDS[1:])), else_=len(AGES) - 1),
        "promised": ibis.cases((~named, 0), (promised < PROMISE_FROM, 1), (promised < PROMISE_TO, 2), else_=3),
        "contract_end": ibis.cases(
            (case.contract_lift <= 0, 0), (contract < CONTRACT_FROM, 1), (contract < CONTRACT_TO, 2), else_=3
        ),
        "fiscal_start": ibis.ifelse(case.fiscal_lift > 0, year, 0),
        "signal": ibis.cases((~lifts, 0), (case.signal_lift < STRONG_LIFT, 1), else_=2),
    }


def learned_at(case: ir.Table, factor: str, place: ir.Value) -> ir.Value:
    """Return what the book taught about the level with this number; a case has one column `<factor>_<level>` each."""
    *first, last = (case[f"{factor}_{level}"] for level in STANDING[factor.removeprefix("sd_")])
    return ibis.cases(*((place == nth, rate) for nth, rate in enumerate(first)), else_=last)


def levels_learned(
    parameters: ir.Table, factors: tuple[str, ...], column: str, prefix: str = ""
) -> dict[str, ir.Value]:
    """Return an aggregate per level of these factors: what stands in a column of PARAMETERS, 0 where nothing does."""
    found = {}
    for factor in factors:
        for level in STANDING[factor]:
            here = (parameters.factor == factor) & (parameters.level == level)
            found[f"{prefix}{factor}_{level}"] = parameters[column].sum(where=here).fill_null(0.0)
    return found
