"""What the lost book can be narrowed by, and what it is narrowed by now, in words."""

from datetime import date

from rekindle.book.read.workspace import MemberRecord
from rekindle.desk.show.book_asks import BANDS, read_since, say_band
from rekindle.desk.show.book_views import BookAsk, Choice, Filter, Narrowing
from rekindle.desk.show.given import name_group
from rekindle.desk.show.phrases import say_day
from rekindle.desk.show.voices import voice_of
from rekindle.playbook import Playbook
from rekindle.terms.losses import Reason, Standing

LABELS = {
    "competitor": "Lost to",
    "product": "Product",
    "segment": "Specialty or segment",
    "stage": "Stage it ended at",
}


def offer_filters(said: BookAsk, names: dict[str, list[str]]) -> tuple[Filter, ...]:
    """Return the filters this book has something to choose in; what is asked for is among the choices in any case."""
    found = []
    for name, label in LABELS.items():
        now = getattr(said, name)
        known = [*names[name], *([now] if now and now not in names[name] else [])]
        if known:
            found.append(Filter(name, label, tuple(Choice(one, one, is_chosen=one == now) for one in known)))
    bands = [*BANDS.items(), *([(said.amount, say_band(said.amount))] if said.amount not in {"", *BANDS} else [])]
    amounts = tuple(Choice(key, words, is_chosen=key == said.amount) for key, words in bands)
    return (*found, Filter("amount", "Amount", amounts))


def say_narrowed(said: BookAsk, playbook: Playbook, members: list[MemberRecord], today: date) -> tuple[Narrowing, ...]:
    """Return all that narrows the book, each to be taken away by itself."""
    owners = {"mine": "Mine", **{str(one.member_id): one.name for one in members}}
    reason = playbook.reasons.get(Reason(said.reason)) if said.reason else None
    since, lost = read_since(said.since), voice_of(playbook).lost.rstrip(",")
    told = {
        "q": f"“{said.query}”" if said.query else "",
        "standing": playbook.standings[Standing(said.standing)].label if said.standing else "",
        "reason": name_group(Reason(said.reason), reason) if reason else said.reason,
        "whose": owners.get(said.whose, ""),
        "competitor": f"Lost to {said.competitor}" if said.competitor else "",
        "product": said.product,
        "segment": said.segment,
        "stage": f"Ended at {said.stage}" if said.stage else "",
        "amount": say_band(said.amount),
        "since": f"{lost} since {say_day(since, today)}" if since else "",
    }
    return tuple(Narrowing(name, words) for name, words in told.items() if words)
