"""Logs of contacts as files and columns: a file becomes an Arrow table of text, a column becomes numbers or levels.

In: a path, or an Arrow table of any types. Out: `Column`s, and for whatever cannot be understood one sentence that
names the column (`LogError`). It knows nothing about what is learned from them.
"""
