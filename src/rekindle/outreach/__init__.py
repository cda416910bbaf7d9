"""WITH WHAT: the ways in which a lost deal could be gone back to.

In: the facts, the whys of the losses and a playbook's plays, channels and things of value, as tables. Out: the options
(`match`), one row per deal, person and channel with the play, the thing of value and how well it all fits. It writes
nothing and sends nothing, and it may not know chances, money or what is allowed: that is decided above it.
"""

from rekindle.outreach.match import match
from rekindle.outreach.permitted import Permitted, list_permitted

__all__ = ["Permitted", "list_permitted", "match"]
