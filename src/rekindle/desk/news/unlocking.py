"""Which losses a piece of news unlocks, and why: by account, competitor, product, and the reason in force.

A loss is unlocked when the news takes away what it was lost for. Someone new can undo anything that was lost through
people; a contract that ends frees whoever is bound to that supplier; a recall frees whoever bought the thing recalled;
a budget season answers money and time; a shipped product answers the gap it closes. Whoever said no stays left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rekindle.book.read.unlocking import LossAt
from rekindle.desk.show.phrases import say_day
from rekindle.intake.names import name_key
from rekindle.playbook import Playbook
from rekindle.terms.advice import SAID_NO
from rekindle.terms.losses import Reason, Verdict
from rekindle.terms.touches import SignalKind

# What a kind of news can answer; a kind that is not here answers any reason.
ANSWERS: dict[SignalKind, frozenset[Reason]] = {
    SignalKind.SOMEONE_NEW: frozenset(Reason)
    - {Reason.PRODUCT_GAP, Reason.CONTRACT_OR_GPO, Reason.PRODUCT_QUALITY, Reason.NOT_QUALIFIED},
    SignalKind.CONTRACT_ENDS: frozenset({Reason.CONTRACT_OR_GPO, Reason.COMPETITOR_FIT}),
    SignalKind.RECALL: frozenset({Reason.CONTRACT_OR_GPO, Reason.COMPETITOR_FIT}),
    SignalKind.BUDGET_SEASON: frozenset({Reason.BUDGET, Reason.PRICE, Reason.TIMING, Reason.BUY_IN}),
    SignalKind.SHIPPED_FEATURE: frozenset({Reason.PRODUCT_GAP}),
}
# These open nothing by themselves: they are worth a hello.
HELLOS = frozenset({SignalKind.PANEL_TALK, SignalKind.PUBLISHED, SignalKind.AWARD, SignalKind.OTHER})
# These speak about whom the account buys from.
_OF_SUPPLIERS = frozenset({SignalKind.CONTRACT_ENDS, SignalKind.RECALL})
_CLOSED = frozenset({Verdict.NO, Verdict.UNQUALIFIED})


@dataclass(frozen=True, slots=True)
class News:
    """What happened: names as they stand in the book, empty where the news is silent."""

    kind: SignalKind
    on: date
    product: str = ""
    competitor: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A loss beside a piece of news: unlocked because of `why`, or not, and then `why` says so."""

    loss: LossAt
    unlocked: bool
    why: str


def judge_losses(news: News, losses: Iterable[LossAt], playbook: Playbook, today: date) -> list[Judged]:
    """Judge each loss beside a piece of news; none is left out."""
    return [_judge(news, loss, playbook, today) for loss in losses]


def _judge(news: News, loss: LossAt, playbook: Playbook, today: date) -> Judged:
    no = _closed(news, loss, today) or _apart(news, loss)
    if no:
        return Judged(loss, False, no)
    named = _matches(news, loss)
    said = _reason_words(loss, playbook)
    if news.kind in _OF_SUPPLIERS:
        return _by_supplier(news, loss, named, said)
    if news.kind not in ANSWERS:
        return Judged(loss, True, _join(f"Lost {say_day(loss.lost_on, today)}", *named, said))
    return _by_reason(news, loss, named, said)


def _by_reason(news: News, loss: LossAt, named: list[str], said: str) -> Judged:
    if not loss.reason:
        return Judged(loss, False, "Nobody said why it was lost. Ask first.")
    if loss.reason in ANSWERS[news.kind]:
        return Judged(loss, True, _join(said, *named))
    return Judged(loss, False, _join(f"{said}: this does not change that"))


def _closed(news: News, loss: LossAt, today: date) -> str:
    """Say why nothing may open this loss; empty when something may."""
    if loss.stopped_by in SAID_NO or loss.verdict == Verdict.NO:
        return "They said no. Left alone."
    if loss.verdict in _CLOSED:
        return "It should not have been a deal."
    if news.on < loss.lost_on and news.kind != SignalKind.CONTRACT_ENDS:
        return f"Lost later, on {say_day(loss.lost_on, today)}: it is no news for it."
    return ""


def _apart(news: News, loss: LossAt) -> str:
    """Say where the news names something else than the loss does; empty when it does not."""
    if news.product and name_key(loss.product) != name_key(news.product):
        return f"It was about {loss.product}, not {news.product}." if loss.product else "Its product is not known."
    if news.competitor and loss.competitor and name_key(loss.competitor) != name_key(news.competitor):
        return f"Lost to {loss.competitor}, not to {news.competitor}."
    return ""


def _matches(news: News, loss: LossAt) -> list[str]:
    found = [f"lost to {loss.competitor}"] if news.competitor and loss.competitor else []
    return [*found, f"it was about {loss.product}"] if news.product else found


def _by_supplier(news: News, loss: LossAt, named: list[str], said: str) -> Judged:
    if named and loss.competitor:
        return Judged(loss, True, _join(*named, said))
    if news.competitor and not loss.competitor and loss.verdict != Verdict.CHOSE_OTHER:
        return Judged(loss, False, f"Nobody noted that {news.competitor} has it.")
    if loss.competitor:
        return Judged(loss, True, _join(f"lost to {loss.competitor}", said))
    if loss.verdict == Verdict.CHOSE_OTHER or loss.reason in ANSWERS[news.kind]:
        return Judged(loss, True, _join("they chose somebody else" if loss.verdict else said, said))
    return Judged(loss, False, _join(f"{said or 'Not lost to a supplier'}: this does not change that"))


def _reason_words(loss: LossAt, playbook: Playbook) -> str:
    entry = playbook.reasons.get(Reason(loss.reason)) if loss.reason else None
    return entry.phrase if entry else ""


def _join(*parts: str) -> str:
    words = "; ".join(dict.fromkeys(part for part in parts if part))
    return f"{words[:1].upper()}{words[1:]}."
