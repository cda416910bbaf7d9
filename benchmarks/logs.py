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
from benchmarks.logs_lines import HALVES, LINES, SEEDS, Row
from rekindle.learning.logs.reading import read_log, read_text_table
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.randomness import auc
from rekindle.learning.select.selecting import select_contacts

# What the last run found, so that the page can be written again without running it.
FOUND = KEPT / "logs-of-contacts.json"
PAGE = Path(__file__).parents[1] / "docs" / "judgement.md"


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

    recent = np.argsort(np.array(other["recency"].to_pylist(), dtype=float), kind="stable")[: len(top)]
    valued = found.valued
    return {
        "top": lift(top),
        "all": lift(np.arange(len(came))),
        "recent": lift(recent),
        "choice": valued.choice,
        "advantage": valued.advantage.as_json(),
        "verdict": found.randomness.verdict,
    }


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
        "later": len(later),
        "later_yes": int(later.sum()),
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


def ways(rows: int = 1500, seeds: int = 5) -> list[Row]:
    """Learn where a call helps one half of the people and a mail the other, and each harms the rest."""
    return [_campaign(seed, rows) for seed in range(seeds)]


def _campaign(seed: int, rows: int) -> Row:
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(2 * rows, 6))
    way = chance.integers(-1, 2, 2 * rows)
    changes = np.column_stack([np.where(x[:, 1] > 0, 1.0, -0.5), np.where(x[:, 1] > 0, -0.5, 0.6)])
    earned = 0.5 * x[:, 0] + np.where(way < 0, 0, changes[np.arange(2 * rows), way]) + chance.normal(size=2 * rows)
    names = np.array(["nobody", "call", "mail"])
    columns = {f"x{place}": x[:, place] for place in range(6)}
    table = pa.table({"person": np.arange(2 * rows), **columns, "way": names[way + 1], "earned": earned})
    candidates = table.slice(rows).drop_columns(["way", "earned"])
    found = select_contacts(table.slice(0, rows), candidates, Ask("person", "earned", treated="way", control="nobody"))
    later = changes[rows:]
    taken = later[np.arange(rows), [list(names[1:]).index(arm) for arm in found.arm]]
    best = float(np.maximum(later.max(axis=1), 0).mean())
    return {
        "choice": found.valued.choice,
        "of_oracle": float((found.contact * taken).mean()) / best,
        "one_way": float(later.mean(axis=0).max()) / best,
    }


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
    simple = max(float(later.mean()), 0.0) / float(best.mean()) if effect else None
    return {"choice": found.valued.choice, "of_oracle": share, "simple": simple}


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
    "few": lambda: opposite(rows=500, seeds=20),
    "ways": ways,
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
    said = [line(found[name]) for name, line in LINES.items() if name in found]
    head = [
        "## Learning from logs of contacts",
        "",
        "Written from the last run of `make bench-logs`; what it does is told in [Learn from logs](learn-from-logs.md). Intervals are of",
        "95 in 100: over halves or seeds by Student's t, over rows by Hanley and McNeil's or Jeffreys' formula.",
        "",
        "| tried on | target | ours | 95 % interval | beside it | |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *said, "", *_PROTOCOL, ""])


def put_in_page() -> None:
    """Put the section anew into docs/judgement.md, where that has it; the rest of the page stays as it is."""
    page = PAGE.read_text() if PAGE.exists() else ""
    section = write_logs_section()
    before, head, after = page.partition("## Learning from logs of contacts\n")
    if head and section:
        following = after.find("\n## ")
        rest = after[following:] if following >= 0 else ""
        PAGE.write_text(before + section + rest)


_PROTOCOL = (
    "- *Hillstrom*: women's mail against none. One random half teaches, the other is ranked; lift is visits of the mailed less those of the",
    "  others, among the 30 in 100 of the highest value over all. Five halves; the interval is of their mean. Beside it: the most recent",
    "  customers first. On spend the advice of each half is read, with what selecting earned above everyone (the middle half of five).",
    "- *Bank*: failure rows in the order of the file, the first 70 in 100 teach; area under the curve on the rest, beside what shuffled rows",
    "  promised. *Physicians*: `detailing` as the treatment, without strata.",
    "- *Made-up trials*: rows to learn from, as many unseen people to decide on, whose truth is known; the oracle contacts whom it helps. Beside",
    "  it: the better of everyone and nobody, or the best one way for everybody. Worlds and seeds were fixed before anything was tuned, but",
    "  that a view of single cuts was added to the models after the 500 rows were first looked at (92 in 100 then).",
    "- *Size*: the command in a process of its own, all reading and writing with it.",
)


if __name__ == "__main__":
    run_parts(sys.argv[1:] or list(PARTS))
    put_in_page()
    print(write_logs_section())
