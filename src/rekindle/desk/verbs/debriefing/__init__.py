"""What a debrief takes on its way into the book: the answers, checked and written, and the token of a form's link.

Nothing here opens a transaction or asks for permission: the verbs in `desk.verbs.debriefs` do.
"""
