"""One cell in, what it says out: dates, amounts, yes and no, addresses, texts; or a CellError in words.

It may know the settings of a column (order of dates, decimal sign) but no other cell and no field.
"""
