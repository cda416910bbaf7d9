"""Keeping news, many at once: one command that is undone at once."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from rekindle.book.write.accounts import find_or_make_competitor, find_or_make_product, write_contract
from rekindle.book.write.touches import write_signal
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.news.looking import Looked, look_at
from rekindle.desk.news.unlocking import HELLOS
from rekindle.desk.perform import Result, perform
from rekindle.desk.show.phrases import say_count
from rekindle.desk.verbs.finding import instant_on
from rekindle.terms.touches import SignalKind

# Beyond so many accounts the whole book is planned anew, once.
FEW_ACCOUNTS = 25


def record_signals(actor: Actor, key: str, *, content: bytes, name: str, rows: Iterable[int] | None = None) -> Done:
    """Keep the lines of a list that unlock something, or only those of some rows; one undo takes all of it back.

    A line that holds for a whole account is kept on the account; one that unlocks only some of its losses is kept on
    each of these. A contract that ends is also written as a contract. Raises RefusedError when nothing can be kept.
    """
    wanted = None if rows is None else sorted(set(rows))
    request = {"content": hashlib.sha256(content).hexdigest(), "name": name, "rows": wanted}

    def act(writing: Writing) -> Result:
        today = actor.today
        kept = [one for one in look_at(actor, content, name) if wanted is None or one.matched.line.row in wanted]
        kept = [one for one in kept if one.may_keep]
        if not kept:
            raise RefusedError("None of these lines can be kept as they are. What is wrong stands beside each of them.")
        signals = [signal for one in kept for signal in _write(writing, one, today)]
        deals = list(dict.fromkeys(judged.loss.deal_id for one in kept for judged in one.unlocked))
        accounts = list(dict.fromkeys(_accounts(kept)))
        label = f"{say_count(len(kept), 'signal').capitalize()} kept: {_say_unlocked(len(deals), kept)}"
        answer: dict[str, Any] = {"signals": [str(one) for one in signals], "unlocked": [str(one) for one in deals]}
        many = len(accounts) > FEW_ACCOUNTS
        return Result(label, () if many else tuple(accounts), tuple(deals), answer, whole_book=many)

    return perform(actor, "record_signals", key, request, act)


def _say_unlocked(count: int, kept: list[Looked]) -> str:
    if count:
        return f"{say_count(count, 'deal')} to look at again"
    is_hello = any(one.matched.line.kind in HELLOS for one in kept)
    return "worth a hello, with the next morning" if is_hello else "nothing comes up by it yet"


def _accounts(kept: list[Looked]) -> Iterable[UUID]:
    for one in kept:
        if one.matched.account_id:
            yield one.matched.account_id
        yield from (judged.loss.account_id for judged in one.unlocked)


def _write(writing: Writing, looked: Looked, today: date) -> list[UUID]:
    """Write one line: on the account where it holds for all of it, else on each loss it unlocks."""
    matched, line = looked.matched, looked.matched.line
    assert line.kind is not None
    contract = line.kind == SignalKind.CONTRACT_ENDS
    day = today if contract else line.on or today
    product = matched.product.name if matched.product else line.product
    product_id = find_or_make_product(writing, product) if product and line.kind != SignalKind.RECALL else None
    if contract and matched.account_id and line.on:
        incumbent = matched.competitor.name if matched.competitor else line.competitor
        incumbent_id = find_or_make_competitor(writing, incumbent) if incumbent else None
        write_contract(writing, matched.account_id, line.on, incumbent_id=incumbent_id, product_id=product_id)
    return [
        write_signal(
            writing,
            line.kind,
            account_id=account_id,
            deal_id=deal_id,
            person_id=matched.person_id,
            product_id=product_id,
            words=looked.words,
            until_on=line.on if contract else None,
            happened_at=instant_on(day, writing),
        )
        for account_id, deal_id in looked.places
    ]
