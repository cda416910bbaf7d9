"""The irregularities of real books, laid over the drafts: what a clean sample would hide, an import will meet."""

from dataclasses import replace

from rekindle.desk.sample.dice import dice
from rekindle.intake.drafts import DealDraft, LineDraft, TouchDraft

# Shares of the generated deals.
_NO_AMOUNT = 0.06
_NO_PEOPLE = 0.05
_NO_OWNER = 0.02
_NO_STAGE = 0.04
_GUESSED_OPENING = 0.05


def roughen(deals: list[DealDraft]) -> list[DealDraft]:
    """Blank, per deal, what people forget to fill in; one deal is in euros."""
    rough = [_roughen(deal) for deal in deals]
    at = next(n for n, deal in enumerate(rough) if deal.losses and deal.amount_minor and deal.owner)
    rough[at] = replace(rough[at], currency="EUR")
    return rough


def _roughen(deal: DealDraft) -> DealDraft:
    chance = dice("rough", deal.row)
    if chance.random() < _NO_AMOUNT:
        lines = tuple(LineDraft(line.product, line.quantity) for line in deal.lines)
        deal = replace(deal, amount_minor=None, currency="", lines=lines)
    if chance.random() < _NO_PEOPLE and not deal.promises:
        deal = _without_people(deal)
    if chance.random() < _NO_OWNER:
        deal = replace(deal, owner=None)
    if chance.random() < _NO_STAGE:
        deal = replace(deal, stage="", losses=tuple(replace(loss, stage="") for loss in deal.losses))
    if chance.random() < _GUESSED_OPENING:
        deal = replace(deal, opened_on=None)
    return deal


def _without_people(deal: DealDraft) -> DealDraft:
    """Keep what happened, forget with whom."""

    def nobody(touch: TouchDraft) -> TouchDraft:
        return replace(touch, person="")

    losses = tuple(
        replace(loss, claims=tuple(replace(claim, person="") for claim in loss.claims)) for loss in deal.losses
    )
    return replace(deal, people=(), losses=losses, touches=tuple(map(nobody, deal.touches)), notes=())
