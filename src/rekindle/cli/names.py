"""Lists and pairs as options write them."""

import csv

from rekindle.cli.common import refuse


def split_names(text: str) -> tuple[str, ...]:
    """Part names at commas; one that holds a comma stands in double quotes."""
    rows = list(csv.reader([text], skipinitialspace=True))
    return tuple(name.strip() for name in (rows[0] if rows else []) if name.strip())


def split_pair(text: str, option: str) -> tuple[str, str]:
    """Part COL=VALUE; ends the command where it is none."""
    column, equals, value = text.partition("=")
    if not equals or not column.strip():
        refuse(f'{option} {text!r}: write it as "COL=VALUE"')
    return column.strip(), value.strip()
