"""Whom a contact helps, learned from any log of contacts.

In: two Arrow tables, a history and a list of candidates, and which column means what (`asking.Ask`). Out: a decision
for each candidate with its value, interval and because, what contacting all, none and the selected would earn, and
warnings (`selection.Selection`). The door is `selecting.select_contacts`.
"""
