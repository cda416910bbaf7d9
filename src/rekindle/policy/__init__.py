"""WHO and STOP: guards veto options, worth ranks what is left, one row of advice per deal says why.

In: the facts, the whys, the forecast and the options, with a playbook's caps and rules, as tables. Out: ADVICE, exactly
one row per deal in scope. Vetoes intersect: what one guard stopped, nothing brings back. It may not know how anything
is worded, and it sends nothing.
"""

from rekindle.policy.decide import decide

__all__ = ["decide"]
