"""Names for advice rows, looked up in the tables the advice was made from."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pyarrow as pa

from rekindle.desk.show.names import ContractNamed, Names, PromiseNamed, SignalNamed
from rekindle.desk.show.voices import voice_of
from rekindle.playbook import Playbook
from rekindle.tables.schemas import Tables


def names_from(facts: Tables, whys: pa.Table, playbook: Playbook, reader: UUID) -> Names:
    """Build the look-ups for every row of a workspace's advice, for the member who reads it."""
    voice = voice_of(playbook)
    return Names(
        today=facts["moment"].column("today")[0].as_py(),
        people=_pairs(facts["people"], "person_id", "name"),
        members=_pairs(facts["members"], "member_id", "name"),
        accounts=_pairs(facts["accounts"], "account_id", "name"),
        deals=_pairs(facts["deals"], "deal_id", "name"),
        assets={key: asset.title for key, asset in playbook.assets.items()},
        reasons={str(key): reason.phrase for key, reason in playbook.reasons.items()},
        promises=_named(
            facts["promises"], "promise_id", lambda row: PromiseNamed(row["due_on"], row["words"], row["source"])
        ),
        signals=_named(
            facts["signals"], "signal_id", lambda row: SignalNamed(row["kind"], row["words"], row["happened_on"])
        ),
        contracts=_named(
            facts["contracts"], "account_id", lambda row: ContractNamed(row["incumbent"] or "", row["ends_on"])
        ),
        lost_on=_pairs(whys, "deal_id", "lost_on"),
        lost=voice.lost,
        since=voice.since,
        come_back=voice.come_back,
        reader=reader.hex,
    )


def _pairs(table: pa.Table, key: str, value: str) -> dict[str, Any]:
    return dict(zip(table.column(key).to_pylist(), table.column(value).to_pylist(), strict=True))


def _named(table: pa.Table, key: str, build: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    return {row[key]: build(row) for row in table.to_pylist()}
