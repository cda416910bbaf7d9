"""UCI bank calls: people called again after an earlier campaign had failed with them (Moro, Cortez & Rita 2014)."""

import csv
import io
import zipfile
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from benchmarks.judgement.data import data_file
from benchmarks.judgement.scores import concordance, resample

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
# Known only after the call: who talks for long has nearly said yes.
_AFTER_THE_CALL = "duration"
_TRAINED = 0.7
_SHUFFLES = 5
_TIMES = 200


@dataclass(frozen=True)
class Line:
    """The area under the curve of one model on one split, with its 95 % interval over the people tested."""

    model: str
    split: str
    tested: int
    said_yes: int
    concordance: float
    low: float
    high: float


def measure_bank() -> list[dict[str, Any]]:
    """Try two models past-to-future and shuffled; raises DataMissingError where the file is not there."""
    columns, yes = _read()
    count = len(yes)
    in_order = np.arange(count)
    lines = [_try(model, "past to future", columns, yes, in_order) for model in ("logistic", "boosted trees")]
    for model in ("logistic", "boosted trees"):
        shuffled = [
            _try(model, "shuffled", columns, yes, np.random.default_rng(seed).permutation(count))
            for seed in range(_SHUFFLES)
        ]
        lines.append(sorted(shuffled, key=lambda line: line.concordance)[_SHUFFLES // 2])
    return [asdict(line) for line in lines]


def _read() -> tuple[Floats, Flags]:
    """Return the columns of whoever had failed before, words as columns of 0 and 1, and who said yes, in file order."""
    with zipfile.ZipFile(data_file("bank/bank-additional.zip")) as folder:
        text = folder.read("bank-additional/bank-additional-full.csv").decode()
    every = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    rows = [row for row in every if row["poutcome"] == "failure"]
    names = [name for name in rows[0] if name not in (_AFTER_THE_CALL, "y", "poutcome")]
    columns: list[Floats] = []
    for name in names:
        values = [row[name] for row in rows]
        try:
            columns.append(np.array([float(value) for value in values]))
        except ValueError:
            columns += [np.array([value == word for value in values], float) for word in sorted(set(values))]
    return np.column_stack(columns), np.array([row["y"] == "yes" for row in rows])


def _try(model: str, split: str, columns: Floats, yes: Flags, order: Ints) -> Line:
    border = int(_TRAINED * len(order))
    past, later = order[:border], order[border:]
    scale = StandardScaler().fit(columns[past])
    learner: Any = (
        LogisticRegression(C=0.1, max_iter=500)
        if model == "logistic"
        else HistGradientBoostingClassifier(learning_rate=0.05, max_iter=150, max_leaf_nodes=8, random_state=0)
    )
    learner.fit(scale.transform(columns[past]), yes[past])
    score, came = learner.predict_proba(scale.transform(columns[later]))[:, 1], yes[later]
    low, high = resample(len(came), lambda at: concordance(score[at], came[at]), _TIMES)
    return Line(model, split, len(came), int(came.sum()), concordance(score, came), low, high)
