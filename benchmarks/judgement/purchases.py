"""Customers who buy again and again: who went quiet, and who of them came back (Online Retail, CDNOW)."""

import gzip
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.judgement.data import data_file

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Log:
    """One row per customer and day of purchase, in order; days from the first day of the data."""

    customer: Ints
    day: Ints
    value: Floats


@dataclass(frozen=True)
class Quiet:
    """Customers who had been quiet on the cut-off, one place each. Days are counted from each one's first purchase, as
    BG/NBD wants them; `value` is the mean of a purchase; `columns` are for Cox. `came`: bought again within the time watched, after `wait` days."""

    customer: Ints
    repeats: Floats
    last: Floats
    watched: Floats
    value: Floats
    columns: Floats
    wait: Floats
    came: Flags


def read_retail() -> Log:
    """Read Online Retail: invoices with a customer, without those taken back and without gifts of nothing."""
    table = pq.read_table(
        data_file("retail/uci_online_retail.parquet"),
        columns=["InvoiceNo", "InvoiceDate", "Quantity", "UnitPrice", "CustomerID"],
    )
    bought = pc.and_(pc.greater(table["Quantity"], 0), pc.greater(table["UnitPrice"], 0))
    bought = pc.and_(bought, pc.invert(pc.starts_with(table["InvoiceNo"], "C")))
    table = table.filter(pc.and_(bought, pc.is_valid(table["CustomerID"])))
    days = np.array(pc.utf8_slice_codeunits(table["InvoiceDate"], 0, 10).to_pylist(), dtype="datetime64[D]")
    value = pc.multiply(table["Quantity"], table["UnitPrice"]).to_numpy()
    return _per_day(table["CustomerID"].to_numpy().astype(np.int64), days, value)


def read_cdnow() -> Log:
    """Read CDNOW's 23,570 customers."""
    with gzip.open(data_file("retail/CDNOW_master.txt.gz"), "rt") as lines:
        rows = [line.split() for line in lines][1:]
    text = np.array([row[1] for row in rows])
    iso = [f"{one[:4]}-{one[4:6]}-{one[6:]}" for one in text]
    value = np.array([float(row[3]) for row in rows])
    return _per_day(np.array([int(row[0]) for row in rows]), np.array(iso, dtype="datetime64[D]"), value)


def _per_day(customer: Ints, days: npt.NDArray[np.datetime64], value: Floats) -> Log:
    day = (days - days.min()).astype(np.int64)
    keys = pa.table({"customer": customer, "day": day, "value": value})
    summed = keys.group_by(["customer", "day"]).aggregate([("value", "sum")])
    summed = summed.sort_by([("customer", "ascending"), ("day", "ascending")])
    return Log(*(summed[name].to_numpy() for name in ("customer", "day", "value_sum")))


def go_quiet(log: Log, cut: int, quiet_days: int, ahead: int) -> Quiet:
    """Return who had last bought at least so many days before a cut-off, and who came back within `ahead` days of it."""
    past = log.day < cut
    customer, first = np.unique(log.customer[past], return_index=True)
    day, value = log.day[past], log.value[past]
    counts = np.diff(np.r_[first, past.sum()])
    last = day[first + counts - 1]
    spent = np.add.reduceat(value, first)
    began = day[first]
    later = ~past & (log.day < cut + ahead)
    found, at = np.unique(log.customer[later], return_index=True)
    wait = np.full(len(customer), float(ahead))
    place = np.searchsorted(customer, found)
    known = (place < len(customer)) & (customer[np.minimum(place, len(customer) - 1)] == found)
    wait[place[known]] = log.day[later][at[known]] - cut + 1
    came = np.zeros(len(customer), dtype=bool)
    came[place[known]] = True
    is_quiet = cut - last >= quiet_days
    repeats = counts - 1.0
    columns = np.column_stack(
        [
            np.log1p(repeats),
            np.log(cut - last),
            np.log(cut - began),
            np.log(np.maximum(spent / counts, 0.01)),
            repeats == 0,
        ]
    ).astype(np.float64)
    every = Quiet(
        customer,
        repeats,
        (last - began).astype(np.float64),
        (cut - began).astype(np.float64),
        spent / counts,
        columns,
        wait,
        came,
    )
    return Quiet(*(getattr(every, name)[is_quiet] for name in Quiet.__dataclass_fields__))


def everybody(log: Log, cut: int) -> tuple[Floats, Floats, Floats]:
    """Return repeats, time of the last and time watched of every customer known on the cut-off, to fit BG/NBD on."""
    seen = go_quiet(log, cut, 0, 1)
    return seen.repeats, seen.last, seen.watched
