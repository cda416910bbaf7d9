"""Timing, deal by deal and in plain Python, from docs/mind.md."""

from collections.abc import Callable
from datetime import date, timedelta
from math import exp, expm1, log, log1p, sqrt
from typing import Any

from tests.mind.reference_book import EPOCH, Book, Row, day, is_contact, product_key

Cell = tuple[str, str, str, bool]
KINDS = ("new", "account", "job")
NAMES = ("rep", "segment", "size")
STANDING = ("age", "silence", "promised", "contract_end", "fiscal_start", "signal")
SPREAD, SPREAD_SD, ANCHOR = 0.9, 0.4, -5.5
BOOK, AGE, LEVEL, CELL = 12.0, 20.0, 80.0, 10.0


def cells(book: Book) -> dict[Cell, Row]:
    """The prior of each cell; where only we recorded the reason, what the reasons it may be have in common."""
    priors = {(row["kind"], row["reason"], row["verdict"]): row for row in book.rows["priors"]}
    believed = trust(book)
    found: dict[Cell, Row] = {}
    for kind in KINDS:
        for verdict in book.rows["verdicts"]:
            heard = {}
            for reason in (row["reason"] for row in book.rows["reasons"]):
                prior = priors.get((kind, reason, verdict["verdict"])) or priors[kind, reason, "*"]
                never = min(verdict["never_share"], 0.98)
                hazard = max(-log(1 - min(prior["back_share"] / (1 - never), 0.95)), 1e-9)
                heard[reason] = {
                    **prior,
                    "never": never,
                    "year_hazard": hazard,
                    "mix": ((1.0, prior["shape"], hazard),),
                }
            for reason, prior in heard.items():
                found[kind, reason, verdict["verdict"], True] = prior
                found[kind, reason, verdict["verdict"], False] = _mixed(book, reason, heard, believed)
    return found


def trust(book: Book) -> tuple[float, float]:
    """The shares of recorded reasons that are right, and partly right."""
    whys = [book.whys[d] for d in book.whys if d in book.deals and book.is_scored(book.deals[d])]
    gaps = [row["gap"] for row in whys if row["gap"] is not None]
    pairs = 20 + len(gaps)
    return (8.0 + gaps.count(0.0)) / pairs, (20 * 0.28 + gaps.count(0.5)) / pairs


def _mixed(book: Book, recorded: str, heard: dict[str, Row], believed: tuple[float, float]) -> Row:
    control = {row["reason"]: row["control"] for row in book.rows["reasons"]}
    near = [r for r in heard if r != recorded and control[r] == control[recorded]]
    far = [r for r in heard if control[r] != control[recorded]]
    right, partly = believed
    weight = {recorded: right}
    for others, share in ((near, partly), (far, 1 - right - partly)):
        for reason in others or [recorded]:
            weight[reason] = weight.get(reason, 0.0) + share / max(len(others), 1)
    back = sum(w * heard[r]["back_share"] for r, w in weight.items())
    won = sum(w * heard[r]["back_share"] * heard[r]["win_if_back"] for r, w in weight.items())
    mix = tuple((w, heard[r]["shape"], heard[r]["year_hazard"]) for r, w in weight.items())
    made: Row = {
        **heard[recorded],
        "mix": mix,
        "pseudo_deals": sum(w * heard[r]["pseudo_deals"] for r, w in weight.items()),
        "back_share": back,
        "win_if_back": won / back if back > 0 else sum(w * heard[r]["win_if_back"] for r, w in weight.items()),
    }
    made["year_hazard"] = sum(weekly_hazard(book, made, week) for week in range(52))
    return made


def _added_up(book: Book, shape: str, week: int) -> float:
    """The shares of a shape up to a week."""
    sums = book.once(("added up", shape), lambda: [0.0])
    while len(sums) <= week:
        sums.append(sums[-1] + share_of_week(book, shape, len(sums) - 1))
    return float(sums[week])


def weekly_hazard(book: Book, prior: Row, week: int) -> float:
    """The hazard of a week since the loss, before anything is learned."""
    week, mix = max(week, 0), prior["mix"]
    return book.once(("hazard", mix, week), lambda: _hazard(book, mix, week))


def _hazard(book: Book, mix: tuple[tuple[float, str, float], ...], week: int) -> float:
    if len(mix) == 1:
        ((_, shape, hazard),) = mix
        return float(hazard * share_of_week(book, shape, week))
    away = [(w * exp(-year * _added_up(book, shape, week)), year, shape) for w, shape, year in mix]
    fell = sum(left * expm1(-year * share_of_week(book, shape, week)) for left, year, shape in away)
    return -log1p(fell / sum(left for left, _, _ in away))


def share_of_week(book: Book, shape: str, week: int) -> float:
    """Half of what the shape says, and half of an even spread."""
    return book.once(("share", shape, week), lambda: _share(book, shape, week))


def _share(book: Book, shape: str, week: int) -> float:
    ranges = [row for row in book.rows["shapes"] if row["shape"] == shape]
    end = max(row["to_week"] for row in ranges)
    inside = min(max(week, 0), end - 1)
    said = 0.0
    for row in ranges:
        if row["from_week"] <= inside < row["to_week"]:
            said = row["share"] / (row["to_week"] - row["from_week"])
    even = sum(row["share"] for row in ranges) / end
    return max(0.5 * said + 0.5 * even, 0.0001) * 0.5 ** (max(week - end, 0) / 52)


class Curve:
    """The hazard of one deal since a loss on the day `lost`."""

    def __init__(self, book: Book, deal: Row, lost: int, prior: Row, learned: dict[str, float], spread: float) -> None:
        self.book, self.deal, self.lost, self.prior, self.spread = book, deal, lost, prior, spread
        # What was learned of cell and levels, by term; what was learned of standings, by (factor, level).
        self.learned = {name: value for name, value in learned.items() if isinstance(name, str)}
        self.standings = {name: value for name, value in learned.items() if not isinstance(name, str)}
        self.reason = book.reason(deal)
        self.bumps = self._find_bumps()
        self.signal = self._find_signal()
        self.made, self.due = self._made(), [0.0]

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

    def _made(self) -> int:
        """When the promise was named; of one nobody knows that of, long ago."""
        promise = self.book.latest_promise(self.deal, weighed=True)
        known = day(promise["happened_at"]) if promise else None
        return self.book.today - 36_500 if known is None else known

    def silence(self, before: int) -> tuple[int, int, bool]:
        """Unanswered contacts before a day, when the last of them has aged, and whether they said not yet."""
        done = [
            t
            for t in self.book.touches_of.get(self.deal["deal_id"], [])
            if t["person_id"] not in self.book.objectors
            and t["state"] == "done"
            and self.lost < day(t["happened_at"]) < before
        ]
        answers = ("spoke", "meeting", "positive_reply", "not_yet", "no")
        heard = [t["happened_at"] for t in done if t["direction"] == "in" or t["outcome"] in answers]
        silent = [day(t["happened_at"]) for t in done if is_contact(t) and (not heard or t["happened_at"] > max(heard))]
        return len(silent), max(silent) + 84 if silent else before, any(t["outcome"] == "not_yet" for t in done)

    def standing(self, start: int) -> dict[str, str]:
        """The level of every factor in the period that starts on a day, contacts left out."""
        middle = start + 14
        age = middle - self.lost
        found = {"age": str(max(bound for bound in (0, 90, 180, 365) if age >= bound or bound == 0))}
        found |= dict.fromkeys(("promised", "contract_end", "fiscal_start", "signal"), "none")
        for name, first, end in (("promised", -28, 84), ("contract_end", -90, 120)):
            if name in self.bumps and self.bumps[name][0] > 0 and not (name == "promised" and self.made > start):
                away = middle - self.bumps[name][1]
                found[name] = "ahead" if away < first else "near" if away < end else "past"
        fiscal = self._bump("fiscal_start")
        if fiscal and fiscal["log_lift"] > 0:
            away = self._days_into_year(middle)
            found["fiscal_start"] = (
                "away" if away < -60 or away >= 100 else "before" if away < 0 else "start" if away < 45 else "after"
            )
        if self.signal and self.signal[0] > 0 and self.signal[1] <= middle <= self.signal[2]:
            found["signal"] = "weak" if self.signal[0] < 1 else "strong"
        return found

    def _starts_of_years(self, at: int) -> list[int]:
        account = self.book.accounts.get(self.deal["account_id"]) or {}
        month = account.get("fiscal_month") or 1
        here = EPOCH + timedelta(days=at)
        return [(date(here.year + years, month, 1) - EPOCH).days for years in (-1, 0, 1, 2)]

    def _days_into_year(self, at: int) -> int:
        return min((abs(at - start), at - start) for start in self._starts_of_years(at))[1]

    def belief(self, at: int, silent: tuple[int, int]) -> dict[str, float]:
        """What the playbook says of a day, by term; `silent`: unanswered contacts, and when the last has aged."""
        start = self._period(at)
        week = (at - self.lost) // 7
        found = {"base": log(weekly_hazard(self.book, self.prior, min(week, 782)))}
        found["still"] = log(self.still_may(at, silent[0]))
        for name, (lift, centre, sd) in self.bumps.items():
            if name != "promised" or self.made <= start:
                found[name] = lift * exp(-0.5 * ((at - centre) / sd) ** 2)
        fiscal = self._bump("fiscal_start")
        if fiscal:
            away = min(abs(at - (start - fiscal["lead_days"])) for start in self._starts_of_years(at))
            found["fiscal_start"] = fiscal["log_lift"] * exp(-0.5 * (away / fiscal["sd_days"]) ** 2)
        if self.signal and self.signal[1] <= at <= self.signal[2]:
            found["signal"] = self.signal[0]
        if silent[1] > start:
            found["silence"] = silent[0] * log(0.95)
        return found

    def _period(self, at: int) -> int:
        return self.book.today + (at - self.book.today) // 28 * 28

    def terms(self, at: int, silent: tuple[int, int]) -> dict[str, float]:
        found = {name: self.spread * value for name, value in self.belief(at, silent).items()}
        found["base"] += (1 - self.spread) * ANCHOR
        for name, value in self.learned.items():
            found[name] = found.get(name, 0.0) + value
        for name, level in self.standing(self._period(at)).items():
            found[name] = found.get(name, 0.0) + self.standings.get((name, level), 0.0)
        return found

    def rate(self, at: int) -> float:
        count, until, _ = self.silence(self.book.today + 1)
        return exp(sum(self.terms(at, (count, until) if at >= self.book.today else (0, 0)).values()))

    def still_may(self, at: int, unanswered: int) -> float:
        """The share of those who may come back, by Bayes with what fell due before the week of a day."""
        week, never = min(max((at - self.lost) // 7, 0), 782), self.prior["never"]
        while len(self.due) <= week:
            self.due.append(self.due[-1] + weekly_hazard(self.book, self.prior, len(self.due) - 1))
        due = self.due[week]
        away = (1 - never) * exp(-due) * 0.95**unanswered
        return away / (never + away)

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


def cell_of(book: Book, deal: Row) -> Cell:
    why = book.whys.get(deal["deal_id"]) or {}
    reason = book.reason(deal)
    return deal["kind"] or "new", reason, book.verdict(deal), why.get("buyer_reason") == reason


def levels_of(book: Book, deal: Row) -> tuple[str | None, str | None, str | None]:
    """Rep, segment and size."""
    account = book.accounts.get(deal["account_id"]) or {}
    amount = deal["amount_minor"]
    return deal["owner_id"], account.get("segment"), None if amount is None else str(len(str(amount)))


def forecast(
    book: Book, parameters: dict[Any, Row], times: Callable[[int], float] | None = None
) -> dict[str, tuple[Row, dict[str, float]]]:
    """deal_id -> (forecast row, terms of today). `times`: what trees in force multiply the chance of an age by."""
    known = cells(book)
    found = {}
    for deal in book.scope():
        if book.is_scored(deal):
            cell = {**known[cell_of(book, deal)], **parameters[cell_of(book, deal)]}
            named = zip(NAMES, levels_of(book, deal), strict=True)
            spread = exp(parameters["spread", "playbook"]["log_rate"])
            curve = Curve(book, deal, book.lost_day(deal), cell, {}, spread)
            unanswered, _, not_yet = curve.silence(book.today + 1)
            state = "not_yet" if not_yet else str(min(unanswered, 3))
            stays = [*named, ("silence", state)]
            levels = [(name, parameters[name, level]) for name, level in stays if (name, level) in parameters]
            curve.learned = {"learned": cell["log_rate"]} | {name: row["log_rate"] for name, row in levels}
            curve.standings = {
                one: row["log_rate"] for one, row in parameters.items() if one[0] in STANDING and one[0] != "silence"
            }
            old = parameters.get(("age", curve.standing(book.today)["age"]), {"sd": 0.0})
            cell["sd"] = sqrt(cell["sd"] ** 2 + sum(row["sd"] ** 2 for _, row in levels) + old["sd"] ** 2)
            found[deal["deal_id"]] = _look_ahead(book, deal, cell, curve, times)
    return found


def _look_ahead(
    book: Book, deal: Row, cell: Row, curve: Curve, times: Callable[[int], float] | None
) -> tuple[Row, dict[str, float]]:
    today, lost = book.today, book.lost_day(deal)
    halves = curve.halves(-6, 13)
    ahead = [half for half in halves if half[0] >= today]
    unanswered, aged, _ = curve.silence(today + 1)
    never = 1 - curve.still_may(today, unanswered)
    may = (1 - never) ** curve.spread
    horizon = curve.hazard(ahead, today, today + 180)
    periods = [2 * (ahead[2 * p][1] + ahead[2 * p + 1][1]) for p in range(13)]
    best = max(periods[1:])
    later = next(p for p in range(1, 13) if periods[p] >= best * (1 - 1e-9))
    start, end = _window(halves, today)
    terms = curve.terms(today, (unanswered, aged))

    rate = 1.0

    def chance(hazard: float) -> float:
        return may * (1 - exp(-hazard * rate / may))

    if times:
        own = chance(horizon)
        wanted = min(own * times(today - lost), max(own, 0.95 * may))
        rate = min(max(log(1 - wanted / may) / log(1 - own / may), 1 / 20), 20.0)
        terms["trees"] = log(rate)
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


def as_cells(parameters: Any) -> dict[Any, Row]:
    """A PARAMETERS table by cell, and by (factor, level)."""
    return {
        (row["kind"], row["reason"], row["verdict"], row["heard"])
        if row["factor"] == "cell"
        else (row["factor"], row["level"]): row
        for row in parameters.to_pylist()
    }
