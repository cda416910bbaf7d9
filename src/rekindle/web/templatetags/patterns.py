"""Template tags of the page Patterns: tables written at once, as a template takes ten times as long for each cell."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from rekindle.desk.show.patterns.views import Cell, Table

register = template.Library()

EVERYTHING = 1000


@register.simple_tag
def heads(table: Table, columns: int = EVERYTHING) -> SafeString:
    """Write the names of the first columns; those of numbers stand to the right."""
    named = zip(table.header[:columns], table.numeric, strict=False)
    return _join(f'<th scope="col"{_right(is_number)}>{escape(name)}</th>' for name, is_number in named)


@register.simple_tag
def lines(table: Table, rows: int = EVERYTHING, columns: int = EVERYTHING) -> SafeString:
    """Write the first rows and columns of a table; the first cell leads to the deals behind its row."""
    book, numeric = reverse("book"), table.numeric[1:columns]
    queries = table.queries or ("",) * len(table.rows)
    return _join(
        f"<tr>{_lead(row[0], book, query)}"
        + "".join(
            f"<td{_right(right)}>{escape(write(cell))}</td>"
            for cell, right in zip(row[1:columns], numeric, strict=True)
        )
        + "</tr>"
        for query, row in list(zip(queries, table.rows, strict=True))[:rows]
    )


def write(cell: Cell) -> str:
    """Write a cell: a dash where nothing can be said."""
    if cell is None or cell == "":
        return "–"
    return f"{cell:,}" if isinstance(cell, int) else cell


def _lead(cell: Cell, book: str, query: str) -> str:
    if not query:
        return format_html('<th scope="row">{}</th>', write(cell))
    return format_html('<th scope="row"><a href="{}?{}">{}</a></th>', book, query, write(cell))


def _right(is_number: bool) -> str:
    return ' class="r num"' if is_number else ""


def _join(parts: Iterable[str]) -> SafeString:
    # Every part was escaped above.
    return mark_safe("".join(parts))  # noqa: S308
