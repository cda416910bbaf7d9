"""Timing, deal by deal and in plain Python, from docs/mind.md."""

from collections import defaultdict
from datetime import date, timedelta
from math import exp, log, sqrt
from typing import Any

from tests.mind.reference_book import EPOCH, Book, Row, day, grouped, is_contact, product_key

Cell = tuple[str, str, str]
KINDS = ("new", "account", "job")


def cells(book: Book) -> dict[Cell, Row]:
    priors = {(row["kind"], row["reason"], row["verdict"]): row for row in book.rows["priors"]}
    found = {}
    for kind in KINDS:
        for reason in (row["reason"] for row in book.rows["reasons"]):
            for verdict in book.rows["verdicts"]:
                prior = priors.get((kind, reason, verdict["verdict"])) or priors[kind, reason, "*"]
                never = min(verdict["never_share"], 0.98)
                hazard = max(-log(1 - min(prior["back_share"] / (1 - never), 0.95)), 1e-9)
                found[kind, reason, verdict["verdict"]] = {**prior, "never": never, "year_hazard": hazard}
    return found


def share_of_week(book: Book, shape: str, week: int) -> float:
    ranges = [row for row in book.rows["shapes"] if row["shape"] == shape]
    end = max(row["to_week"] for row in ranges)
    inside = min(max(week, 0), end - 1)
    share = 0.0001
    for row in ranges:
        if row["from_week"] <= inside < row["to_week"]:
            share = max(row["share"] / (row["to_week"] - row["from_week"]), 0.0001)
    return share * 0.5 ** (max(week - end, 0) / 52)


class Curve:
    """The hazard of one deal since a loss on the day `lost`."""

    def __init__(self, book: Book, deal: Row, lost: int, prior: Row, log_rate: float) -> None:
        self.book, self.deal, self.lost, self.prior = book, deal, lost, prior
        self.log_rate = log_rate
        self.reason = book.reason(deal)
        self.bumps = self._find_bumps()
        self.signal = self._find_signal()
        self.unanswered, self.lately, self.hush_until = self._find_silence()

    def _bump(self, name: str) -> Row | None:
        only = {row["reason"] for row in self.book.rows["bump_reasons"] if row["bump"] == name}
        if only and self.reason not in only:
            return None
        return next((row for row in self.book.rows["bumps"] if row["bump"] == name), None)

    def _find_bumps(self) -> dict[str, tuple[float, float, float]]:
        """(lift, centre, sd) of the promise and the contract."""
        found = {}
        bump, promise = self._bump("promised"), self.book.latest_promise(self.deal, weighed=True)
        if bump and promise:
            sd = sqrt((promise["sd_days"] or 0.0) ** 2 + bump["sd_days"] ** 2)
            found["promised"] = (bump["log_lift"], day(promise["due_on"]) - bump["lead_days"], sd)
        bump = self._bump("contract_end")
        product = product_key(self.deal["product"])
        ends = [
            day(row["ends_on"])
            for row in self.book.rows["contracts"]
            if row["account_id"] == self.deal["account_id"]
            and row["ends_on"] is not None
            and product_key(row["product"]) in (None, product)
        ]
        if bump and ends:
            nearest = min(ends, key=lambda end: (abs(end - self.book.today), end))
            found["contract_end"] = (bump["log_lift"], nearest - bump["lead_days"], bump["sd_days"])
        return found

    def _find_signal(self) -> tuple[float, int, int] | None:
        today = self.book.today
        lifting = [(row, self._bump(row["kind"])) for row in self.book.signals_of(self.deal, weighed=True)]
        ranked = [
            (not row["since"] <= today <= row["until"], -bump["log_lift"], -row["since"], row["signal_id"], row)
            for row, bump in lifting
            if bump
        ]
        if not ranked:
            return None
        *_, best = min(ranked, key=lambda entry: entry[:4])
        return self._bump(best["kind"])["log_lift"], best["since"], best["until"]  # type: ignore[index]

    def _find_silence(self) -> tuple[int, int, int]:
        heeded = [
            t for t in self.book.touches_of.get(self.deal["deal_id"], []) if t["person_id"] not in self.book.objectors
        ]
        done = [t for t in heeded if t["state"] == "done"]
        answers = ("spoke", "meeting", "positive_reply", "not_yet", "no")
        heard = [t["happened_at"] for t in done if t["direction"] == "in" or t["outcome"] in answers]
        lost, today = self.book.lost_day(self.deal), self.book.today
        silent = [
            day(t["happened_at"])
            for t in done
            if is_contact(t) and day(t["happened_at"]) > lost and (not heard or t["happened_at"] > max(heard))
        ]
        lately = sum(1 for at in silent if at > today - 91)
        return len(silent), lately, max(silent) + 91 if silent else today

    def terms(self, at: int) -> dict[str, float]:
        week = (at - self.lost) // 7
        found = {
            "base": log(self.prior["year_hazard"]) + log(share_of_week(self.book, self.prior["shape"], week)),
            "learned": self.log_rate,
        }
        for name, (lift, centre, sd) in self.bumps.items():
            found[name] = lift * exp(-0.5 * ((at - centre) / sd) ** 2)
        fiscal = self._bump("fiscal_start")
        if fiscal:
            account = self.book.accounts.get(self.deal["account_id"]) or {}
            month = account.get("fiscal_month") or 1
            here = EPOCH + timedelta(days=at)
            starts = [
                date(here.year + years, month, 1) - timedelta(days=fiscal["lead_days"]) for years in (-1, 0, 1, 2)
            ]
            away = min(abs((here - start).days) for start in starts)
            found["fiscal_start"] = fiscal["log_lift"] * exp(-0.5 * (away / fiscal["sd_days"]) ** 2)
        if self.signal and self.signal[1] <= at <= self.signal[2]:
            found["signal"] = self.signal[0]
        if self.book.today <= at < self.hush_until:
            found["silence"] = self.lately * log(0.8)
        return found

    def rate(self, at: int) -> float:
        return exp(sum(self.terms(at).values()))

    def halves(self, first: int, end: int) -> list[tuple[int, float]]:
        """(start, weekly hazard) of the halves of the periods first to end, those over before the loss left out."""
        today = self.book.today
        found = []
        for period in range(first, end):
            if period * 28 + 28 <= self.lost - today:
                continue
            for half in (0, 14):
                start = today + period * 28 + half
                found.append((start, self.rate(start + 7)))
        return found

    def hazard(self, halves: list[tuple[int, float]], since: int, until: int) -> float:
        return sum(rate * max(min(start + 14, until) - max(start, since), 0) / 7 for start, rate in halves)


def fit(book: Book) -> dict[Cell, Row]:
    known = cells(book)
    seen: dict[Cell, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    returned = [day(row["happened_at"]) for row in book.rows["returns"]]
    watch = min(returned) if returned else None
    by_loss = grouped(book.rows["returns"], "loss_id")
    for deal in book.rows["deals"]:
        losses = sorted((r for r in book.losses_of.get(deal["deal_id"], []) if r["lost_on"]), key=lambda r: r["number"])
        if not book.is_scored(deal):
            continue
        cell = (deal["kind"] or "new", book.reason(deal), book.verdict(deal))
        for nth, loss in enumerate(losses):
            _follow(
                book, deal, loss, losses[nth + 1 :], by_loss.get(loss["loss_id"], []), watch, known[cell], seen[cell]
            )
    return _pool(known, seen)


def _follow(
    book: Book,
    deal: Row,
    loss: Row,
    later: list[Row],
    returns: list[Row],
    watch: int | None,
    prior: Row,
    seen: dict[str, float],
) -> None:
    lost = min(day(loss["lost_on"]), book.today)
    back = min((min(day(row["happened_at"]), book.today) for row in returns), default=None)
    again = day(later[0]["lost_on"]) if later else None
    end = min(book.today, *(x for x in (back, again) if x is not None)) if (back, again) != (None, None) else book.today
    if back is not None:
        won = any(row["kind"] == "win" for row in returns) or (not later and deal["status"] == "won")
        seen["decided"] += won or bool(later)
        seen["won"] += won
    if watch is None:
        return
    known_at = day(loss["known_at"])
    start = max(lost, min(lost if known_at is None else known_at, book.today), watch)
    if end <= start:
        return
    curve = Curve(book, deal, lost, prior, 0.0)
    halves = curve.halves(-65, 0)
    never = prior["never"]
    left = [never + (1 - never) * exp(-curve.hazard(halves, lost, at)) for at in (start, end)]
    seen["losses"] += 1
    seen["returns"] += back is not None and back == end
    seen["expected"] += log(left[0]) - log(left[1])


def _pool(known: dict[Cell, Row], seen: dict[Cell, dict[str, float]]) -> dict[Cell, Row]:
    weight = {cell: max(prior["pseudo_deals"] * prior["back_share"], 0.1) for cell, prior in known.items()}
    book = sum(weight.values()) / len(weight)
    returns = sum(row["returns"] for row in seen.values())
    factor = (book + returns) / (book + sum(row["expected"] for row in seen.values()))
    found = {}
    for cell, prior in known.items():
        k, own = weight[cell], seen[cell]
        rate = (k + own["returns"]) / (k / factor + own["expected"])
        prior_share = (k / factor) / (k / factor + own["expected"])
        wins = max(k, 1.0)
        win = (wins * prior["win_if_back"] + own["won"]) / (wins + own["decided"])
        found[cell] = {
            "losses": int(own["losses"]),
            "returns": int(own["returns"]),
            "expected": own["expected"],
            "log_rate": log(rate),
            "sd": sqrt(1 / (k + own["returns"]) + prior_share**2 / (book + returns)),
            "prior_share": prior_share,
            "win_if_back": win,
            "win_sd": sqrt(win * (1 - win) / (wins + own["decided"] + 1)),
            "never_share": prior["never"],
            "year_hazard": prior["year_hazard"],
            "shape": prior["shape"],
        }
    return found


def forecast(book: Book, parameters: dict[Cell, Row]) -> dict[str, tuple[Row, dict[str, float]]]:
    """deal_id -> (forecast row, terms of today)."""
    found = {}
    for deal in book.scope():
        if book.is_scored(deal):
            cell = parameters[deal["kind"] or "new", book.reason(deal), book.verdict(deal)]
            found[deal["deal_id"]] = _look_ahead(book, deal, cell)
    return found


def _look_ahead(book: Book, deal: Row, cell: Row) -> tuple[Row, dict[str, float]]:
    today, lost = book.today, book.lost_day(deal)
    curve = Curve(book, deal, lost, cell, cell["log_rate"])
    halves = curve.halves(-65, 13)
    past = [half for half in halves if half[0] < today]
    ahead = [half for half in halves if half[0] >= today]
    survived = exp(-curve.hazard(past, lost, today)) * 0.8**curve.unanswered
    never = cell["never_share"] / (cell["never_share"] + (1 - cell["never_share"]) * survived)
    horizon = curve.hazard(ahead, today, today + 180)
    periods = [2 * (ahead[2 * p][1] + ahead[2 * p + 1][1]) for p in range(13)]
    best = max(periods[1:])
    later = next(p for p in range(1, 13) if periods[p] >= best * (1 - 1e-9))
    start, end = _window(halves, today)
    terms = curve.terms(today)

    def chance(hazard: float) -> float:
        return (1 - never) * (1 - exp(-hazard))

    z = 1.2815515655446004 * cell["sd"]
    row = {
        "horizon_days": 180,
        "chance": chance(horizon),
        "chance_low": chance(horizon * exp(-z)),
        "chance_high": chance(horizon * exp(z)),
        "prior_share": cell["prior_share"],
        "losses_like": cell["losses"],
        "never": never,
        "hazard_now": chance(periods[0]),
        "hazard_later": chance(best),
        "later_on": EPOCH + timedelta(days=today + 28 * later),
        "window_from": EPOCH + timedelta(days=max(start, lost)),
        "window_to": EPOCH + timedelta(days=end),
        "win_if_back": cell["win_if_back"],
        "log_hazard": sum(terms.values()),
    }
    return row, {name: value for name, value in terms.items() if value != 0}


def _window(halves: list[tuple[int, float]], today: int) -> tuple[int, int]:
    near = {start: rate for start, rate in halves if start >= today - 168}
    ahead = [start for start in near if start >= today]
    enough = max(near[start] for start in ahead) / 2 * (1 - 1e-9)
    first = next(start for start in ahead if near[start] >= enough)
    end = next((start for start in ahead if start > first and near[start] < enough), today + 364) - 1
    if first > today:
        return first, end
    shut = [start for start in near if start < today and near[start] < enough]
    return (max(shut) + 14 if shut else today - 168), end


def as_cells(parameters: Any) -> dict[Cell, Row]:
    """A PARAMETERS table by cell."""
    return {(row["kind"], row["reason"], row["verdict"]): row for row in parameters.to_pylist()}
