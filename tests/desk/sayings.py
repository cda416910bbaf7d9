"""Every verb that can be undone, said once about one lost deal: for tests that go through all of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rekindle.desk import verbs
from rekindle.desk.actor import Actor, Done
from rekindle.terms.losses import Reason, Verdict
from rekindle.terms.people import PermissionState
from rekindle.terms.touches import Channel, Outcome, SignalKind
from tests.support.cast import LostDeal

Saying = Callable[[Actor, str, LostDeal], Done]


def _say(verb: Callable[..., Done], *names: str, **said: Any) -> Saying:
    def say(actor: Actor, key: str, lost: LostDeal) -> Done:
        return verb(actor, key, **{name: getattr(lost, name) for name in names}, **said)

    return say


SAYINGS: dict[str, Saying] = {
    "add_deal": _say(
        verbs.add_deal,
        who="Bellhaven Clinic",
        why="Too expensive. Do not contact me again.",
        person="Ray Ortiz",
        mail="ray@bellhaven.example",
    ),
    "add_deal, account known": _say(verbs.add_deal, who="tamarack regional"),
    "add_person": _say(verbs.add_person, "deal_id", name="Priya Nair", mail="priya@tamarack.example"),
    "add_person, better known": _say(
        verbs.add_person, "deal_id", name="L. Whitfield", mail="lena.whitfield@tamarack.example", linkedin="lena-w"
    ),
    "log_touch": _say(verbs.log_touch, "deal_id", "person_id", outcome=Outcome.SPOKE, channel=Channel.CALL),
    "log_touch, meeting": _say(verbs.log_touch, "deal_id", outcome=Outcome.MEETING, channel=Channel.CALL),
    "add_note": _say(verbs.add_note, "deal_id", words="wants loaners"),
    "record_inbound": _say(verbs.record_inbound, "deal_id", "person_id", channel=Channel.MAIL, words="Budget is here."),
    "record_inbound, wants contact": _say(
        verbs.record_inbound, "deal_id", "person_id", channel=Channel.MAIL, words="Call me.", wants_contact=True
    ),
    "record_signal": _say(verbs.record_signal, "deal_id", kind=SignalKind.SOMEONE_NEW, words="A new chief"),
    "record_signal, contract": _say(
        verbs.record_signal, "account_id", kind=SignalKind.CONTRACT_ENDS, incumbent="Corvex", ends_on=date(2027, 1, 1)
    ),
    "claim_reason": _say(verbs.claim_reason, "deal_id", verdict=Verdict.NOT_NOW, reason=Reason.PRICE, words="Dear"),
    "ask_permission": _say(verbs.ask_permission, "deal_id", "person_id", words="May I?"),
    "record_permission": _say(
        verbs.record_permission,
        "deal_id",
        "person_id",
        state=PermissionState.GRANTED,
        revisit_on=date(2026, 12, 1),
        words="In December",
    ),
    "rest": _say(verbs.rest, "deal_id", until_on=date(2026, 11, 2)),
    "respect_no": _say(verbs.respect_no, "deal_id", "person_id"),
    "respect_no, whole account": _say(verbs.respect_no, "deal_id", "person_id", whole_account=True, words="All of us"),
    "closing_note": _say(verbs.closing_note, "deal_id", "person_id", channel=Channel.MAIL, words="Thank you."),
    "reopen": _say(verbs.reopen, "deal_id", words="New list"),
    "win": _say(verbs.win, "deal_id", amount_minor=50_000_000),
    "change_settings": _say(verbs.change_settings, zone="Europe/Berlin", minutes_per_week=400),
}
