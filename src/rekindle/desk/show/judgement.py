"""How far the desk can be trusted, in a seller's words: its test on the book's own past, and what it has learned."""

from collections.abc import Mapping
from math import exp
from typing import Any

import pyarrow.compute as pc

from rekindle.book.keep import latest_report, parameters
from rekindle.book.read.today import latest_undoable
from rekindle.desk.actor import Actor
from rekindle.desk.judging import is_held_out, may_hold_out
from rekindle.desk.proving import say_hold_out
from rekindle.desk.show.judgement_views import Bin, Habit, JudgementView
from rekindle.desk.show.patterns.views import Answer
from rekindle.desk.show.phrases import say_count, say_day
from rekindle.desk.trying import BACKTEST
from rekindle.learning.backtest.report import NO_BETTER
from rekindle.timing.models.boosted import LEAST_RETURNS
from rekindle.timing.second import trees_in

MOST_ON_THE_PAGE = 5000
_OWN = "In force: the desk’s own model. It starts from the playbook’s assumptions and bends them to your returns."
_WITH_TREES = (
    "In force: the desk’s own model, corrected deal by deal by a second one. The first starts from the playbook’s "
    "assumptions and bends them to your returns; the second, of boosted trees, sees what several things say together."
)
WIDE, HIGH = 320.0, 240.0

_TITLES = {
    "better": "On your own past, it would have chosen better.",
    NO_BETTER: "On your own past, it was no better than your cadence.",
    "not enough data": "Your own past cannot tell yet.",
}
ORDER_ALONE = "Its order beat your cadence; its chances are not proven."
_HABITS = {
    "rep": "Whom you did contact",
    "cadence": "30/60/90, then quarterly",
    "largest": "Largest first",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "random": "By lot",
}


def show_judgement(actor: Actor) -> JudgementView:
    """Return the page Judgement; reads only, and tests nothing."""
    kept = latest_report(actor.workspace_id, BACKTEST, actor.at)
    model, proof = tell_model(actor), say_hold_out(actor)
    held_out = is_held_out(actor)
    undo = latest_undoable(actor.workspace_id, actor.member_id)
    if kept is None:
        title = "It has not been tested on your past yet."
        why = "The desk goes back to past days, says what it would have said, and compares that with what happened."
        may = may_hold_out(actor)
        return JudgementView(title, why, "", (), (), (), 100, "", "", model, proof, held_out, False, undo, False, may)
    report, at = kept
    day = say_day(actor.day_of(at), actor.today)
    scale = _scale(report)
    return JudgementView(
        _title(report),
        report["why"],
        f"Tested on {day}",
        tuple(_answers(report)),
        tuple(_habits(report)),
        tuple(_bin(row, scale) for row in report["calibration"] if row["observed"] is not None),
        scale,
        f"within {report['horizon_days']} days",
        _say_calibration(report),
        model,
        proof,
        held_out,
        report.get("deals", 0) > MOST_ON_THE_PAGE or report["returns"] >= LEAST_RETURNS,
        undo,
        shows_own_line(report),
        may_hold_out(actor),
    )


def is_order_alone(report: Mapping[str, Any]) -> bool:
    """Say whether the desk chose better than the cadence, and than a lot, while its chances are not proven."""
    lows = [report["baselines"].get(name, {}).get("gain", {}).get("low") for name in ("cadence", "random")]
    return report["verdict"] == NO_BETTER and all(low is not None and low > 0 for low in lows)


def shows_own_line(report: Mapping[str, Any]) -> bool:
    """Say whether the contacts that were made stand beside the desk's: those that may have brought returns about."""
    return bool(report["baselines"].get("rep", {}).get("value") is not None)


def _title(report: Mapping[str, Any]) -> str:
    return ORDER_ALONE if is_order_alone(report) else _TITLES.get(report["verdict"], str(report["verdict"]))


def _answers(report: Mapping[str, Any]) -> list[Answer]:
    metrics = report["metrics"]
    if not metrics:
        return []
    desk, right = metrics["found_per_100"], metrics["concordance"]
    cadence = report["baselines"]["cadence"]
    answers = [Answer("Tested", f"{report['n']:,}", "lost deals", f"{report['returns']:,} of them came back")]
    if desk["value"] is not None:
        answers.append(Answer("The desk found", f"{desk['value']:.0f}", "of 100 contacts", _likely(desk)))
    if cadence["value"] is not None:
        answers.append(Answer("Your cadence found", f"{cadence['value']:.0f}", "of 100 contacts", _likely(cadence)))
    if right["value"] is not None:
        words = _likely({name: None if value is None else 100 * value for name, value in right.items()})
        answers.append(
            Answer(
                "In the right order",
                f"{100 * right['value']:.0f}",
                "of 100 pairs",
                f"one who came beside one who did not: {words}, 50 is luck",
            )
        )
    return answers


def _likely(figure: Mapping[str, Any]) -> str:
    if figure["low"] is None:
        return "too few to say how sure"
    return f"likely {figure['low']:.0f} to {figure['high']:.0f}"


def _habits(report: Mapping[str, Any]) -> list[Habit]:
    lines = report["baselines"]
    if not lines or report["metrics"]["found_per_100"]["value"] is None:
        return []
    found = {"desk": report["metrics"]["found_per_100"]} | {name: lines[name] for name in _HABITS if name in lines}
    highest = max((line["high"] or 0 for line in found.values()), default=0) or 1
    return [_habit(name, line, 100 / highest) for name, line in found.items() if line["value"] is not None]


def _habit(name: str, line: Mapping[str, Any], scale: float) -> Habit:
    gain = line.get("gain")
    words = ""
    if gain and gain["value"] is not None:
        sure = "" if gain["low"] <= 0 <= gain["high"] else ", more than luck"
        words = f"{round(gain['value']) or 0:+d} for the desk{sure}" if round(gain["value"]) else "no difference"
    low, high = line["low"] or 0.0, line["high"] or 0.0
    return Habit(
        _HABITS.get(name, "The desk"),
        f"{line['value']:.0f}",
        _likely(line),
        words,
        round(line["value"] * scale, 2),
        round(low * scale, 2),
        round(high * scale, 2),
        name == "desk",
    )


def _scale(report: Mapping[str, Any]) -> int:
    highest = max((max(row["forecast"], row["high"] or 0) for row in report["calibration"]), default=1.0)
    return next(scale for scale in (10, 20, 50, 100) if 100 * highest <= scale or scale == 100)


def _bin(row: Mapping[str, Any], scale: int) -> Bin:
    def up(share: float) -> float:
        return round(HIGH * (1 - min(100 * share / scale, 1)), 1)

    low, high = row["low"] or 0.0, row["high"] or 0.0
    return Bin(
        f"{100 * row['forecast']:.0f}",
        f"{100 * row['observed']:.0f}",
        f"{100 * low:.0f} to {100 * high:.0f}",
        f"{row['n']:,}",
        round(WIDE * 100 * row["forecast"] / scale, 1),
        up(row["observed"]),
        up(high),
        up(low),
    )


def _say_calibration(report: Mapping[str, Any]) -> str:
    ratio = report["metrics"].get("observed_per_expected", {}) if report["metrics"] else {}
    if ratio.get("value") is None:
        return ""
    came = f"For every 100 returns it expected, {100 * ratio['value']:.0f} came"
    return f"{came} (likely {100 * ratio['low']:.0f} to {100 * ratio['high']:.0f})."


def tell_model(actor: Actor) -> tuple[str, ...]:
    """Say which model is in force, what it has learned, and how far it believes recorded reasons."""
    learned = parameters(actor.workspace_id, "timing", actor.at)
    words = [_OWN if learned is None or trees_in(learned) is None else _WITH_TREES]
    if learned is None or learned.column("factor").null_count:
        return (*words, "It has learned nothing from this book yet: that happens with the first morning.")
    cells = learned.filter(pc.equal(learned.column("factor"), "cell"))
    returns, losses = (pc.sum(cells.column(name)).as_py() or 0 for name in ("returns", "losses"))
    came = say_count(returns, "return")
    if losses:
        words.append(f"It has learned from {came} among {say_count(losses, 'loss', 'losses')} it could follow.")
        share = pc.sum(pc.multiply(cells.column("prior_share"), cells.column("losses"))).as_py() / losses
        words.append(
            f"About {100 * share:.0f} in 100 of an ordinary chance is still assumption; the rest is your own book."
        )
    spread = learned.filter(pc.equal(learned.column("factor"), "spread")).column("log_rate").to_pylist()
    if spread:
        words.append(_say_believed(exp(spread[0]), returns))
    if cells.num_rows and cells.column("right")[0].as_py() is not None:
        right = cells.column("right")[0].as_py()
        words.append(
            f"It takes {100 * right:.0f} in 100 recorded reasons as right, unless the buyer said so. "
            "Each debrief with both of you sharpens that."
        )
    return (*words, _challenger(actor))


def _say_believed(share: float, returns: int) -> str:
    if not returns:
        return "What the playbook tells apart is all there is to go by until somebody of yours comes back."
    if share > 1:
        return "What the playbook tells apart it believes whole: your returns tell it apart even more."
    return f"Of what the playbook tells apart it believes about {100 * share:.0f} in 100, by your returns."


def _challenger(actor: Actor) -> str:
    kept = latest_report(actor.workspace_id, BACKTEST, actor.at)
    challenger = kept[0].get("challenger") if kept else None
    if kept is None or not challenger:
        return "A second model is tried beside it from about 1,000 returns on."
    why = str(challenger["why"])
    if challenger["wins"]:
        whole = kept[0]["metrics"]["brier"]["value"] / 100
        saved, asked = challenger["gain"] / whole, challenger["error"] / whole
        why += f" Its error was {saved:.1f} in 100 smaller; more than {asked:.1f} was asked."
    return why
