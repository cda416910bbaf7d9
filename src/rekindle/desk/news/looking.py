"""A list of news before anything is kept: each line with exactly the losses it unlocks, or what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.unlocking import LossAt, read_losses_of
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.news.lines import NewsLine, read_lines, today_in
from rekindle.desk.news.matching import Matched, match_lines
from rekindle.desk.news.unlocking import HELLOS, Judged, News, judge_losses
from rekindle.desk.playbooks import playbook_of
from rekindle.terms.touches import SignalKind


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
    def may_keep(self) -> bool:
        """Say whether keeping it would say anything: it unlocks a loss, is worth a hello, or tells a contract."""
        if self.matched.trouble:
            return False
        tells = self.matched.line.kind in HELLOS or self.matched.line.kind == SignalKind.CONTRACT_ENDS
        return bool(self.unlocked) or (tells and self.matched.account_id is not None)


def look_at(actor: Actor, content: bytes, name: str) -> list[Looked]:
    """Read a list and judge every line; writes nothing. Raises RefusedError when it cannot be read."""
    workspace = read_workspace(actor.workspace_id)
    zone = ZoneInfo(workspace.zone)
    return judge_lines(actor, read_lines(content, name, zone))


def judge_lines(actor: Actor, lines: Sequence[NewsLine]) -> list[Looked]:
    """Match lines and judge every loss they may touch."""
    workspace = read_workspace(actor.workspace_id)
    today = today_in(actor.at, ZoneInfo(workspace.zone))
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
