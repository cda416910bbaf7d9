"""`make bench-logs`: `select` and `cadence` on real trials and made-up ones, and their section of docs/judgement.md."""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from benchmarks.judgement.data import DataMissingError, data_file
from benchmarks.judgement.keep import KEPT
from rekindle.learning.logs.reading import read_log, read_text_table
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.randomness import auc
from rekindle.learning.select.selecting import select_contacts

# What the last run found, so that the page can be written again without running it.
FOUND = KEPT / "logs-of-contacts.json"
HALVES, SEEDS = 5, 200
Row = dict[str, Any]


def hillstrom(outcome: str) -> list[Row]:
    """Learn on one random half of Hillstrom's women's mail against no mail, and look at the other, five times."""
    table = read_log(data_file("rct/hillstrom_email_2008.csv.gz"))
    table = table.append_column("customer", pa.array(range(table.num_rows)))
    table = table.filter(pc.is_in(table["segment"], value_set=pa.array(["Womens E-Mail", "No E-Mail"])))
    return [_half(table, outcome, seed) for seed in range(HALVES)]


def _half(table: pa.Table, outcome: str, seed: int) -> Row:
    order = np.random.default_rng(seed).permutation(table.num_rows)
    history, other = table.take(order[: len(order) // 2]), table.take(order[len(order) // 2 :])
    candidates = other.drop_columns(["segment", "visit", "conversion", "spend"])
    found = select_contacts(history, candidates, Ask("customer", outcome, treated="segment"))
    top = np.argsort(-found.value, kind="stable")[: int(0.3 * len(found.value))]
    came = np.array(other[outcome].to_pylist(), dtype=float)
    mailed = np.array(other["segment"].to_pylist()) != "No E-Mail"

    def lift(rows: np.ndarray) -> float:
        return float(came[rows][mailed[rows]].mean() - came[rows][~mailed[rows]].mean())

    whole = lift(np.arange(len(came)))
    return {"top": lift(top), "all": whole, "choice": found.valued.choice, "verdict": found.randomness.verdict}


def bank() -> Row:
    """Learn on the first 70 in 100 of the bank's calls after a failure, as dated by the order of the file."""
    with zipfile.ZipFile(data_file("bank/bank-additional.zip")) as archive:
        table = read_text_table(archive.read("bank-additional/bank-additional-full.csv"), "bank-additional-full.csv")
    table = table.filter(pc.equal(table["poutcome"], "failure"))
    days = np.datetime64("2008-05-01") + (np.arange(table.num_rows) * 900 // table.num_rows)
    table = table.append_column("day", pa.array(days)).append_column("row", pa.array(range(table.num_rows)))
    cut = int(0.7 * table.num_rows)
    found = select_contacts(
        table.slice(0, cut), table.slice(cut).drop_columns(["y"]), Ask("row", "y", time="day", cost=0.1)
    )
    later = np.array(table["y"].to_pylist())[cut:] == "yes"
    said = " ".join((*found.why, *found.warnings))
    return {
        **found.as_json()["ranking"],
        "later_auc": auc(found.value, later),
        "says": "Believe the figure from past to future" in said,
        "duration_used": "duration" in found.used,
        "choice": found.valued.choice,
    }


def detailing() -> Row:
    """Ask the visits to physicians for an effect of a visit."""
    table = read_log(data_file("detailing/bayesm_detailing_counts.csv.gz"))
    found = select_contacts(
        table, table.slice(0, 200).drop_columns(["scripts", "detailing"]), Ask("id", "scripts", treated="detailing")
    )
    assert found.randomness is not None
    return {"causal": found.causal, "auc": found.randomness.auc, "high": found.randomness.high}


def opposite(rows: int = 4000, seeds: int = 10) -> list[Row]:
    """Learn where a contact helps one half of the people and harms the other by as much as the noise."""
    return [_world(seed, rows, 1.0) for seed in range(seeds)]


def nothing(rows: int = 600, seeds: int = SEEDS) -> list[Row]:
    """Learn where a contact changes nothing for anybody."""
    return [_world(1000 + seed, rows, 0.0) for seed in range(seeds)]


def _world(seed: int, rows: int, effect: float) -> Row:
    chance = np.random.default_rng(seed)
    count = 2 * rows
    x = chance.normal(size=(count, 8))
    group = chance.choice(list("abcd"), count)
    mailed = chance.random(count) < 0.5
    base = 0.5 * x[:, 0] + 0.3 * (group == "a")
    change = np.where(x[:, 1] > 0, effect, -effect)
    columns = {f"x{place}": x[:, place] for place in range(8)}
    table = pa.table(
        {
            "person": np.arange(count),
            "group": group,
            **columns,
            "mailed": np.where(mailed, "yes", "no"),
            "earned": base + mailed * change + chance.normal(size=count),
        }
    )
    candidates = table.slice(rows).drop_columns(["mailed", "earned"])
    found = select_contacts(table.slice(0, rows), candidates, Ask("person", "earned", treated="mailed"))
    later, best = change[rows:], np.maximum(change[rows:], 0)
    share = float((found.contact * later).mean() / best.mean()) if effect else None
    return {"choice": found.valued.choice, "of_oracle": share}


def speed(rows: int = 100_000, columns: int = 70) -> Row:
    """Run the command on 100,000 rows of 70 columns in a process of its own: seconds and the peak of its memory."""
    folder = Path(tempfile.mkdtemp(prefix="rekindle-bench-"))
    history, candidates = folder / "rekindle-bench-history.csv", folder / "rekindle-bench-candidates.csv"
    chance = np.random.default_rng(0)
    mailed = chance.random(rows) < 0.5
    x = chance.normal(size=(rows, columns - 20))
    odds = -2 + 0.5 * x[:, 0] + 0.4 * x[:, 1] + mailed * 0.5 * (x[:, 2] > 0)
    levels = [3, 8, 40, 500, 3000] * 4
    table = pa.table(
        {
            "person": [f"p{place}" for place in range(rows)],
            **{f"number {place}": x[:, place].round(4) for place in range(columns - 20)},
            **{
                f"words {place}": [f"w{one}" for one in chance.integers(0, most, rows)]
                for place, most in enumerate(levels)
            },
            "mail": np.where(mailed, "sent", "control"),
            "bought": (chance.random(rows) < 1 / (1 + np.exp(-odds))).astype(int),
        }
    )
    pyarrow.csv.write_csv(table, history)
    pyarrow.csv.write_csv(table.slice(0, 20_000).drop_columns(["mail", "bought"]), candidates)
    code = (
        "import sys,json; from pathlib import Path; from rekindle.desk.learn_from import select_from_files;"
        "from rekindle.desk.learned import Ask;"
        "a=select_from_files(Path(sys.argv[1]),Path(sys.argv[2]),Ask('person','bought',treated='mail'));"
        "print(len(json.dumps(a.as_json())))"
    )
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(history), str(candidates)], check=True, capture_output=True)  # noqa: S603
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(folder)
    return {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak_mib": used.ru_maxrss / 1024}


PARTS: dict[str, Callable[[], Any]] = {
    "visit": lambda: hillstrom("visit"),
    "spend": lambda: hillstrom("spend"),
    "bank": bank,
    "detailing": detailing,
    "opposite": opposite,
    "nothing": nothing,
    "speed": speed,
}


def run_parts(names: list[str]) -> None:
    """Run some parts and keep what they found beside what was found before."""
    for name in names:
        try:
            found = PARTS[name]()
        except DataMissingError as missing:
            print(f"{name}: left out, {missing}")
            continue
        kept = json.loads(FOUND.read_text()) if FOUND.exists() else {}
        FOUND.parent.mkdir(parents=True, exist_ok=True)
        FOUND.write_text(json.dumps({**kept, name: found}, indent=1) + "\n")
        print(f"{name}: done", flush=True)


def write_logs_section() -> str:
    """Return the section of docs/judgement.md about logs of contacts, from what the last run of each part found.

    Empty where no part was run here.
    """
    found = json.loads(FOUND.read_text()) if FOUND.exists() else {}
    if not found:
        return ""
    said = [line for name, line in _LINES.items() if name in found for line in [line(found[name])]]
    head = [
        "## Learning from logs of contacts",
        "",
        "Written from the last run of `make bench-logs`; what it does is told in [Learn from logs](learn-from-logs.md).",
        "",
        "| tried on | target | found | |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *said, ""])


def _visit(rows: list[Row]) -> str:
    ratios = [row["top"] / row["all"] for row in rows]
    whole = sum(row["top"] for row in rows) / sum(row["all"] for row in rows)
    each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    return _line(
        "Hillstrom, women's mail, visits, by random halves",
        "the 30 in 100 of the highest value have 1.4 times the average lift",
        f"{whole:.2f} times ({each})",
        whole >= 1.4,
    )


def _spend(rows: list[Row]) -> str:
    choices = [row["choice"] for row in rows]
    return _line(
        "Hillstrom, women's mail, spend, by random halves",
        "selecting is not shown to beat contacting everyone, which is advised",
        ", ".join(choices),
        all(choice == "all" for choice in choices),
    )


def _bank(row: Row) -> str:
    words = (
        f"past to future {row['past_to_future_auc']:.2f}, shuffled {row['shuffled_auc']:.2f}; "
        f"on the last 30 in 100 it was {row['later_auc']:.2f}; `duration` is left out"
    )
    return _line(
        "Bank, calls after a failure, as dated",
        "believes past to future",
        words,
        row["says"] and not row["duration_used"],
    )


def _detailing(row: Row) -> str:
    words = f"refused: who was visited can be told (AUC {row['auc']:.2f}, chance gives up to {row['high']:.2f})"
    return _line("Visits to 1,000 physicians", "refuses a causal claim", words, not row["causal"])


def _opposite(rows: list[Row]) -> str:
    shares = [row["of_oracle"] for row in rows]
    return _line(
        f"A made-up trial with opposite effects, {len(rows)} seeds",
        "the policy earns at least 95 in 100 of the oracle's gain",
        f"{100 * float(np.mean(shares)):.1f} in 100 on average, {100 * min(shares):.1f} at the least",
        min(shares) >= 0.95,
    )


def _nothing(rows: list[Row]) -> str:
    simple = sum(row["choice"] != "selected" for row in rows)
    return _line(
        f"A made-up trial without any effect, {len(rows)} seeds",
        "advises the simple choice in 95 in 100",
        f"{simple} of {len(rows)}",
        simple >= 0.95 * len(rows),
    )


def _speed(row: Row) -> str:
    words = (
        f"{row['cpu']:.0f} s of one processor, {row['peak_mib']:,.0f} MiB "
        f"({row['seconds']:.0f} s by the clock, beside whatever else ran on the machine)"
    )
    return _line(
        "100,000 rows of 70 columns",
        "2 minutes on two cores, 2 GB",
        words,
        row["cpu"] < 120 and row["peak_mib"] < 2048,
    )


def _line(what: str, target: str, found: str, kept: bool) -> str:
    return f"| {what} | {target} | {found} | {'kept' if kept else '**missed**'} |"


_LINES: dict[str, Callable[[Any], str]] = {
    "visit": _visit,
    "spend": _spend,
    "bank": _bank,
    "detailing": _detailing,
    "opposite": _opposite,
    "nothing": _nothing,
    "speed": _speed,
}


if __name__ == "__main__":
    run_parts(sys.argv[1:] or list(PARTS))
    print(write_logs_section())
