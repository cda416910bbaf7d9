"""The facts as SQL, one query per table of the seam, written once for both databases.

In: what a query means (`KNOWN(x)`, `OF_DEALS(x)` and so on). Out: SQL of SQLite or PostgreSQL, and its columns.
It may not decide what a fact means to anybody: that is the mind's work.
"""
