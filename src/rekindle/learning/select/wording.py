"""What was found, as sentences."""

from dataclasses import dataclass

from rekindle.learning.select.groups import Group
from rekindle.learning.select.valuing import Estimate, Valued
from rekindle.learning.select.ways import Ways


@dataclass(frozen=True, slots=True)
class Voice:
    """How amounts are said: of what, and whether it is a share of people (then in 100)."""

    unit: str
    share: bool

    def say(self, value: float, *, sign: bool = False) -> str:
        """Say an amount."""
        said = round(value * 100, 1) if self.share else round(value, 2 if abs(value) < 1000 else 0)
        plus = "+" if sign and said > 0 else ""
        said = said or 0.0  # a small negative number rounds to -0.0
        if self.share:
            return f"{plus}{said:.1f} in 100"
        return f"{plus}{said:,.2f}" if abs(said) < 1000 else f"{plus}{said:,.0f}"

    def span(self, one: Estimate, *, sign: bool = False) -> str:
        """Say an amount with its interval."""
        return f"{self.say(one.value, sign=sign)} (likely {self._bare(one.low)} to {self._bare(one.high)})"

    def _bare(self, value: float) -> str:
        return self.say(value).removesuffix(" in 100")


def say_choice(valued: Valued, voice: Voice, *, causal: bool, later: bool, ways: Ways | None = None) -> str:
    """Say what is advised, against what, and how sure that is."""
    by = f" by “{ways.broad}”" if ways else ""
    tried = "on later rows" if later else "on rows that taught nothing"
    simple = {"all": f"contacting everyone{by}", "none": "contacting nobody", "chance": "drawing as many by lot"}
    prefix = "" if causal else "By what followed contacts alone: "
    gain = f"{voice.span(valued.advantage, sign=True)} of {voice.unit} per person"
    if valued.choice == "selected":
        share = f"{valued.share * 100:.0f} in 100"
        best = f"{tried} that earned {gain} more than {simple[valued.simple]}"
        each = ", each in the way that suits them" if ways else ""
        return f"{prefix}Contact the selected, about {share}{each}: {best}."
    advice = {
        "all": f"Contact everyone{by}.",
        "none": "Contact nobody.",
        "chance": "Contact as many as you can; whom does not matter, as far as this history shows.",
    }
    words = f"{prefix}{advice[valued.simple]} Selecting is not shown to beat {simple[valued.simple]}: "
    same = valued.advantage.low == valued.advantage.high
    words += "it would choose the same." if same else f"{tried} it made {gain}."
    if causal and valued.simple == "all" and valued.change.low <= 0:
        words += " That a contact changes anything on average is not certain either."
    if causal and valued.simple == "none" and valued.change.high > 0:
        words += " That a contact changes nothing worth its cost on average is not certain either."
    return words


def say_change(group: Group, voice: Voice, *, causal: bool) -> str:
    """Say what the history shows about a group."""
    people = f"{group.rows:,} past rows like this ({group.words})"
    if causal:
        return f"A contact changed {voice.unit} by {voice.span(group.change, sign=True)} among {people}."
    return f"Contacts brought {voice.span(group.change)} of {voice.unit} among {people}."


def say_ways(ways: Ways, voice: Voice) -> list[str]:
    """Say for each candidate which way is best for them and which comes next."""
    rows = zip(ways.arm, ways.change.tolist(), ways.second, ways.second_change.tolist(), strict=True)
    return [
        f"By “{arm}” {voice.say(change, sign=True)} is expected, by “{second}” {voice.say(other, sign=True)}."
        for arm, change, second, other in rows
    ]


def say_own(value: float, cost: float, voice: Voice, *, causal: bool) -> str:
    """Say what is expected of one candidate, before and after its cost."""
    what = "Expected change here" if causal else "Expected here, with what would have come anyway"
    words = f"{what}: {voice.say(value + cost, sign=causal)}"
    return f"{words}, less {cost:g} for the contact." if cost else f"{words}."
