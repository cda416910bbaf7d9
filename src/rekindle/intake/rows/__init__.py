"""A row and the meaning of its columns in, one draft out, or in words why there is none.

It may know cells and columns; what reads reasons and promises out of texts is handed in as a function.
"""
