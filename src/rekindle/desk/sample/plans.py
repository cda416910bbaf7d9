"""The course of each generated deal, as day offsets and words, before it becomes a draft."""

from dataclasses import dataclass
from random import Random

from rekindle.desk.sample.dice import dice, middling, pick, some
from rekindle.desk.sample.files import read_data
from rekindle.desk.sample.places import Place
from rekindle.intake.drafts import PersonDraft
from rekindle.terms.losses import Reason, Verdict

# How long ago the (first) loss of each fate lies, in days.
_LOST = {
    "recent": (2, 13),
    "won_back": (330, 640),
    "talking": (170, 560),
    "lost_again": (380, 700),
    "account": (60, 600),
}
_ACCOUNT_REASONS = {"service": 35, "price": 20, "contract_or_gpo": 20, "product_quality": 15, "competitor_fit": 10}


@dataclass(frozen=True, slots=True)
class Plan:
    """`opened`, `lost` and `turned` are offsets below 0; `turned` is when it came back, was won, or 0."""

    number: int
    fate: str
    place: Place
    owner: str
    product: str
    quantity: int
    amount: int
    opened: int
    lost: int
    turned: int
    stage: str
    reason: Reason
    verdict: Verdict
    competitor: str
    debriefed: bool
    seats: tuple[PersonDraft, ...]

    def dice(self, what: str) -> Random:
        """Return the generator of one aspect of this deal."""
        return dice("deal", self.number, what)

    @property
    def is_open_road(self) -> bool:
        """Say whether going back to it makes sense at all."""
        return self.verdict not in (Verdict.NO, Verdict.UNQUALIFIED)


def plan_deals(places: list[Place]) -> list[Plan]:
    """Plan every generated deal of the book, numbered from 1."""
    fates = [fate for fate, many in read_data("market")["fates"].items() for _ in range(many)]
    dice("fates").shuffle(fates)
    return [plan_deal(number, fate, places[number % len(places)]) for number, fate in enumerate(fates, start=1)]


def plan_deal(number: int, fate: str, place: Place) -> Plan:
    """Draw the course of one deal."""
    chance = dice("deal", number)
    market = read_data("market")
    shares = market["shares"]
    product, quantity, amount = _wares(chance)
    lost = -chance.randint(*_LOST.get(fate, (15, 725)))
    reason, verdict = _why(chance, fate)
    owner = pick(chance, shares["owners"]) if chance.random() < 0.15 else place.owner
    return Plan(
        number=number,
        fate=fate,
        place=place,
        owner=owner,
        product=product,
        quantity=quantity,
        amount=amount,
        opened=-middling(chance, 8, 160, 60) if fate == "open" else lost - middling(chance, 60, 320, 145),
        lost=lost,
        turned=_turn(chance, fate, lost),
        stage=pick(chance, market["stages"]),
        reason=reason,
        verdict=verdict,
        competitor=pick(chance, market["competitors"]) if verdict == Verdict.CHOSE_OTHER else "",
        debriefed=fate != "recent" and chance.random() * 100 < shares["debriefed"],
        seats=tuple(some(chance, place.crowd, 1, 4)),
    )


def _wares(chance: Random) -> tuple[str, int, int]:
    products = read_data("market")["products"]
    name = pick(chance, {one: products[one]["share"] for one in products})
    quantity = middling(chance, 1, products[name]["most"], 1)
    price = quantity * products[name]["unit"] * chance.uniform(0.86, 1.14)
    return name, quantity, round(price / 50_000) * 50_000


def _why(chance: Random, fate: str) -> tuple[Reason, Verdict]:
    reasons = read_data("reasons")["reason"]
    shares = _ACCOUNT_REASONS if fate == "account" else {one: reasons[one]["share"] for one in reasons}
    reason = pick(chance, shares)
    if fate == "no":
        return Reason(reason), Verdict.NO
    if fate == "account":
        return Reason(reason), Verdict.CHOSE_OTHER
    if fate in ("quiet", "recent"):
        return Reason(reason), Verdict(pick(chance, reasons[reason]["verdicts"]))
    back = pick(chance, {"timing": 36, "budget": 29, "competitor_fit": 17, "service": 12, "price": 6})
    open_road = {one: share for one, share in reasons[back]["verdicts"].items() if one != Verdict.NO}
    return Reason(back), Verdict(pick(chance, open_road))


def _turn(chance: Random, fate: str, lost: int) -> int:
    match fate:
        case "won_back":
            return -chance.randint(70, min(300, -lost - 120))
        case "talking":
            return -chance.randint(8, 45)
        case "lost_again":
            return lost + chance.randint(120, 260)
        case _:
            return 0
