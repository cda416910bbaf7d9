"""A query of one table of facts, and how its columns are said on each database."""

import re
from dataclasses import dataclass
from functools import cache

from rekindle.book.queries.phrases import spell_out
from rekindle.tables.facts import FACTS

# How a parameter is understood on PostgreSQL. An instant bound as text would be read anew for every row.
PARAMETERS = {
    "workspace": "CAST(CAST({0} AS text) AS uuid)",
    "account": "CAST(CAST({0} AS text) AS uuid)",
    "keep_owner": "CAST(CAST({0} AS text) AS uuid)",
    "as_of": "CAST({0} AS timestamptz)",
    "today": "CAST({0} AS date)",
    "weekday": "CAST({0} AS text)",
}
# A column that is a date of the workspace's zone is read as an instant first.
INSTANTS = {"suppressions": ("since_on",), "signals": ("happened_on",)}

_SQLITE = {"string": "NULLIF({0}, '')", "id": "{0}"}
_POSTGRES = {
    "string": "NULLIF(CAST({0} AS text), '')",
    "id": "REPLACE(CAST({0} AS text), '-', '')",
    "int64": "CAST({0} AS bigint)",
    "float64": "CAST({0} AS double precision)",
    "boolean": "CAST({0} AS boolean)",
    "date": "CAST({0} AS date)",
    "timestamp": "({0} AT TIME ZONE 'UTC')",
}


@dataclass(frozen=True, eq=False)
class Query:
    """`columns` names each column of the table's schema with the SQL it is taken from; `rows` is FROM and WHERE."""

    table: str
    columns: dict[str, str]
    rows: str

    def kinds(self) -> dict[str, str]:
        """Return the kind of each column as it is read: the schema's, but instants for days to be taken from them."""
        later = INSTANTS.get(self.table, ())
        return {name: "timestamp" if name in later else kind for name, kind in FACTS[self.table].items()}


@cache
def write_sql(query: Query, vendor: str, *, one_account: bool) -> str:
    """Write the SQL of a query for `sqlite` (named parameters) or `postgresql` (numbered ones)."""
    ways = _SQLITE if vendor == "sqlite" else _POSTGRES
    columns = []
    for name, kind in query.kinds().items():
        way = ways.get("id" if name.endswith("_id") else kind, "{0}")
        columns.append(f'{way.format(query.columns[name])} AS "{name}"')
    text = spell_out(f"SELECT {', '.join(columns)} {query.rows}", one_account=one_account)
    return text if vendor == "sqlite" else _number_parameters(text)


def _number_parameters(text: str) -> str:
    numbers = {name: number for number, name in enumerate(parameters_of(text), start=1)}

    def say(parameter: re.Match[str]) -> str:
        name = parameter.group(1)
        return PARAMETERS[name].format(f"${numbers[name]}")

    return re.sub(r":(\w+)", say, text)


def parameters_of(text: str) -> tuple[str, ...]:
    """Name the parameters of a text in the order of their first use."""
    return tuple(dict.fromkeys(re.findall(r":(\w+)", text)))
