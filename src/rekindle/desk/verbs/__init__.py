"""The verbs people say. Each takes an actor, the client's key and its own arguments, and says what was done.

The same key with the same request gives the first answer again; a verb that is refused has written nothing.
"""

from rekindle.desk.verbs.away import end_away, set_away
from rekindle.desk.verbs.bulk import drop_view, hand_over, leave_alone, rest_deals, save_view
from rekindle.desk.verbs.claims import claim_reason
from rekindle.desk.verbs.coaching import hand_out, keep_review, keep_talk, let_go, put_off
from rekindle.desk.verbs.deals import add_deal
from rekindle.desk.verbs.debriefs import ask_colleague, debrief_loss, make_form_link, revoke_form_link
from rekindle.desk.verbs.inbound import record_inbound
from rekindle.desk.verbs.inviting import close_door, invite, let_in_anew
from rekindle.desk.verbs.merging import accept_proposal, merge, refuse_proposal
from rekindle.desk.verbs.misread import call_misread
from rekindle.desk.verbs.moving import move_person
from rekindle.desk.verbs.no import closing_note, respect_no
from rekindle.desk.verbs.people import add_person
from rekindle.desk.verbs.permissions import ask_permission, record_permission
from rekindle.desk.verbs.playbooks import change_playbook, restore_playbook, take_over_pack
from rekindle.desk.verbs.rests import rest
from rekindle.desk.verbs.returns import lose_again, reopen, win
from rekindle.desk.verbs.settings import change_settings
from rekindle.desk.verbs.signals import record_signal
from rekindle.desk.verbs.touches import add_note, log_touch
from rekindle.desk.verbs.undo import undo
from rekindle.desk.verbs.wishes import answer_wish
from rekindle.desk.verbs.wording import bring_instead, change_words

__all__ = [
    "accept_proposal",
    "add_deal",
    "add_note",
    "add_person",
    "answer_wish",
    "ask_colleague",
    "ask_permission",
    "bring_instead",
    "call_misread",
    "change_playbook",
    "change_settings",
    "change_words",
    "claim_reason",
    "close_door",
    "closing_note",
    "debrief_loss",
    "drop_view",
    "end_away",
    "hand_out",
    "hand_over",
    "invite",
    "keep_review",
    "keep_talk",
    "leave_alone",
    "let_go",
    "let_in_anew",
    "log_touch",
    "lose_again",
    "make_form_link",
    "merge",
    "move_person",
    "put_off",
    "record_inbound",
    "record_permission",
    "record_signal",
    "refuse_proposal",
    "reopen",
    "respect_no",
    "rest",
    "rest_deals",
    "restore_playbook",
    "revoke_form_link",
    "save_view",
    "set_away",
    "take_over_pack",
    "undo",
    "win",
]
