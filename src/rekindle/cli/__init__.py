"""The terminal's face on the desk's verbs.

In: arguments and files. Out: a page of text, or JSON with `--json`, and an exit code: 0 done, 2 refused with one
sentence. It may know the desk, `book.read` and terms; what a command needs to have prepared is handed to it.
"""
