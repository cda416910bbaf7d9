"""The first deal of a book: who adds one by hand need not ask for a plan as well."""

import logging

from rekindle.book.read.workspace import count_deals
from rekindle.book.write.mornings import who_has_a_morning
from rekindle.desk.actor import Actor
from rekindle.desk.morning import plan_morning

# In a book of more deals planning takes longer than adding one may.
FEW = 100

logger = logging.getLogger(__name__)


def plan_first(actor: Actor) -> None:
    """Plan today's morning of a small book that has none yet. What was added stays, whatever becomes of the plan."""
    planned = who_has_a_morning(actor.workspace_id, [actor.today])
    if (actor.member_id, actor.today) in planned or count_deals(actor.workspace_id) > FEW:
        return
    try:
        plan_morning(actor)
    except Exception:
        logger.exception("The first morning could not be planned.")
