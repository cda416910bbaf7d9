"""What the desk keeps to in a place, in a seller's words."""

from datetime import date

from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.duties import join_hours
from rekindle.desk.show.phrases import join_words, say_count, say_day, say_money
from rekindle.playbook import Playbook
from rekindle.playbook.model import GiftLimit, PlaceLaw, Rule
from rekindle.terms.advice import Duty
from rekindle.terms.touches import Channel

_NEEDS = {
    "none": "nobody need be asked first",
    "relation": "for {} after they last dealt with us",
    "express": "only with a yes on record",
}
_DAYS = (("call_weekdays", "on weekdays"), ("call_saturday", "on Saturdays"), ("call_sunday", "on Sundays"))


def show_law(actor: Actor, place: str) -> tuple[str, ...]:
    """Say what the desk keeps to in a country, a part of one, or * for every other place, one thing a line.

    Raises RefusedError for what is no country's code.
    """
    playbook = playbook_of(read_workspace(actor.workspace_id))
    country = place.strip().upper().partition("-")[0]
    if country != "*" and not (len(country) == 2 and country.isalpha()):
        raise RefusedError(f"“{place}” is not a country's two letters; say US, US-VT or *, for example.")
    return say_law(playbook, place.strip().upper(), actor.today)


def say_law(playbook: Playbook, place: str, today: date) -> tuple[str, ...]:
    """Say what is kept to in a place on a day; past its review, and where it is not known, what holds instead."""
    country = place.partition("-")[0]
    law = playbook.places.get(country, playbook.places["*"])
    is_past = law.review_on < today
    known = country if country in playbook.rules and not is_past else "*"
    rules = {**playbook.rules["*"], **playbook.rules[known]}
    lines = [f"{playbook.channels[channel].label}: {say_rule(playbook, rule)}" for channel, rule in _in_order(rules)]
    gift = playbook.gifts.get(place) or playbook.gifts.get(country) or playbook.gifts["*"]
    held = playbook.places["*"] if is_past else law
    return (_say_review(law, country, today), *lines, *say_place(held), *say_gifts(playbook, gift, place))


def _in_order(rules: dict[Channel, Rule]) -> list[tuple[Channel, Rule]]:
    return [(channel, rules[channel]) for channel in Channel if channel in rules]


def _say_review(law: PlaceLaw, country: str, today: date) -> str:
    day = say_day(law.review_on, today)
    if law.review_on < today:
        return (
            f"The reading of the law there is past its day ({day}): until it is read again, the strictest rules hold."
        )
    where = "every place that is not named" if country == "*" else country
    return f"What holds in {where}, as read until {day}:"


def say_rule(playbook: Playbook, rule: Rule) -> str:
    """Say what is asked for before and at a contact."""
    said = [_say_needs(rule.needs, rule.implied_days)]
    if rule.individual_needs:
        said.append(f"sole traders and partnerships {_say_needs(rule.individual_needs, rule.individual_days)}")
    always, first = (join_words([playbook.duties[duty].label for duty in kind]) for kind in _said(rule))
    said += [f"say {always}"] if always else []
    said += [f"and at first {first}"] if first else []
    said += [playbook.duties[Duty.SCREEN].label.lower()] if Duty.SCREEN in (*rule.duties, *rule.first) else []
    return f"{'; '.join(said)}. {rule.rule} ({rule.source})."


def _said(rule: Rule) -> tuple[list[Duty], list[Duty]]:
    return [one for one in rule.duties if one != Duty.SCREEN], [one for one in rule.first if one != Duty.SCREEN]


def _say_needs(needs: str, days: int | None) -> str:
    return _NEEDS[needs].format(say_count(days or 0, "day"))


def say_place(law: PlaceLaw) -> tuple[str, ...]:
    """Say what holds there whatever the channel."""
    hours = [f"{join_hours(getattr(law, name))} {words}" for name, words in _DAYS if getattr(law, name)]
    calls = f"Calls {'; '.join(hours)}, by their clock." if hours else "No calls on any day."
    days = f"; in other tools within {say_count(law.opt_out_days, 'working day')}" if law.opt_out_days else ""
    lines = [calls, f"A “please stop” holds here at once{days or ', and has to in every other tool'}."]
    if law.keep_days:
        lines.append(f"Nobody is kept in mind for more than {law.keep_days:,} days after they last dealt with us.")
    if law.proven:
        lines.append("A yes counts with its words on record.")
    return (*lines, f"Read in: {law.source}.")


def say_gifts(playbook: Playbook, gift: GiftLimit, place: str) -> tuple[str, ...]:
    """Say what a thing of value may be worth there, and in the parts of a country that have a law of their own."""
    parts = [key for key in playbook.gifts if key.startswith(f"{place}-")]
    names = {key: playbook.regions[key].names[0] for key in parts}
    held = "Where nobody knows the part of the country, the strictest of these holds."
    return (
        f"Things of value: {_say_gift(playbook, gift)}",
        *(f"In {names[key]}: {_say_gift(playbook, playbook.gifts[key])}" for key in parts),
        *((held,) if parts else ()),
    )


def _say_gift(playbook: Playbook, gift: GiftLimit) -> str:
    currency = playbook.gift_currency
    said = [f"{gift.rule} ({gift.source})"]
    for words, limit in (("one thing at most", gift.item_minor), ("in a year at most", gift.year_minor)):
        said += [f"{words} {say_money(limit, currency)}"] if limit is not None else []
    return f"{'; '.join(said)}."
