"""WHO and STOP: guards veto, worth ranks, and every deal in scope gets one row of advice with its because.

In: the facts, the whys, a forecast, the options and a playbook's caps, rules and holidays, as tables. Out: the advice
(`decide`), and on request every veto of every option (`list_vetoes`). What a guard has stopped never comes in again. It
may not know words, templates or how advice is kept.
"""

from rekindle.policy.decide import decide, list_vetoes
from rekindle.policy.gifts import list_reported, list_too_much
from rekindle.policy.line import form_lines
from rekindle.policy.one_voice import leave_to_others
from rekindle.policy.usual import usual_amounts

__all__ = [
    "decide",
    "form_lines",
    "leave_to_others",
    "list_reported",
    "list_too_much",
    "list_vetoes",
    "usual_amounts",
]
