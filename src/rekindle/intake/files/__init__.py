"""Bytes of a file in, a table of cells out: encodings, delimiters, workbooks, where the header is, hostile content.

It may not know what a column means beyond whether its name is a word of the dictionary.
"""
