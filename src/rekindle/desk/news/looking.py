"""A list of news before anything is kept: each line with exactly the losses it unlocks, or what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from rekindle.book.read.news import NewsRecord, read_news_of
from rekindle.book.read.unlocking import LossAt, read_losses_of
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.news.lines import NewsLine, read_lines
from rekindle.desk.news.matching import Matched, match_lines
from rekindle.desk.news.unlocking import HELLOS, Judged, News, judge_losses
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.phrases import say_day
from rekindle.terms.touches import SignalKind

# A signal as it would stand in the book: two of them say the same.
Said = tuple[str, UUID, UUID | None, UUID | None, date, str]


@dataclass(frozen=True, slots=True)
class Looked:
    """A line with every loss it was held against. `whole`: the news holds for the whole account or person."""

    matched: Matched
    judged: tuple[Judged, ...]
    whole: bool

    @property
    def unlocked(self) -> tuple[Judged, ...]:
        """The losses it unlocks."""
        return tuple(one for one in self.judged if one.unlocked)

    @property
    def places(self) -> list[tuple[UUID, UUID | None]]:
        """Where it is kept, as (account, deal): on the account where it holds for all of it, else on each loss."""
        if self.whole and self.matched.account_id:
            return [(self.matched.account_id, None)]
        return [(one.loss.account_id, one.loss.deal_id) for one in self.unlocked]

    @property
    def words(self) -> str:
        """The words it is kept with; somebody the book does not know yet is named in them."""
        person = self.matched.line.person if self.matched.person_id is None else ""
        return ": ".join(part for part in (person, self.matched.line.words) if part)

    def says(self, today: date) -> list[Said]:
        """Return what would be kept, to tell whether it was said before."""
        kind, on = self.matched.line.kind or SignalKind.OTHER, self.matched.line.on or today
        who = self.matched.person_id
        return [(kind.value, account_id, deal_id, who, on, self.words) for account_id, deal_id in self.places]

    @property
    def may_keep(self) -> bool:
        """Say whether keeping it would say anything: it unlocks a loss, is worth a hello, or tells a contract."""
        if self.matched.trouble:
            return False
        tells = self.matched.line.kind in HELLOS or self.matched.line.kind == SignalKind.CONTRACT_ENDS
        return bool(self.unlocked) or (tells and self.matched.account_id is not None)


def look_at(actor: Actor, content: bytes, name: str) -> list[Looked]:
    """Read a list and judge every line; writes nothing. Raises RefusedError when it cannot be read."""
    return leave_out_said(actor, judge_lines(actor, read_lines(content, name, actor.zone)))


def judge_lines(actor: Actor, lines: Sequence[NewsLine]) -> list[Looked]:
    """Match lines and judge every loss they may touch."""
    workspace = read_workspace(actor.workspace_id)
    today = actor.today
    playbook = playbook_of(workspace)
    seen: dict[tuple[UUID | None, ...], list[LossAt]] = {}
    looked = []
    for matched in match_lines(actor.workspace_id, lines, today):
        kind = matched.line.kind
        if matched.trouble or kind is None or kind in HELLOS:
            looked.append(Looked(matched, (), whole=True))
            continue
        competitor = matched.competitor.name if matched.competitor else matched.line.competitor
        product = matched.product.name if matched.product else ""
        day = today if kind == SignalKind.CONTRACT_ENDS else matched.line.on or today
        judged = judge_losses(News(kind, day, product, competitor), _losses(actor, matched, seen), playbook, today)
        whole = matched.account_id is not None and all(one.unlocked for one in judged)
        looked.append(Looked(matched, tuple(judged), whole))
    return looked


def _losses(actor: Actor, matched: Matched, seen: dict[tuple[UUID | None, ...], list[LossAt]]) -> list[LossAt]:
    """Read the losses a line may touch: at the account it names, else to the competitor, else of the product."""
    competitor = matched.competitor.id if matched.competitor else None
    product = matched.product.id if matched.product else None
    key = (matched.account_id, None, None) if matched.account_id else (None, competitor, product)
    if key not in seen:
        account_id, competitor_id, product_id = key
        seen[key] = read_losses_of(
            actor.workspace_id,
            accounts=[account_id] if account_id else [],
            competitors=[competitor_id] if competitor_id else [],
            products=[product_id] if product_id and not competitor_id else [],
        )
    return seen[key]


def leave_out_said(actor: Actor, looked: Sequence[Looked]) -> list[Looked]:
    """Mark the lines that say what an earlier line says, or what the book holds already."""
    today = actor.today
    known = _known(actor, {account_id for one in looked for account_id, _ in one.places}, today)
    fresh = []
    for one in looked:
        said = one.says(today)
        where = known.get(said[0]) if said and all(this in known for this in said) else None
        fresh.append(_mark_said(one, where) if where and not one.matched.trouble else one)
        known |= dict.fromkeys(said, f"in row {one.matched.line.row}") if not where else {}
    return fresh


def _known(actor: Actor, accounts: set[UUID], today: date) -> dict[Said, str]:
    """Return what the book holds about some accounts, and when each was noted."""
    return {
        (one.kind, one.account_id, one.deal_id, one.person_id, _day_of(one, actor), one.words): (
            f"on {say_day(actor.day_of(one.known_at), today)}"
        )
        for one in read_news_of(actor.workspace_id, accounts)
        if one.account_id
    }


def _mark_said(one: Looked, where: str) -> Looked:
    trouble = f"That was noted before, {where}. Add a word if it is something else."
    return replace(one, matched=replace(one.matched, trouble=trouble))


def _day_of(one: NewsRecord, actor: Actor) -> date:
    """Return the day a line would name: of a contract that it ends, of anything else that it happened."""
    return one.until_on if one.kind == SignalKind.CONTRACT_ENDS and one.until_on else actor.day_of(one.happened_at)
