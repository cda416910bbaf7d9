"""A large book in pieces of whole accounts, so that no step ever holds a million deals at once.

What a step says of a deal of a piece is what it would say of it in the whole book, as long as it looks at the deal, its
account and the people there: a piece has every row that can bear on its deals, and some that bear on others as well.
"""

import os
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.engine import compute_beside_others
from rekindle.tables.facts import KNOWN_BY, OF_BOTH
from rekindle.tables.schemas import Tables

# A piece ends with the account that fills it. Smaller ones are slower to cut, larger ones need more memory.
PIECE_DEALS = 25_000
# So many pieces are worked on at a time: what each needs must fit into memory beside the others.
WORKERS = min(os.cpu_count() or 1, 4)
_SMALL_ROWS = 10_000

Ints = np.ndarray[Any, np.dtype[np.int32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

# What a row is of: the column, the table that knows it, and its column there. Whatever is of an account goes where its
# deals go.
_TIES = {column: (table, column) for column, table in KNOWN_BY.items()} | {"account_id": ("deals", "account_id")}
# Tables whose rows name somebody who may matter elsewhere, too.
_NAMING = ("seats", "touches", "promises", "signals")
# A loss of a deal that is not there is told once all the same.
_OF_LOSSES = ("claims", "returns")
_ONCE = ("losses", *_OF_LOSSES)
# Tables whose people are looked for.
_PEOPLED = (*_NAMING, "permissions", "suppressions")
# Tables of which a row about nobody, or about somebody nobody knows, belongs to every piece.
_OF_ALL = ("signals", "suppressions")


def pieces(tables: Tables) -> Iterator[dict[str, pa.Table]]:
    """Cut facts, and whatever else has a deal_id, into pieces of about PIECE_DEALS deals, whole accounts each.

    Every deal is in one piece; a table without ids of deals, accounts or people is in each as it stands. A small book
    is one piece: itself.
    """
    if "deals" not in tables or tables["deals"].num_rows <= PIECE_DEALS:
        yield dict(tables)
        return
    yield from _cut_all(tables)


def on_each(work: Callable[[Tables], pa.Table], cut: Iterable[Tables]) -> Iterator[pa.Table]:
    """Do some work on each piece and return what comes of them, in their order: as many at a time as there are cores,
    each on one, for two queries side by side wait for each other less than two threads in one."""
    coming = iter(cut)
    first, second = next(coming, None), next(coming, None)
    if first is None or second is None:
        yield from (work(piece) for piece in (first,) if piece is not None)
        return
    doing: deque[Future[pa.Table]] = deque()
    with ThreadPoolExecutor(WORKERS, initializer=compute_beside_others) as workers:
        for piece in chain((first, second), coming):
            # One more than are worked on, so that nobody waits for the slowest.
            if len(doing) > WORKERS:
                yield doing.popleft().result()
            doing.append(workers.submit(work, piece))
        while doing:
            yield doing.popleft().result()


def _cut_all(tables: Tables) -> Iterator[dict[str, pa.Table]]:
    ties = _ties(tables)
    parts = _part_of_deals(ties["deals"]["account_id"])
    direct = {name: _parts_of(name, ties, parts) for name in tables}
    for part in range(int(parts.max()) + 1):
        yield _cut(tables, ties, direct, part)


def slices(name: str, rows: pa.Table) -> Iterator[dict[str, pa.Table]]:
    """Cut a table of which every row stands for itself; a table without rows is one slice."""
    for start in range(0, max(rows.num_rows, 1), PIECE_DEALS):
        yield {name: rows.slice(start, PIECE_DEALS)}


def joined(found: Iterable[pa.Table]) -> pa.Table:
    """Put what came of pieces under each other, each as it comes and without the room that was left for more."""
    return pa.concat_tables([_tight(table) if table.num_rows > _SMALL_ROWS else table for table in found])


def _tight(table: pa.Table) -> pa.Table:
    # What an engine hands over lies in buffers of twice the size; joined to nothing, it is copied to its measure.
    columns = [pa.concat_arrays([*one.chunks, pa.array([], one.type)]) for one in table.columns]
    return pa.Table.from_arrays(columns, schema=table.schema)


def _part_of_deals(house: Ints) -> Ints:
    """Number the piece of each deal, account by account as they first come; deals without an account stand alone.
    `house`: the first deal of its account."""
    house = np.where(house < 0, np.arange(len(house), dtype=np.int32), house)
    size = np.bincount(house, minlength=len(house))
    found: Ints = ((np.cumsum(size) - size) // PIECE_DEALS)[house].astype(np.int32)
    return found


def _ties(tables: Tables) -> dict[str, dict[str, Ints]]:
    """Return, by table and column, where what each row is of stands in the table that knows it, -1: nowhere."""
    found: dict[str, dict[str, Ints]] = {name: {} for name in tables}
    with ThreadPoolExecutor(WORKERS) as workers:
        for column, places in zip(_TIES, workers.map(lambda column: _ties_by(column, tables), _TIES), strict=True):
            for name, place in places.items():
                found[name][column] = place
    return found


def _ties_by(column: str, tables: Tables) -> dict[str, Ints]:
    other, key = _TIES[column]
    asking = [name for name in tables if column in _looked_for(name, tables)]
    if not asking:
        return {}
    return dict(zip(asking, _places([tables[name] for name in asking], column, tables[other], key), strict=True))


def _looked_for(name: str, tables: Tables) -> set[str]:
    """Return the columns that say what the rows are of, each once: to look for a million ids takes half a second."""
    known = {column for column in _TIES if column in tables[name].column_names and _TIES[column][0] in tables}
    if name == "deals":
        return {"account_id"}
    if name in _OF_LOSSES and "loss_id" in known:
        return {"loss_id"}
    left = {"loss_id"} | (set() if name in _PEOPLED else {"person_id"})
    if "deal_id" in known and name not in OF_BOTH:
        left |= {"account_id"}
    return known - left


def _parts_of(name: str, ties: Mapping[str, Mapping[str, Ints]], parts: Ints) -> list[Ints]:
    """Return the piece of each row by its deal, by its account, and by its loss: -1 for none."""
    if name == "deals":
        return [parts]
    known = np.append(parts, np.int32(0 if name in _ONCE else -1))
    found = [known[ties[name][column]] for column in ("deal_id", "account_id") if column in ties[name]]
    if "loss_id" in ties[name]:
        of_loss = np.append(known[ties["losses"]["deal_id"]], known[-1])
        found.append(of_loss[ties[name]["loss_id"]])
    return found


def _cut(
    tables: Tables, ties: Mapping[str, Mapping[str, Ints]], direct: Mapping[str, list[Ints]], part: int
) -> dict[str, pa.Table]:
    here = {name: np.logical_or.reduce([one == part for one in found]) for name, found in direct.items() if found}
    if "people" in tables:
        here |= _with_people(tables, ties, here)
    if "whys" in tables and "touches" in tables:
        # A contact counts by the loss of its own deal, wherever that is.
        of_touches = np.zeros(tables["deals"].num_rows + 1, dtype=bool)
        of_touches[ties["touches"]["deal_id"][here["touches"]]] = True
        of_touches[-1] = False
        here["whys"] = here["whys"] | of_touches[ties["whys"]["deal_id"]]
    return {name: _keep(table, here[name]) if name in here else table for name, table in tables.items()}


def _keep(table: pa.Table, here: Flags) -> pa.Table:
    """Return the rows that are here. Mostly they lie close together: only there is looked, and nothing is copied where
    all that lie there are."""
    if not here.any():
        return table.slice(0, 0)
    first, end = int(here.argmax()), len(here) - int(here[::-1].argmax())
    near, some = here[first:end], table.slice(first, end - first)
    return some if near.all() else some.filter(pa.array(near))


def _with_people(tables: Tables, ties: Mapping[str, Mapping[str, Ints]], here: Mapping[str, Flags]) -> dict[str, Flags]:
    """Add whoever is named in a piece, and every row about one of them."""
    people = np.append(here["people"], False)
    for name in _NAMING:
        if name in tables:
            people[ties[name]["person_id"][here[name]]] = True
    people[-1] = False
    found: dict[str, Flags] = {"people": people[:-1]}
    for name in ("touches", "promises", "signals", "permissions", "suppressions"):
        if name in tables:
            of_them: Flags = people[ties[name]["person_id"]]
            found[name] = of_them | here[name] if name in here else of_them
    if "suppressions" in tables:
        # A house may be left alone that has no deal of its own: it counts where somebody here works.
        homes = tables["people"].filter(pa.array(people[:-1])).column("account_id")
        at_home = pc.is_in(tables["suppressions"].column("account_id"), homes.combine_chunks(), skip_nulls=True)
        found["suppressions"] = found["suppressions"] | at_home.to_numpy()
    for name in _OF_ALL:
        if name in tables:
            found[name] = found[name] | _of_nobody(tables[name], ties[name])
    return found


def _of_nobody(table: pa.Table, ties: Mapping[str, Ints]) -> Flags:
    """Say which rows name nothing that is known: what is said of a product, or of somebody only others know."""
    known = np.zeros(table.num_rows, dtype=bool)
    for places in ties.values():
        known |= places >= 0
    return ~known


# Where each row's id stands in the table that knows it. Kept while both tables live: one book is cut again and again.
_kept: dict[tuple[int, str, int, str], Ints] = {}


def _places(tables: list[pa.Table], column: str, other: pa.Table, key: str) -> list[Ints]:
    """Return where the ids in a column of each table stand in another. What is known of that other is laid out once for
    all of them: that is most of the work."""
    names = [(id(table), column, id(other), key) for table in tables]
    new = [table for name, table in zip(names, tables, strict=True) if name not in _kept]
    chunks = [chunk for table in new for chunk in table.column(column).chunks]
    every = np.zeros(0, dtype=np.int32)
    if chunks:
        found = pc.index_in(pa.chunked_array(chunks), other.column(key).combine_chunks(), skip_nulls=True)
        every = pc.fill_null(found, -1).to_numpy()
    ends = np.cumsum([table.num_rows for table in new])
    for table, end in zip(new, ends, strict=True):
        name = (id(table), column, id(other), key)
        # Its own copy: a slice would keep the places of all of them.
        _kept[name] = every[end - table.num_rows : end].copy()
        for one in (table, other):
            weakref.finalize(one, _kept.pop, name, None)
    return [_kept[name] for name in names]
