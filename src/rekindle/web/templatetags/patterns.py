"""Template filters of the page Patterns: the cells of a table as text."""

from django import template

from rekindle.desk.show.patterns.views import Cell, Table

register = template.Library()


@register.filter
def narrow(table: Table, most: int) -> Table:
    """Keep the first columns of a table."""
    return Table(table.header[:most], tuple(row[:most] for row in table.rows), table.queries)


@register.filter
def heads(table: Table) -> list[tuple[str, bool]]:
    """Return each column's name and whether it holds numbers."""
    return list(zip(table.header, table.numeric, strict=True))


@register.filter
def lines(table: Table, most: int) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Return the first rows: what asks the lost book for its deals, and its cells as text with which stand right."""
    queries = table.queries or ("",) * len(table.rows)
    return [
        (query, [(write(cell), right) for cell, right in zip(row, table.numeric, strict=True)])
        for query, row in list(zip(queries, table.rows, strict=True))[:most]
    ]


def write(cell: Cell) -> str:
    """Write a cell: a dash where nothing can be said."""
    if cell is None or cell == "":
        return "–"
    return f"{cell:,}" if isinstance(cell, int) else cell
