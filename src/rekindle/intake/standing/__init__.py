"""How the rows of a file stand: lost, won, open, no deal at all, or not to be told; every other place asks here.

`row` says it of one row with what shows it, `telling` settles for a file what tells it, `words` says which words of a
status are in doubt, `column` which column has them. It may know cells and columns; it draws no deal from a row.
"""
