"""Writing rows, and nothing but that: each function says one thing about one noun.

In: a `Writing` (which workspace, by whom, when) and plain values. Out: ids, and in the `Writing` what was made and what
was changed, so that a verb can be undone. Every function runs inside the caller's transaction. It may not ask whether
somebody is allowed to: that is the desk's work.
"""
