"""A table in, the meaning of its columns out: system, kind, mapping, questions.

Formats of systems are data (`data/profiles`), and so are fields with their names in four languages (`data/fields`);
a new system is a new file there. It may know cells, but draws no deal from a row.
"""
