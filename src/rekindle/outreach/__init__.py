"""WITH WHAT: the options of each deal, person x channel x thing of value, with the play that fits its situation.

In: the facts, the whys of the losses, and a playbook's plays, roles and assets, as tables. Out: OPTIONS, what could be
tried and how well it fits. It may not know money, chances or rules of contact; it writes nothing and sends nothing.
"""

from rekindle.outreach.match import match

__all__ = ["match"]
