"""Drafts into the book, a chunk at a time: match what is known, add what is new, overwrite no loss.

In: drafts of `intake` and what the workspace already holds of them. Out: rows, and for each draft what became of it.
Runs inside the transaction of the verb that calls it.
"""
