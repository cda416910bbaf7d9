"""Panel: who comes back, and when."""

from rekindle.desk.show.patterns.drawing import draw_curves
from rekindle.desk.show.patterns.saying import Row, Told, in_100, not_enough, quote_all, say_range, sentence
from rekindle.desk.show.patterns.views import Panel, Table
from rekindle.desk.show.phrases import say_count
from rekindle.learning.patterns import LEAST
from rekindle.learning.patterns.lost import NOT_KNOWN

# So many curves can be told apart in one drawing.
CURVES = 4
AT_MONTHS = (6, 12, 24)
NOTE = "Of 100 losses, how many came back, by months since the loss. Bands: where the truth likely lies (90%)."
_BY_ALL = "The title weighs every month, not only where a curve ends."
_NOBODY: Row = {"reason": None, "losses": 0, "followed": 0, "returned": 0}
HEADER = ("Reason", "Losses", "Followed", "Came back", *(f"In 100, by month {month}" for month in AT_MONTHS), "Likely")


def show_returning(told: Told) -> Panel:
    """Draw the share that came back for the reasons with the most losses; the table has all."""
    sizes = sorted(told.rows("returned"), key=lambda row: (-row["followed"], -row["losses"], row["reason"] or ""))
    every: Row = next((row for row in sizes if row["reason"] is None), _NOBODY)
    sizes = [row for row in sizes if row["reason"] is not None]
    curves = _curves(told)
    drawn = [row for row in sizes if row["reason"] != NOT_KNOWN and _is_long(curves.get(row["reason"], []))][:CURVES]
    labelled = [(told.reason(row["reason"]), curves[row["reason"]]) for row in drawn]
    if not labelled and _is_long(curves.get(None, [])):
        labelled = [("All losses", curves[None])]
    return Panel(
        "returns",
        _title(told, sizes, every, curves.get(None, [])),
        NOTE if labelled else _counted(every),
        _table(told, [*sizes, every], curves),
        foot=_foot(told, sizes, every) if labelled else "",
        says=_says(labelled),
        drawings=draw_curves(labelled, curves.get(None, [])),
        query=told.query(drawn[0]["reason"]) if drawn else "",
        query_words=f"The lost deals behind “{told.reason(drawn[0]['reason'])}”" if drawn else "",
    )


def _foot(told: Told, sizes: list[Row], every: Row) -> str:
    stands_out = any(row["stands_out"] and row["reason"] for row in sizes)
    said = (f"{every['followed']:,} losses followed.", _few(told, sizes), _BY_ALL if stands_out else "")
    return " ".join(words for words in said if words)


def _curves(told: Told) -> dict[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = {}
    for row in told.rows("curves"):
        found.setdefault(row["reason"], []).append(row)
    return {reason: sorted(rows, key=lambda row: row["month"]) for reason, rows in found.items()}


def _is_long(curve: list[Row]) -> bool:
    return len(curve) > 1


def _counted(every: Row) -> str:
    if not every["returned"]:
        return "Who comes back, and when, is drawn here as soon as some do."
    back = say_count(every["returned"], "deal")
    return sentence(f"{back} came back, of {say_count(every['losses'], 'loss', 'losses')} on record.")


def _few(told: Told, sizes: list[Row]) -> str:
    few = [told.reason(row["reason"]) for row in sizes if row["followed"] < LEAST]
    return sentence(f"{say_count(len(few), 'reason')} with fewer than {LEAST} are in the table only.") if few else ""


def _title(told: Told, sizes: list[Row], every: Row, curve: list[Row]) -> str:
    if every["losses"] >= LEAST and not every["returned"]:
        return f"No return is on record yet, among {every['losses']:,} losses."
    if every["followed"] < LEAST or not _is_long(curve):
        return not_enough(every["followed"], "losses followed")
    more = [told.reason(row["reason"]) for row in sizes if row["stands_out"] > 0 and row["reason"]]
    less = [told.reason(row["reason"]) for row in sizes if row["stands_out"] < 0 and row["reason"]]
    said = []
    if more:
        said.append(f"{quote_all(more)} {'comes' if len(more) == 1 else 'come'} back more often than the rest.")
    if less:
        said.append(f"{quote_all(less)} {'comes' if len(less) == 1 else 'come'} back less often.")
    if said:
        return " ".join(said)
    last = _at(curve, 12) or curve[-1]
    share = f"{in_100(last['back'])} in 100 come back within {say_count(last['month'], 'month')}"
    return f"{share}, {say_range(last['low'], last['high'])}. No reason is shown to differ."


def _at(curve: list[Row], month: int) -> Row | None:
    return next((row for row in curve if row["month"] == month), None)


def _table(told: Told, sizes: list[Row], curves: dict[str | None, list[Row]]) -> Table:
    rows = []
    for row in sizes:
        curve = curves.get(row["reason"], [])
        points = [_at(curve, month) for month in AT_MONTHS]
        last = next((point for point in reversed(points) if point), None)
        name = "All losses" if row["reason"] is None else told.reason(row["reason"])
        rows.append(
            (
                name,
                row["losses"],
                row["followed"],
                row["returned"],
                *(in_100(point["back"]) if point else None for point in points),
                f"{say_range(last['low'], last['high'])} by month {last['month']}" if last else "",
            )
        )
    return Table(HEADER, tuple(rows), tuple(told.query(row["reason"]) if row["reason"] else "" for row in sizes))


def _says(labelled: list[tuple[str, list[Row]]]) -> str:
    ends = [
        f"{name} {in_100(curve[-1]['back'])} in 100 after {curve[-1]['month']} months, "
        f"{say_range(curve[-1]['low'], curve[-1]['high'])}"
        for name, curve in labelled
    ]
    return "; ".join(ends)
