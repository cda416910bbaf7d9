"""What stays of a file that is taken back: what later facts name, and what those need to be understood."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from rekindle.book.models import Account, Deal, Person
from rekindle.book.models.base import Fact
from rekindle.book.write.leaning import Leaning, list_details
from rekindle.book.write.undo import models_by_table
from rekindle.book.write.writing import Writing

Rows = set[tuple[str, str]]

_AT_ONCE = 500


def list_kept(writing: Writing, made: Sequence[tuple[str, str]], leaning: Iterable[Leaning]) -> Rows:
    """Return (table, id) of the rows made that stay: a deal that is named stays with all the file tells about it."""
    kept = {(found.on_table, str(found.on_id)) for found in leaning}
    deals = _ids(kept, "deal")
    kept |= set(_of_deals(writing, made, deals))
    kept |= {("account", str(account)) for account in _accounts_of(writing, deals)}
    people = _ids(kept, "person")
    kept |= {("person", str(person)) for person in people}
    kept |= {(table, str(row_id)) for table, row_id in list_details(writing, people)}
    return kept & set(made)


def _ids(rows: Rows, table: str) -> list[UUID]:
    return [UUID(row_id) for name, row_id in rows if name == table]


def _of_deals(writing: Writing, made: Sequence[tuple[str, str]], deals: list[UUID]) -> Iterator[tuple[str, str]]:
    """Yield the rows made that are about some deals, and the people those name."""
    for table in {name for name, _ in made}:
        model = models_by_table()[table]
        names = {str(field.attname) for field in model._meta.concrete_fields}
        if not issubclass(model, Fact) or "deal_id" not in names:
            continue
        columns = ("pk", "person_id") if "person_id" in names else ("pk",)
        for some in _parts(deals):
            rows = model.objects.within(writing.workspace_id).filter(deal_id__in=some)
            for row_id, *person in rows.values_list(*columns):
                yield table, str(row_id)
                if person and person[0]:
                    yield "person", str(person[0])


def _accounts_of(writing: Writing, deals: list[UUID]) -> Iterator[UUID]:
    for some in _parts(deals):
        yield from Deal.objects.within(writing.workspace_id).filter(pk__in=some).values_list("account_id", flat=True)


def _parts(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def name_deals(writing: Writing, deals: Iterable[UUID]) -> dict[UUID, str]:
    """Return what to call each of some deals: its account, and its name where it has one."""
    named: dict[UUID, str] = {}
    for some in _parts(list(deals)):
        rows = Deal.objects.within(writing.workspace_id).filter(pk__in=some)
        for deal_id, name, account in rows.values_list("pk", "name", "account__name"):
            named[deal_id] = f"{account}, {name}" if name else account
    return named


def name_others(writing: Writing, kept: Rows) -> dict[UUID, str]:
    """Return the names of the accounts and people among some rows."""
    named: dict[UUID, str] = {}
    for model in (Account, Person):
        for some in _parts(_ids(kept, model._meta.db_table)):
            named.update(model.objects.within(writing.workspace_id).filter(pk__in=some).values_list("pk", "name"))
    return named


def only_untouched(changed: Iterable[Sequence[Any]], made: Rows, later: set[tuple[str, str, str]]) -> list[list[Any]]:
    """Leave out changes of rows that go anyway, and of columns that something later changed again."""
    left = []
    for table, row_id, before in changed:
        if (table, row_id) not in made:
            mine = {name: value for name, value in before.items() if (table, row_id, name) not in later}
            left += [[table, row_id, mine]] if mine else []
    return left
