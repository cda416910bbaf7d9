"""Days of papers that were sent: of a quote or a proposal, which is not the day on which a deal was opened."""

import re

from rekindle.intake.columns.dictionary import Profile
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.match import Match, Samples
from rekindle.intake.columns.surety.rows import by_field_of

_PAPER = re.compile(
    r"\b(quot\w+|offers?|proposals?|bids?|tenders?|estimates?|devis|offre|presupuesto|cotizacion|propuesta|oferta"
    r"|offerta|preventivo|proposta|orcamento|offerte|tarjous|tilbud|anbud)\b|\bangebot"
)
# Below it a name is made of known words, and is none itself.
_KNOWN = 0.8
_DAYS = {"deal.lost_on", "deal.closed_on", "deal.stage_changed_on", "deal.modified_on", "history.at"}


def leave_days_of_papers(profile: Profile, match: Match, samples: Samples) -> None:
    """ "Quote date" opens a deal in a list by hand that has a day of the end. It is left to be asked about where it
    would date the end as well, and in the layout of a system, which has a day of opening of its own."""
    index = by_field_of(match).get("deal.created_on")
    if (
        index is None
        or match.meant[index].score > _KNOWN
        or not _PAPER.search(fold_header(samples.table.columns[index]))
    ):
        return
    if profile.system != "plain" or not _DAYS & {one.field for one in match.meant.values()}:
        del match.meant[index]
