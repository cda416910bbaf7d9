"""The system of record: the one Django app with tables.

In: verbs of the desk, through `book.write`. Out: facts as Arrow tables (`book.facts`) and page data (`book.read`).
It may not decide anything: no advice, no wording, no permission checks live here.
"""
