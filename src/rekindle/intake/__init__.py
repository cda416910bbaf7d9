"""Any rows in, deals out: files are read, columns recognised, cells understood, drafts made.

In: bytes of a file, a mapping if somebody gave one, and the day it is read. Out: drafts of accounts, people, deals,
losses and what belongs to them, one per row, and for every row that gave none a reason in words. Three doors in this
order: `reading.read_table`, `recognising.recognise`, `drafting.draft_rows`.
It may know terms and tables; it knows no database and writes nothing.
"""
